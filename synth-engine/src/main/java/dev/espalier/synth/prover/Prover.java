package dev.espalier.synth.prover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An installed prover.
 *
 * @param compiler the program {@code coqc}
 * @param checker the program {@code coqchk}, which re-checks compiled files with a kernel of its own
 * @param version name and version, for example {@code Coq 8.16.1}
 */
public record Prover(Path compiler, Path checker, String version) {
    private static final Pattern VERSION =
            Pattern.compile("The (Coq|Rocq)[A-Za-z ]*, version ([0-9]+\\.[0-9]+[^\\s]*)");
    private static final Duration VERSION_LIMIT = Duration.ofSeconds(30);

    /** What looking for a prover ended in. */
    public sealed interface Search {}

    /** There is one. */
    public record Found(Prover prover) implements Search {}

    /**
     * There is none that can be used.
     *
     * @param reason why, and what to install
     */
    public record Absent(String reason) implements Search {}

    /** Looks for {@code coqc} and {@code coqchk} on the program search path and asks for their version. */
    public static Search find() throws InterruptedException {
        Optional<Path> compiler = ProgramPath.find("coqc");
        Optional<Path> checker = ProgramPath.find("coqchk");
        if (compiler.isEmpty() || checker.isEmpty()) {
            String missing = compiler.isEmpty() ? "coqc" : "coqchk";
            return new Absent(missing + " is not on the PATH; install Coq 8.16 or newer (Debian: apt-get install coq)");
        }
        return ask(compiler.get(), checker.get());
    }

    /** Asks {@code compiler} for its version; {@link Absent} if it does not tell. */
    public static Search ask(Path compiler, Path checker) throws InterruptedException {
        CommandOutcome outcome;
        try {
            Path empty = Files.createTempDirectory("espalier-version");
            try {
                outcome = new ExternalCommand(List.of(compiler.toString(), "--version"), empty, VERSION_LIMIT, 10_000)
                        .run();
            } finally {
                Files.deleteIfExists(empty);
            }
        } catch (IOException e) {
            return new Absent(compiler + " could not be started: " + e.getMessage());
        } catch (UncheckedIOException e) {
            return new Absent(compiler + " could not be heard: " + e.getMessage());
        }
        Matcher version = VERSION.matcher(outcome.output());
        if (!outcome.succeeded() || !version.find()) {
            return new Absent(compiler + " --version " + outcome.ending() + " and told no version; reinstall Coq");
        }
        return new Found(new Prover(compiler, checker, version.group(1) + " " + version.group(2)));
    }
}
