package dev.espalier.synth.prover.session;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Something to be proved.
 *
 * @param id the prover's name for it, which a restart may change
 * @param hypotheses its context, in order
 * @param conclusion as printed
 */
public record Goal(String id, List<Hypothesis> hypotheses, String conclusion) {
    public Goal {
        hypotheses = List.copyOf(hypotheses);
    }

    /** Context, a line, and conclusion. */
    @Override
    public String toString() {
        return hypotheses.stream().map(each -> each + "\n").collect(Collectors.joining())
                + "============================\n"
                + conclusion;
    }
}
