package dev.espalier.synth.rocq;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file that a sentence loads.
 *
 * @param prefix what stands after {@code From}, empty without it
 * @param name what stands after {@code Require}
 * @param imported whether its names, notations and settings take effect in the file that loads it
 * @param line where, from 1
 */
public record Requirement(String prefix, String name, boolean imported, int line) {
    /** The logical name as far as it is written. */
    public String written() {
        return prefix.isEmpty() ? name : prefix + "." + name;
    }

    /** Whether the sentence has to do with loading files at all. */
    public static boolean isOne(Sentence sentence) {
        return sentence.tokens().stream().anyMatch(token -> token.isName("Require"));
    }

    /**
     * What {@code [From prefix] Require [Import|Export] name ...} loads; empty if the sentence has any other form, so
     * that nothing is loaded unseen.
     */
    public static Optional<List<Requirement>> of(Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        int at = 0;
        String prefix = "";
        if (tokens.getFirst().isName("From") && tokens.size() > 2) {
            prefix = tokens.get(1).text();
            at = 2;
        }
        if (!tokens.get(at).isName("Require")) {
            return Optional.empty();
        }
        at++;
        boolean imported = at < tokens.size()
                && (tokens.get(at).isName("Import") || tokens.get(at).isName("Export"));
        if (imported) {
            at++;
        }
        List<Requirement> required = new ArrayList<>();
        for (Token token : tokens.subList(at, tokens.size())) {
            if (token.kind() != Token.Kind.NAME) {
                return Optional.empty();
            }
            required.add(new Requirement(prefix, token.text(), imported, token.line()));
        }
        return required.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(required));
    }
}
