package dev.espalier.cli.trellis;

import dev.espalier.synth.trellis.Move;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts another text in the place of one that was accepted. */
@Command(
        name = "repair",
        mixinStandardHelpOptions = true,
        description = {
            "Put another definition, statement or proof in the place of one that was accepted. Proofs after it that no longer"
                    + " hold are holes again.",
            "Exit code 1 if the move is refused."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  espalier synth repair put_guard --file guard.v"})
public final class RepairCommand extends MoveCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "What is changed.")
    private String name;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TEXT",
            description = "A definition, a statement, or tactics; - for standard input.")
    private @Nullable String text;

    @Option(names = "--file", paramLabel = "FILE", description = "The same, from a file.")
    private @Nullable Path file;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public RepairCommand() {}

    @Override
    Move move(DevelopmentOptions options) throws IOException {
        return new Move.Repair(name, options.text(text, file, "the text"));
    }
}
