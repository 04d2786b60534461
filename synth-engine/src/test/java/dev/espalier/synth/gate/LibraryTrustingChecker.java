package dev.espalier.synth.gate;

import dev.espalier.synth.prover.Prover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The real checker, told to check the modules that it is asked about and to trust what they load: seconds, where the
 * library and the framework take a minute. {@code espalier core verify --all} has the checker check everything.
 */
final class LibraryTrustingChecker {
    /** What the library seals, and the checker takes for axioms where it has not looked inside. */
    private static final String SEALED = "Coq\\.ssr\\.ssrunder\\.Under_rel\\.";

    private LibraryTrustingChecker() {}

    /** {@code real} with such a checker, which is written into {@code folder}. */
    static Prover of(Prover real, Path folder) throws IOException {
        Path file = Files.createDirectories(folder).resolve("coqchk");
        Files.writeString(
                file, """
                #!/bin/sh
                said=$(mktemp) || exit 1
                trap 'rm -f "$said"' EXIT
                paths=0
                for argument; do
                  shift
                  if [ $paths -gt 0 ]; then
                    paths=$((paths - 1))
                  else
                    case $argument in
                      -Q) paths=2 ;;
                      -*) ;;
                      *) set -- "$@" -norec ;;
                    esac
                  fi
                  set -- "$@" "$argument"
                done
                CHECKER "$@" >"$said" 2>&1
                code=$?
                grep -v '^ *SEALED' "$said" >&2
                exit $code
                """.replace("CHECKER", real.checker().toString()).replace("SEALED", SEALED));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return new Prover(real.compiler(), file, real.version());
    }
}
