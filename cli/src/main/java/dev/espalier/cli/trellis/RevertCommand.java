package dev.espalier.cli.trellis;

import dev.espalier.synth.trellis.Move;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes moves back. */
@Command(
        name = "revert",
        mixinStandardHelpOptions = true,
        description = {
            "Go back to where the development was after a move, 0 for the beginning; or take one item out. The record keeps all"
                    + " moves.",
            "Exit code 1 if the move is refused."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  espalier synth revert 12", "  espalier synth revert a_lemma_of_no_use"})
public final class RevertCommand extends MoveCommand {
    @Parameters(index = "0", paramLabel = "MOVE-OR-NAME", description = "The number of an accepted move, or an item.")
    private String to;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public RevertCommand() {}

    @Override
    Move move(DevelopmentOptions options) {
        return new Move.Revert(to);
    }
}
