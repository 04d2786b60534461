package dev.espalier.cli.spec;

/** Text for a terminal: lines that are not too long to read. */
final class Paragraph {
    private static final int WIDTH = 100;

    private Paragraph() {}

    /** {@code text} in lines of at most a hundred characters, where its words allow it. */
    static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        int column = 0;
        for (String word : text.strip().split("\\s+")) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                lines.append('\n');
                column = 0;
            } else if (column > 0) {
                lines.append(' ');
                column++;
            }
            lines.append(word);
            column += word.length();
        }
        return lines.append('\n').toString();
    }
}
