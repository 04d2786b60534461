package dev.espalier.cli.spec;

import java.util.ArrayList;
import java.util.List;

/** Text for a terminal: lines that are not too long to read. */
public final class Paragraph {
    private static final int WIDTH = 100;

    private Paragraph() {}

    /** {@code text} in lines of at most a hundred characters, where its words allow it. */
    public static String wrapped(String text) {
        return String.join("\n", lines(text, WIDTH)) + "\n";
    }

    /** {@code text} in lines of at most {@code width} characters, where its words allow it; at least one line. */
    public static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
