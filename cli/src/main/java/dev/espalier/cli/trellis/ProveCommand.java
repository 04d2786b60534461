package dev.espalier.cli.trellis;

import dev.espalier.synth.trellis.Move;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Closes a hole in the proof. */
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        description = {
            "Close a hole in the proof: a lemma, or one of the theorems refinement, seen and progress. Tactics only; Proof and Qed"
                    + " are added.",
            "Exit code 1 if the move is refused; the goals that were left are shown."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier synth prove put_applied 'close_obligation.'",
            "  espalier synth prove refinement --file refinement.v"
        })
public final class ProveCommand extends MoveCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "A lemma or theorem.")
    private String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "TACTICS", description = "In Rocq; - for standard input.")
    private @Nullable String text;

    @Option(names = "--file", paramLabel = "FILE", description = "The same, from a file.")
    private @Nullable Path file;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public ProveCommand() {}

    @Override
    Move move(DevelopmentOptions options) throws IOException {
        return new Move.Prove(name, options.text(text, file, "the tactics"));
    }
}
