package dev.espalier.synth.prover.session;

import java.util.List;

/**
 * A line of a goal's context.
 *
 * @param names at least one; names of the same type may share a line
 * @param defined whether the names have a body
 * @param text the type; of defined names the body, {@code " : "} and the type. The printed form does not tell where the
 *     body ends (it may hold colons as the type may), so they are not taken apart
 */
public record Hypothesis(List<String> names, boolean defined, String text) {
    public Hypothesis {
        names = List.copyOf(names);
    }

    /** As the prover prints it. */
    @Override
    public String toString() {
        return String.join(", ", names) + (defined ? " := " : " : ") + text;
    }
}
