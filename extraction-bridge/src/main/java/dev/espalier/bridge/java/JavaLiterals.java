package dev.espalier.bridge.java;

import java.util.ArrayList;
import java.util.List;

/** Writes characters, strings and floating point numbers. */
final class JavaLiterals {
    /** Characters of one piece of a long string: so that a line has room for it. */
    private static final int PIECE = 60;

    /** Java's compiler takes constants of up to 65535 bytes; an escaped character takes up to two. */
    private static final int CONSTANT = 30_000;

    private JavaLiterals() {}

    static String character(char value) {
        return value == '\'' ? "'\\''" : "'" + (value == '"' ? "\"" : escaped(value)) + "'";
    }

    /** A string of bytes, as a call of {@code owner}'s {@code of}. */
    static Doc string(String owner, String bytes) {
        if (bytes.length() > CONSTANT) {
            Doc first = string(owner, bytes.substring(0, CONSTANT));
            return Doc.list(owner + ".append(", List.of(first, string(owner, bytes.substring(CONSTANT))), ")");
        }
        List<Doc> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            piece.append(escaped(bytes.charAt(i)));
            if (piece.length() >= PIECE || i == bytes.length() - 1) {
                pieces.add(Doc.text((pieces.isEmpty() ? "" : "+ ") + "\"" + piece + "\""));
                piece.setLength(0);
            }
        }
        if (pieces.isEmpty()) {
            return Doc.text(owner + ".of(\"\")");
        }
        List<Doc> parts = new ArrayList<>(List.of(Doc.text(owner + ".of("), pieces.getFirst()));
        for (Doc later : pieces.subList(1, pieces.size())) {
            parts.add(Doc.nest(8, Doc.LINE, later));
        }
        parts.add(Doc.text(")"));
        return Doc.group(parts.toArray(Doc[]::new));
    }

    /** A number, as few digits as tell it from all others. */
    static JavaExpression number(double value) {
        if (Double.isNaN(value)) {
            return JavaExpression.primary("Double.NaN");
        }
        if (Double.isInfinite(value)) {
            return JavaExpression.primary(value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY");
        }
        String digits = Double.toString(value);
        return digits.startsWith("-")
                ? new JavaExpression(Doc.text(digits), JavaExpression.UNARY)
                : JavaExpression.primary(digits);
    }

    /** Unicode escapes would be read before the literal is, so bytes that are not printed are octal. */
    private static String escaped(char value) {
        return switch (value) {
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            case '\\' -> "\\\\";
            case '"' -> "\\\"";
            default ->
                value >= ' ' && value <= '~'
                        ? String.valueOf(value)
                        : "\\" + (char) ('0' + (value >> 6)) + (char) ('0' + (value >> 3 & 7))
                                + (char) ('0' + (value & 7));
        };
    }
}
