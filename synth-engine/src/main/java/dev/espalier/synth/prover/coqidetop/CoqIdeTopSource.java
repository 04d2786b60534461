package dev.espalier.synth.prover.coqidetop;

import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.prover.session.SessionLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens sessions with one installed program.
 *
 * @param top the program
 * @param arguments its further arguments, such as {@code -Q folder Name}; folders absolute, for it runs in one of its own
 * @param libraries what identifies the content of the folders that {@code arguments} name, such as the hash of a
 *     specification; empty if they name none. It is part of the {@linkplain #foundation foundation}: if libraries change
 *     and this does not, a cache answers for the old ones
 * @param limits of each session
 */
public record CoqIdeTopSource(CoqIdeTop top, List<String> arguments, String libraries, SessionLimits limits)
        implements ProverSession.Source {
    /**
     * One process, everything in order, and an error stays an error: by default a failed sentence may be passed over,
     * and those after it judged as if it had succeeded.
     */
    private static final List<String> PROTOCOL = List.of(
            "-main-channel",
            "stdfds",
            "-q",
            "-async-proofs",
            "off",
            "-async-proofs-command-error-resilience",
            "off",
            "-async-proofs-tactic-error-resilience",
            "off");

    public CoqIdeTopSource {
        arguments = List.copyOf(arguments);
    }

    @Override
    public String foundation() {
        return top.version() + "\n" + String.join("\n", arguments) + "\n" + libraries;
    }

    @Override
    public ProverSession open() throws IOException {
        return new CoqIdeTopSession(this, Files.createTempDirectory("espalier-prover"));
    }

    List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(top.program().toString());
        command.addAll(PROTOCOL);
        command.addAll(arguments);
        return command;
    }
}
