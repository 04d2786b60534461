package dev.espalier.synth.prover.coqidetop;

import dev.espalier.synth.prover.ProgramPath;
import dev.espalier.synth.prover.Prover;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An installed {@code coqidetop}. Run with Coq 8.16 (protocol 20220205). What is known of other versions is read from
 * their sources and was never run: up to Rocq 9 (protocol 20240517) the program keeps its name, Debian's has the suffix
 * {@code .opt}, and the calls that are used here keep their form; failures tell their place in an element rather than in
 * attributes, which is read too.
 *
 * @param program the program
 * @param version name and version, for example {@code Coq 8.16.1}
 */
public record CoqIdeTop(Path program, String version) {
    /** What looking for one ended in. */
    public sealed interface Search {}

    /** There is one. */
    public record Found(CoqIdeTop top) implements Search {}

    /**
     * There is none that can be used.
     *
     * @param reason why, and what to install
     */
    public record Absent(String reason) implements Search {}

    /** Looks for the program on the program search path and asks for its version. */
    public static Search find() throws InterruptedException {
        Optional<Path> program = Stream.of("coqidetop", "coqidetop.opt")
                .flatMap(name -> ProgramPath.find(name).stream())
                .findFirst();
        if (program.isEmpty()) {
            return new Absent("coqidetop is not on the PATH; install Coq 8.16 or newer (Debian: apt-get install coq;"
                    + " opam: coqide-server)");
        }
        return switch (Prover.ask(program.get(), program.get())) {
            case Prover.Found found ->
                new Found(new CoqIdeTop(program.get(), found.prover().version()));
            case Prover.Absent absent -> new Absent(absent.reason());
        };
    }
}
