package dev.espalier.synth.prover.coqidetop;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a text into what Coq executes at a time. Unlike the gate's lexer it keeps the text, and a bullet or a brace is
 * a sentence of its own, as it is to Coq: {@code coqidetop} reads the first sentence of what it is given and drops the
 * rest without a word, so it must be given one.
 */
public final class CoqSentences {
    private static final Pattern BULLET =
            Pattern.compile("-+|\\++|\\*+|\\}|(?:\\d+\\s*:\\s*|\\[\\s*\\w+\\s*\\]\\s*:\\s*)?\\{(?![|])");

    private final String text;
    private final List<String> sentences = new ArrayList<>();
    private int position;
    private int start;
    private boolean begun;

    private CoqSentences(String text) {
        this.text = text;
    }

    /**
     * The sentences of {@code text}, each with the comments before it and without the white space around it. A last one
     * without a full stop is among them, for Coq to complain of; comments at the end are not.
     */
    public static List<String> split(String text) {
        CoqSentences splitter = new CoqSentences(text);
        splitter.run();
        return List.copyOf(splitter.sentences);
    }

    private void run() {
        Matcher bullet = BULLET.matcher(text);
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '(' && at(1) == '*') {
                skipComment();
            } else if (Character.isWhitespace(c)) {
                position++;
            } else if (!begun && bullet.region(position, text.length()).lookingAt()) {
                position = bullet.end();
                end();
            } else if (c == '"') {
                begun = true;
                skipString();
            } else if (c == '.') {
                begun = true;
                skipDots();
            } else {
                begun = true;
                position++;
            }
        }
        if (begun) {
            end();
        }
    }

    private void end() {
        sentences.add(text.substring(start, position).strip());
        start = position;
        begun = false;
    }

    /** One dot or three end a sentence before white space; two never do. */
    private void skipDots() {
        int from = position;
        while (at(0) == '.') {
            position++;
        }
        if (position - from != 2 && (position == text.length() || Character.isWhitespace(at(0)))) {
            end();
        }
    }

    private void skipComment() {
        int depth = 0;
        do {
            if (at(0) == '(' && at(1) == '*') {
                depth++;
                position += 2;
            } else if (at(0) == '*' && at(1) == ')') {
                depth--;
                position += 2;
            } else if (at(0) == '"') {
                skipString();
            } else {
                position++;
            }
        } while (depth > 0 && position < text.length());
        // A comment that does not end swallows the rest; it is no sentence unless Coq is to say so.
        begun |= depth > 0;
    }

    private void skipString() {
        position++;
        while (position < text.length() && text.charAt(position) != '"') {
            position++;
        }
        // A doubled quote is read as the end of one string and the beginning of the next, which comes to the same.
        position = Math.min(position + 1, text.length());
    }

    private char at(int ahead) {
        return position + ahead < text.length() ? text.charAt(position + ahead) : '\0';
    }
}
