package dev.espalier.synth.rocq;

import java.util.Arrays;

/**
 * A word of a Rocq source.
 *
 * @param kind what it is
 * @param text its text; for a string what stands between the quotes
 * @param line its line, from 1
 */
public record Token(Kind kind, String text, int line) {
    /** The kinds of token that matter here. */
    public enum Kind {
        /** An identifier, qualified or not: {@code Nat.add_comm}. */
        NAME,
        /** A number. */
        NUMBER,
        /** A string. */
        STRING,
        /** A punctuation mark; {@code :=} and runs of dots are one token. */
        SYMBOL
    }

    /** Whether this is the name {@code name}. */
    public boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    /** Whether this is the punctuation mark {@code symbol}. */
    public boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Whether this is a name one of whose dotted parts is {@code part}. */
    public boolean mentions(String part) {
        return kind == Kind.NAME
                && text.contains(part)
                && Arrays.asList(text.split("\\.", -1)).contains(part);
    }
}
