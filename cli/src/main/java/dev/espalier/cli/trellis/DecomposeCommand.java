package dev.espalier.cli.trellis;

import dev.espalier.synth.trellis.Move;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Splits what is to be proved. */
@Command(
        name = "decompose",
        mixinStandardHelpOptions = true,
        description = {
            "Put lemmas, each a hole, before something that is to be proved; with --by-tactics it is proved from them at once.",
            "Exit code 1 if the move is refused."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier synth decompose refinement 'Lemma starts : forall c, related c (I.client_init c) (S.client_init c).'"
        })
public final class DecomposeCommand extends MoveCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The lemma or theorem that is split.")
    private String name;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "LEMMAS",
            description = "Statements, a sentence each; - for standard input.")
    private @Nullable String text;

    @Option(names = "--file", paramLabel = "FILE", description = "The same, from a file.")
    private @Nullable Path file;

    @Option(names = "--by-tactics", paramLabel = "TACTICS", description = "How it follows from them.")
    private @Nullable String tactics;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public DecomposeCommand() {}

    @Override
    Move move(DevelopmentOptions options) throws IOException {
        return new Move.Decompose(name, options.text(text, file, "the lemmas"), Optional.ofNullable(tactics));
    }
}
