package dev.espalier.synth.mutants;

import java.util.List;
import java.util.Optional;

/**
 * What is held against a core.
 *
 * @param charges in the order in which they were looked for
 */
public record Judgement(List<Charge> charges) {
    /** The ways to find a core out. */
    public enum Means {
        /** It shows an anomaly of the litmus catalogue that its specification forbids. */
        LITMUS,
        /** A replica can be stuck, refuses a get for ever, takes a put for one that is in, or never shows one. */
        PROGRESS,
        /** It has a client history that its specification has not. */
        EXPLORATION,
        /** The proof of the correct core does not go through. */
        REFINEMENT
    }

    /**
     * One thing.
     *
     * @param means how it was found
     * @param what in words
     * @param witness the steps that lead to it; empty if there are none to show
     */
    public record Charge(Means means, String what, List<String> witness) {
        public Charge {
            witness = List.copyOf(witness);
        }
    }

    public Judgement {
        charges = List.copyOf(charges);
    }

    /** The first charge by {@code means}. */
    public Optional<Charge> by(Means means) {
        return charges.stream().filter(charge -> charge.means() == means).findFirst();
    }
}
