package dev.espalier.synth.trellis;

import dev.espalier.synth.rocq.Sentence;
import dev.espalier.synth.rocq.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The names that a definition brings in beside its own: constructors, fields, and what is defined along with it. Read by
 * position, so that there may be one too many and never one too few.
 */
final class IntroducedNames {
    private static final Set<String> TYPES =
            Set.of("Inductive", "CoInductive", "Variant", "Record", "Structure", "Class");
    private static final Set<String> BEFORE_A_NAME = Set.of("|", "{", ";", ":=");

    private IntroducedNames() {}

    /** Of {@code sentence}, a definition. */
    static List<String> of(Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        boolean type = tokens.stream().anyMatch(token -> TYPES.contains(token.text()));
        List<String> names = new ArrayList<>();
        for (int i = 1; i < tokens.size(); i++) {
            Token before = tokens.get(i - 1);
            boolean along = before.isName("with") || before.isName("for");
            boolean member = type && before.kind() == Token.Kind.SYMBOL && BEFORE_A_NAME.contains(before.text());
            if (tokens.get(i).kind() == Token.Kind.NAME && (along || member)) {
                names.add(tokens.get(i).text());
            }
        }
        return names;
    }

    /** Whether {@code sentence} makes a field a coercion. */
    static boolean isCoercion(Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i - 1).isSymbol(":") && tokens.get(i).isSymbol(">")) {
                return true;
            }
        }
        return false;
    }
}
