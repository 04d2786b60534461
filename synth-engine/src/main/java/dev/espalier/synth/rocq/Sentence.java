package dev.espalier.synth.rocq;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What Rocq executes at a time: the tokens up to a full stop, which is not among them. Bullets and braces before a
 * tactic belong to its sentence.
 *
 * @param tokens at least one
 */
public record Sentence(List<Token> tokens) {
    public Sentence {
        tokens = List.copyOf(tokens);
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("a sentence has words");
        }
    }

    /** The line where it begins, from 1. */
    public int line() {
        return tokens.getFirst().line();
    }

    /** Its text, a space between tokens; long ones are cut. */
    @Override
    public String toString() {
        return tokens.stream()
                        .limit(12)
                        .map(token -> token.kind() == Token.Kind.STRING ? '"' + token.text() + '"' : token.text())
                        .collect(Collectors.joining(" "))
                + (tokens.size() > 12 ? " ..." : "");
    }
}
