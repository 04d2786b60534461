package dev.espalier.synth.growth;

import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.term.Term;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a method computes.
 *
 * @param leaves what it gives for each leaf that is kept of its results
 * @param answer the value or truth that it gives; {@code null} if none, or a guard
 * @param conjuncts for a guard, what must hold together
 */
public record Body(Map<Leaf, Term> leaves, @Nullable Term answer, List<Term> conjuncts) {
    public Body {
        leaves = new LinkedHashMap<>(leaves);
        conjuncts = List.copyOf(conjuncts);
    }
}
