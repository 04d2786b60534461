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

    @Test
    void literalsAreToldApart() {
        assertThat(kinds("1 0x1F 1.5 1e3 0x1.8p+1 '\\'' \"s\" {|q|} {x|q|}|x} 'a'..'z' -1."))
                .containsExactly(
                        Token.Kind.INTEGER,
                        Token.Kind.INTEGER,
                        Token.Kind.FLOAT,
                        Token.Kind.FLOAT,
                        Token.Kind.FLOAT,
                        Token.Kind.CHARACTER,
                        Token.Kind.STRING,
                        Token.Kind.STRING,
                        Token.Kind.STRING,
                        Token.Kind.CHARACTER,
                        Token.Kind.SYMBOL,
                        Token.Kind.CHARACTER,
                        Token.Kind.SYMBOL,
                        Token.Kind.FLOAT,
                        Token.Kind.END);
    }

    @Test
    void attributesAreSkippedAndCommentsMayHoldCharacters() {
        assertThat(texts("a [@@inline \"]\" [x]] (* '\"' you're {|*)|} *) b")).containsExactly("a", "b", "");
    }

    @Test
    void escapesGiveBytes() {
        assertThat(string("\"a\\n\\t\\\\\\\"\\'\\065\\xfF\\o101\\u{e9}\\\n   b\""))
                .isEqualTo("a\n\t\\\"'A\u00ffA\u00c3\u00a9b");
        assertThat(string("{x|a\\n|b|x}")).isEqualTo("a\\n|b");
        assertThat(string("\"\u00e9\"")).isEqualTo("\u00c3\u00a9");
    }

    private static String string(String source) {
        return Literals.string(
                new Lexer(new SourceText("f.ml", source)).tokens().getFirst());
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
