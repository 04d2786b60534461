package dev.espalier.synth.explore;

import java.util.Optional;

/**
 * Whether one machine has a client history that another has not. A difference refutes that the first refines the second;
 * that there is none up to a bound proves nothing.
 *
 * @param has the machine whose histories were looked at
 * @param lacks the machine that was asked for each of them
 * @param verdict the answer
 * @param witness if there is a difference: how the first machine gets its history
 * @param programs how many programs were explored to their end without a difference
 * @param histories how many histories of the first machine both have; 0 unless the verdict is {@link Verdict#NONE}
 * @param extent how far the exploration went
 */
public record InclusionResult(
        String has,
        String lacks,
        Verdict verdict,
        Optional<Witness> witness,
        int programs,
        long histories,
        Extent extent) {
    /** An answer. */
    public enum Verdict {
        /** There is such a history; the other machine has not got it even with one more delivery of every put. */
        DIFFERENCE,
        /** There is none up to the bound. */
        NONE,
        /** A limit was exceeded before either was clear. */
        UNKNOWN
    }
}
