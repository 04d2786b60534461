package dev.espalier.bench.check;

import java.util.List;

/**
 * Whether a history keeps one guarantee.
 *
 * @param guarantee which
 * @param violations how many gets break it, and for {@link Guarantee#CAUSAL_PLUS} how many cycles of puts had to be cut;
 *     gets that no guarantee allows count for each
 * @param details the first of each kind, in words
 */
public record GuaranteeVerdict(Guarantee guarantee, long violations, List<Violation> details) {
    public GuaranteeVerdict {
        details = List.copyOf(details);
    }

    /** Whether it is kept. */
    public boolean holds() {
        return violations == 0;
    }
}
