package dev.espalier.cli.suggest;

import dev.espalier.synth.explore.LitmusQuestion;
import dev.espalier.synth.explore.LitmusTest;
import java.util.stream.Collectors;

/** Litmus tests as questions. */
final class Questions {
    private Questions() {}

    /** What happens, and whether it may. */
    static String text(LitmusTest test) {
        if (test.cases().size() == 1) {
            return LitmusQuestion.of(test.cases().getFirst());
        }
        return "Any of these? " + test.cases().stream().map(LitmusQuestion::of).collect(Collectors.joining(" Or: "));
    }
}
