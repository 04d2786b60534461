package dev.espalier.cli.trellis;

import dev.espalier.synth.trellis.Grade;
import dev.espalier.synth.trellis.GradeText;
import dev.espalier.synth.trellis.Move;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that proposes a move. Exit code 1 if it is refused. */
abstract class MoveCommand implements Callable<Integer> {
    @Mixin
    private DevelopmentOptions options;

    @Option(
            names = "--by",
            paramLabel = "WHO",
            defaultValue = "hand",
            description = "Who proposes it, for the record (default: ${DEFAULT-VALUE}).")
    private String by;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    MoveCommand() {}

    /** The move that the arguments say. */
    abstract Move move(DevelopmentOptions options) throws IOException;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Move move = move(options);
        return options.with(trellis -> {
            Grade grade = trellis.apply(move, by);
            options.print(grade, GradeText.of(grade));
            return grade instanceof Grade.Accepted ? 0 : 1;
        });
    }
}
