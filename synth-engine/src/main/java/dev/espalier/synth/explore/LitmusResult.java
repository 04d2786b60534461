package dev.espalier.synth.explore;

import java.util.List;
import java.util.Optional;

/**
 * Whether a machine allows a litmus test's anomaly.
 *
 * @param machine the machine's name
 * @param test the test
 * @param cases what became of its programs, in order; empty if it is not applicable
 */
public record LitmusResult(String machine, LitmusTest test, List<CaseResult> cases) {
    /** An answer. */
    public enum Verdict {
        /** There is a witness. */
        ALLOWED,
        /** There is none up to the bound. */
        FORBIDDEN,
        /** A limit was exceeded before either was clear. */
        UNKNOWN,
        /** The test needs labels and the machine has none. */
        NOT_APPLICABLE
    }

    /**
     * The answer for one program.
     *
     * @param litmusCase the program and outcome
     * @param verdict never {@link Verdict#NOT_APPLICABLE}
     * @param witness how the outcome comes about, if it is allowed
     * @param extent how far the exploration went
     */
    public record CaseResult(LitmusCase litmusCase, Verdict verdict, Optional<Witness> witness, Extent extent) {}

    public LitmusResult {
        cases = List.copyOf(cases);
    }

    /** Allowed if a program is, else unknown if one is, else forbidden. */
    public Verdict verdict() {
        if (cases.isEmpty()) {
            return Verdict.NOT_APPLICABLE;
        }
        if (has(Verdict.ALLOWED)) {
            return Verdict.ALLOWED;
        }
        return has(Verdict.UNKNOWN) ? Verdict.UNKNOWN : Verdict.FORBIDDEN;
    }

    /** The first witness, if the anomaly is allowed. */
    public Optional<Witness> witness() {
        return cases.stream().flatMap(c -> c.witness().stream()).findFirst();
    }

    private boolean has(Verdict verdict) {
        return cases.stream().anyMatch(c -> c.verdict() == verdict);
    }
}
