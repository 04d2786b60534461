package dev.espalier.synth.trellis;

import java.util.List;
import java.util.Optional;

/** The beginning of what is too long to be kept or shown. */
final class Excerpt {
    /** Of a text that is refused for its length, in characters. */
    static final int REFUSED_MAX = 2_000;

    /** Of what the prover says, in characters: a goal of a page is read, one of a thousand pages is not. */
    static final int SAID_MAX = 40_000;

    private Excerpt() {}

    /** {@code text}, or its first {@code most} characters with a word on the rest. */
    static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "\n... cut off here; there are " + text.length() + " characters";
    }

    /** {@code goals}, each cut off, until they are too long together. */
    static List<String> of(List<String> goals, int most) {
        int length = 0;
        int count = 0;
        while (count < goals.size() && length < most) {
            length += goals.get(count).length();
            count++;
        }
        return goals.subList(0, count).stream().map(goal -> of(goal, most)).toList();
    }

    /** {@code move} with no text longer than {@link #REFUSED_MAX}. */
    static Move of(Move move) {
        return switch (move) {
            case Move.Define(String name, String text, boolean inProof, Optional<String> before) ->
                new Move.Define(shortened(name), shortened(text), inProof, before.map(Excerpt::shortened));
            case Move.Prove(String name, String tactics) -> new Move.Prove(shortened(name), shortened(tactics));
            case Move.Decompose(String name, String lemmas, Optional<String> tactics) ->
                new Move.Decompose(shortened(name), shortened(lemmas), tactics.map(Excerpt::shortened));
            case Move.Repair(String name, String text) -> new Move.Repair(shortened(name), shortened(text));
            case Move.Revert(String to) -> new Move.Revert(shortened(to));
        };
    }

    private static String shortened(String text) {
        return of(text, REFUSED_MAX);
    }
}
