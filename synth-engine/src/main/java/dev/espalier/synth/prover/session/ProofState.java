package dev.espalier.synth.prover.session;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is left to be proved.
 *
 * @param open whether a proof is open; if not, there are no goals. One without goals may still be open: it wants its end
 * @param foreground the goals that tactics see
 * @param background the goals out of focus, in the order in which they will come
 * @param shelved goals put aside, to be solved through others
 * @param givenUp goals given up
 */
public record ProofState(
        boolean open, List<Goal> foreground, List<Goal> background, List<Goal> shelved, List<Goal> givenUp) {
    /** No proof is open. */
    public static final ProofState NONE = new ProofState(false, List.of(), List.of(), List.of(), List.of());

    public ProofState {
        foreground = List.copyOf(foreground);
        background = List.copyOf(background);
        shelved = List.copyOf(shelved);
        givenUp = List.copyOf(givenUp);
    }

    /** Whether a proof is open and has no goal left, in focus or out of it. */
    public boolean finished() {
        return open
                && Stream.of(foreground, background, shelved, givenUp)
                                .mapToInt(List::size)
                                .sum()
                        == 0;
    }

    /**
     * The hash of what is to be proved, 64 hexadecimal digits. Two states that print alike have the same, whichever way
     * they were reached: goal ids, line breaks and the names of existential variables are left out. It does not cover
     * what was declared before the proof began; {@link StateId} does.
     */
    public String hash() {
        return new StateHash().of(this);
    }
}
