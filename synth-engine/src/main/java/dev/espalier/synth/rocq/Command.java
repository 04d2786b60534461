package dev.espalier.synth.rocq;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A sentence with what stands before its first word taken apart: bullets, braces and goal selectors, attributes, and
 * the old words for attributes.
 *
 * @param attributes the words of {@code #[...]} and old words such as {@code Global}, in lower case
 * @param tokens from the first word on; empty for a sentence of bullets and braces only
 */
public record Command(List<String> attributes, List<Token> tokens) {
    private static final Set<String> OLD_ATTRIBUTES = Set.of(
            "Local", "Global", "Program", "Polymorphic", "Monomorphic", "Cumulative", "NonCumulative", "Private");

    public Command {
        attributes = List.copyOf(attributes);
        tokens = List.copyOf(tokens);
    }

    /** The command of {@code sentence}. */
    public static Command of(Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        int at = skipFocus(tokens);
        List<String> attributes = new ArrayList<>();
        while (at < tokens.size()) {
            Token token = tokens.get(at);
            if (token.isSymbol("#")
                    && at + 1 < tokens.size()
                    && tokens.get(at + 1).isSymbol("[")) {
                at = readAttributes(tokens, at + 2, attributes);
            } else if (token.kind() == Token.Kind.NAME && OLD_ATTRIBUTES.contains(token.text())) {
                attributes.add(token.text().toLowerCase(Locale.ROOT));
                at++;
            } else if (token.isName("Time")) {
                at++;
            } else {
                break;
            }
        }
        return new Command(attributes, tokens.subList(at, tokens.size()));
    }

    /** The first word, empty if the sentence begins with a symbol or has none. */
    public String word() {
        return word(0);
    }

    /** The word at {@code index}, empty if there is none. */
    public String word(int index) {
        return index < tokens.size() && tokens.get(index).kind() == Token.Kind.NAME
                ? tokens.get(index).text()
                : "";
    }

    private static int skipFocus(List<Token> tokens) {
        int at = 0;
        int before;
        do {
            before = at;
            while (at < tokens.size() && isBullet(tokens.get(at))) {
                at++;
            }
            at = skipSelector(tokens, at);
        } while (at != before);
        return at;
    }

    private static boolean isBullet(Token token) {
        return token.kind() == Token.Kind.SYMBOL
                && Set.of("-", "+", "*", "{", "}").contains(token.text());
    }

    /** {@code 1:}, {@code 1-2, 4:}, {@code all:}, {@code par:}, {@code !:}, {@code [name]:}. */
    private static int skipSelector(List<Token> tokens, int start) {
        int at = start;
        if (at < tokens.size() && isOneWordSelector(tokens.get(at))) {
            at++;
        } else if (at + 2 < tokens.size()
                && tokens.get(at).isSymbol("[")
                && tokens.get(at + 2).isSymbol("]")) {
            at += 3;
        } else {
            while (at < tokens.size() && isNumbering(tokens.get(at))) {
                at++;
            }
        }
        return at > start && at < tokens.size() && tokens.get(at).isSymbol(":") ? at + 1 : start;
    }

    private static boolean isOneWordSelector(Token token) {
        return token.isName("all") || token.isName("par") || token.isSymbol("!");
    }

    private static boolean isNumbering(Token token) {
        return token.kind() == Token.Kind.NUMBER || token.isSymbol(",") || token.isSymbol("-");
    }

    private static int readAttributes(List<Token> tokens, int start, List<String> attributes) {
        int at = start;
        int depth = 1;
        while (at < tokens.size() && depth > 0) {
            Token token = tokens.get(at);
            if (token.isSymbol("[")) {
                depth++;
            } else if (token.isSymbol("]")) {
                depth--;
            } else if (token.kind() == Token.Kind.NAME) {
                attributes.add(token.text());
            }
            at++;
        }
        return at;
    }
}
