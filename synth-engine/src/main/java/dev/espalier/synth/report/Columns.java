package dev.espalier.synth.report;

/** Text in the columns of a terminal. */
final class Columns {
    private static final String MORE = "\u2026";

    private Columns() {}

    /** A {@link #flat} line in at most {@code width} columns; what is cut off leaves an ellipsis. */
    static String cut(String line, int width) {
        if (of(line) <= width) {
            return line;
        }
        if (width <= 0) {
            return "";
        }
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int point : line.codePoints().toArray()) {
            int columns = of(point);
            if (used + columns > width - 1) {
                break;
            }
            kept.appendCodePoint(point);
            used += columns;
        }
        return kept + MORE;
    }

    /** The columns that {@code line} takes. */
    static int of(String line) {
        return line.codePoints().map(Columns::of).sum();
    }

    /** {@code text} in one line, without what a terminal would obey; white space is one space. */
    static String flat(String text) {
        StringBuilder flat = new StringBuilder();
        boolean space = false;
        for (int point : text.codePoints().toArray()) {
            if (Character.isWhitespace(point)) {
                space = !flat.isEmpty();
                continue;
            }
            if (space) {
                flat.append(' ');
                space = false;
            }
            flat.appendCodePoint(
                    switch (Character.getType(point)) {
                        case Character.CONTROL, Character.SURROGATE, Character.FORMAT -> '?';
                        default -> point;
                    });
        }
        return flat.toString();
    }

    private static int of(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> isWide(point) ? 2 : 1;
        };
    }

    /** Ideographs, syllables, full-width forms, and pictures: Unicode's UAX 11, by blocks. */
    private static boolean isWide(int point) {
        return (point >= 0x1100 && point <= 0x115F)
                || (point >= 0x2E80 && point <= 0xA4CF)
                || (point >= 0xAC00 && point <= 0xD7A3)
                || (point >= 0xF900 && point <= 0xFAFF)
                || (point >= 0xFE30 && point <= 0xFE6F)
                || (point >= 0xFF00 && point <= 0xFF60)
                || (point >= 0xFFE0 && point <= 0xFFE6)
                || (point >= 0x1F300 && point <= 0x1FAFF)
                || (point >= 0x20000 && point <= 0x3FFFD);
    }
}
