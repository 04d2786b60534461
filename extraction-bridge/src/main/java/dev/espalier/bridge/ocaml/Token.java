package dev.espalier.bridge.ocaml;

import dev.espalier.bridge.source.Position;

/**
 * A lexical element.
 *
 * @param kind its class
 * @param text its spelling; for a type variable without the quote
 * @param position where it begins
 */
record Token(Kind kind, String text, Position position) {
    /** Classes of lexical elements. */
    enum Kind {
        /** Identifier that begins in lower case or with an underscore. */
        LOWER,
        /** Identifier that begins in upper case. */
        UPPER,
        /** Reserved word. */
        KEYWORD,
        /** Integer literal. */
        INTEGER,
        /** Floating point literal. */
        FLOAT,
        /** Character literal, with its quotes. */
        CHARACTER,
        /** String literal, with its quotes. */
        STRING,
        /** Type variable such as {@code 'a}. */
        TYPE_VARIABLE,
        /** Operator or punctuation. */
        SYMBOL,
        /** After the last element. */
        END
    }

    boolean is(String spelling) {
        return (kind == Kind.SYMBOL || kind == Kind.KEYWORD) && text.equals(spelling);
    }

    /** How messages name it. */
    String shown() {
        return kind == Kind.END ? "end of file" : "'" + text + "'";
    }
}
