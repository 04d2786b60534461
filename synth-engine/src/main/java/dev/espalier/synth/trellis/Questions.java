package dev.espalier.synth.trellis;

import dev.espalier.synth.prover.coqidetop.CoqSentences;
import dev.espalier.synth.rocq.Command;
import dev.espalier.synth.rocq.Sentence;
import dev.espalier.synth.rocq.Token;
import java.util.List;
import java.util.Set;

/** What the prover may be asked: one question, which changes nothing and writes no file. */
final class Questions {
    private static final Set<String> WORDS = Set.of("Print", "Check", "Search", "About", "Locate");

    private Questions() {}

    /** {@code text}, if it is such a question. */
    static String check(String text) throws RefusedMoveException {
        List<Sentence> sentences = Rails.read("the question", text);
        List<String> texts = CoqSentences.split(text);
        String word = Command.of(sentences.getFirst()).word();
        List<Token> tokens = sentences.getFirst().tokens();
        if (sentences.size() != 1
                || texts.size() != 1
                || !WORDS.contains(word)
                || !tokens.getFirst().isName(word)) {
            throw new RefusedMoveException(
                    "forbidden",
                    "a question is one sentence that begins with one of "
                            + WORDS.stream().sorted().toList());
        }
        boolean named = tokens.stream().anyMatch(token -> token.kind() == Token.Kind.STRING);
        boolean file = word.equals("Print") || tokens.stream().anyMatch(token -> token.isName("File"));
        if (named && file) {
            throw new RefusedMoveException("forbidden", "a question names no file");
        }
        Rails.scan("the question", "Definition asked := 1. " + text.replaceFirst("Print|Search|About|Locate", "Check"));
        return texts.getFirst();
    }
}
