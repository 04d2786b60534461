package dev.espalier.synth.explore;

import java.util.Optional;

/**
 * How far an exploration went.
 *
 * @param exceeded the limit that ended it early: {@code time}, {@code states} or {@code memory}; empty if it ended by
 *     itself
 * @param bound what was bounded, in words; empty where a witness makes it unimportant
 * @param states how many states were met
 */
public record Extent(Optional<String> exceeded, String bound, long states) {
    /** In words, for example {@code exhausted (any number of replicas, ...)}. */
    public String text() {
        if (exceeded.isPresent()) {
            return "budget exceeded (" + exceeded.get() + ") after " + states + " states";
        }
        return bound.isEmpty() ? states + " states" : "exhausted (" + bound + "; " + states + " states)";
    }
}
