package dev.espalier.synth.rocq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RocqLexerTest {
    @Test
    void splitsAtFullStopsBeforeBlanksOnly() throws Exception {
        assertThat(texts("Check Nat.add. Check x.(f). auto... Check [x ; .. ; y]. Check 1.5."))
                .containsExactly("Check Nat.add", "Check x . ( f )", "auto", "Check [ x ; .. ; y ]", "Check 1.5");
    }

    @Test
    void countsLinesThroughCommentsAndStrings() throws Exception {
        List<Sentence> sentences = RocqLexer.sentences("(* one\n(* two *)\n*) A.\n\"x\ny\" B.\n\n  C\n  D.\n");
        assertThat(sentences).extracting(Sentence::line).containsExactly(3, 4, 7);
        assertThat(sentences.getLast().tokens()).extracting(Token::line).containsExactly(7, 8);
    }

    @Test
    void aStringInACommentHidesTheCommentsEnd() throws Exception {
        assertThat(texts("(* \"*)\" *) A. (* (* \"(*\" *) *) B.")).containsExactly("A", "B");
    }

    @Test
    void aStringEndsAtAnUndoubledQuote() throws Exception {
        assertThat(RocqLexer.sentences("Check \"a\"\"b. (* \".")
                        .getFirst()
                        .tokens()
                        .getLast())
                .isEqualTo(new Token(Token.Kind.STRING, "a\"b. (* ", 1));
    }

    @Test
    void namesHavePrimesAndDots() throws Exception {
        assertThat(RocqLexer.sentences("a'.b_1.C'' d.").getFirst().tokens())
                .extracting(Token::text)
                .containsExactly("a'.b_1.C''", "d");
        assertThat(new Token(Token.Kind.NAME, "A.admit.B", 1).mentions("admit")).isTrue();
        assertThat(new Token(Token.Kind.NAME, "A.admit'.B", 1).mentions("admit"))
                .isFalse();
    }

    @Test
    void theLineOfADoubtIsNamed() {
        RocqSyntaxException doubt =
                catchThrowableOfType(RocqSyntaxException.class, () -> RocqLexer.sentences("A.\nB.\n(* open\n\n"));
        assertThat(doubt.line()).isEqualTo(3);
    }

    /** Whatever the text, the answer is sentences or a doubt; and a comment put between words changes nothing. */
    @Test
    void anyTextGivesSentencesOrADoubt() {
        Random random = new Random(7);
        String[] parts = {"(*", "*)", "\"", ".", ". ", "\n", "a", "B'", "1", ":=", "(", ")", " ", "{", "Require", "é"};
        int readable = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            try {
                List<String> plain = texts(text.toString());
                readable++;
                assertThat(texts("(* x. \" *) \" (* *) *) " + text)).isEqualTo(plain);
            } catch (RocqSyntaxException e) {
                assertThat(e.line()).isPositive();
            }
        }
        assertThat(readable).isGreaterThan(1_000);
    }

    private static List<String> texts(String source) throws RocqSyntaxException {
        return RocqLexer.sentences(source).stream().map(Sentence::toString).toList();
    }
}
