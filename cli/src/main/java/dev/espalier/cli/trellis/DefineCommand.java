package dev.espalier.cli.trellis;

import dev.espalier.synth.trellis.Move;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Defines a member of the core, or a name of one's own. */
@Command(
        name = "define",
        mixinStandardHelpOptions = true,
        description = {
            "Define a member of the core, or a name of your own in the core or the proof. The text is the sentence that defines"
                    + " it, with the hints that belong to it; a Definition with a type and no body leaves a hole.",
            "Exit code 1 if the move is refused."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier synth define put_payload 'Definition put_payload := nat.'",
            "  espalier synth define related --proof --file related.v"
        })
public final class DefineCommand extends MoveCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "What is defined.")
    private String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DEFINITION", description = "In Rocq; - for standard input.")
    private @Nullable String text;

    @Option(names = "--file", paramLabel = "FILE", description = "The same, from a file.")
    private @Nullable Path file;

    @Option(names = "--proof", description = "It belongs to the proof and not to the core.")
    private boolean inProof;

    @Option(
            names = "--before",
            paramLabel = "NAME",
            description = "The item that it is to stand before; by default it is the last.")
    private @Nullable String before;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public DefineCommand() {}

    @Override
    Move move(DevelopmentOptions options) throws IOException {
        return new Move.Define(name, options.text(text, file, "the definition"), inProof, Optional.ofNullable(before));
    }
}
