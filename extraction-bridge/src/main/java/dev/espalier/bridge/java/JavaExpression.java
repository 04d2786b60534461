package dev.espalier.bridge.java;

/**
 * A Java expression and how strongly its outermost operator binds.
 *
 * @param doc the text
 * @param precedence one of the constants
 */
record JavaExpression(Doc doc, int precedence) {
    static final int LAMBDA = 0;
    static final int CONDITIONAL = 1;
    static final int OR = 3;
    static final int AND = 4;
    static final int EQUALITY = 8;
    static final int RELATION = 9;
    static final int ADDITIVE = 11;
    static final int MULTIPLICATIVE = 12;
    static final int UNARY = 14;
    static final int PRIMARY = 16;

    static JavaExpression primary(Doc doc) {
        return new JavaExpression(doc, PRIMARY);
    }

    static JavaExpression primary(String text) {
        return new JavaExpression(Doc.text(text), PRIMARY);
    }

    /** The text, in parentheses if it binds less than {@code needed}. */
    Doc atLeast(int needed) {
        return precedence >= needed ? doc : Doc.of(Doc.text("("), doc, Doc.text(")"));
    }
}
