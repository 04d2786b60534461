package dev.espalier.synth.growth;

import java.util.List;

/**
 * A theorem about a core besides its refinement.
 *
 * @param name the theorem's
 * @param alternatives ways to prove it, each with all definitions that it needs; the first that the prover accepts counts
 */
public record Claim(String name, List<String> alternatives) {
    public Claim {
        alternatives = List.copyOf(alternatives);
    }
}
