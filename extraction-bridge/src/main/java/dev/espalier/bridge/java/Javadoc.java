package dev.espalier.bridge.java;

import java.util.ArrayList;
import java.util.List;

/** Writes documentation comments, wrapped. */
final class Javadoc {
    private static final int WIDTH = 100;

    private Javadoc() {}

    /** A comment of one paragraph. */
    static Doc of(String prose) {
        String text = prose.replace("*/", "*&#47;");
        String single = "/** " + text + " */";
        if (single.length() <= WIDTH) {
            return Doc.text(single);
        }
        List<Doc> lines = new ArrayList<>(List.of(Doc.text("/**")));
        StringBuilder line = new StringBuilder(" *");
        for (String word : text.split(" ")) {
            if (line.length() + word.length() + 1 > WIDTH) {
                lines.add(Doc.text(line.toString()));
                line = new StringBuilder(" *");
            }
            line.append(' ').append(word);
        }
        lines.add(Doc.text(line.toString()));
        lines.add(Doc.text(" */"));
        return Doc.join(Doc.HARD, lines);
    }
}
