package dev.espalier.bridge.ocaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.source.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

class LexerTest {
    @Test
    void primesTypeVariablesAndCharactersAreToldApart() {
        assertThat(kinds("c' t'' 'a 'b' '\\n' x'y"))
                .containsExactly(
                        Token.Kind.LOWER,
                        Token.Kind.LOWER,
                        Token.Kind.TYPE_VARIABLE,
                        Token.Kind.CHARACTER,
                        Token.Kind.CHARACTER,
                        Token.Kind.LOWER,
                        Token.Kind.END);
    }

    @Test
    void commentsNestAndMayHoldStrings() {
        assertThat(texts("a (* one (* two *) \" *) \" *) b (** doc **) c")).containsExactly("a", "b", "c", "");
    }

    @Test
    void operatorsAreAsLongAsTheyCanBe() {
        assertThat(texts("a<=b ( * ) x::y :=z ->w;;v;u"))
                .containsExactly(
                        "a", "<=", "b", "(", "*", ")", "x", "::", "y", ":=", "z", "->", "w", ";;", "v", ";", "u", "");
    }

    @Test
    void positionsCountLinesAndColumnsFromOne() {
        List<Token> tokens = new Lexer(new SourceText("f.ml", "a\n  b (* \n *) c")).tokens();
        assertThat(tokens)
                .extracting(t -> t.position().toString())
                .containsExactly("f.ml:1:1", "f.ml:2:3", "f.ml:3:5", "f.ml:3:6");
    }

    private static List<String> texts(String source) {
        return new Lexer(new SourceText("f.ml", source))
                .tokens().stream().map(Token::text).toList();
    }

    private static List<Token.Kind> kinds(String source) {
        return new Lexer(new SourceText("f.ml", source))
                .tokens().stream().map(Token::kind).toList();
    }
}
