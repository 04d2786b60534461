package dev.espalier.bench.report;

import java.util.List;

/** Aligns rows of text. */
public final class TextTable {
    private TextTable() {}

    /** Figures: the first column to the left, the others to the right. */
    public static String of(List<List<String>> rows) {
        return aligned(rows, 1);
    }

    /** Words: every column to the left. */
    public static String ofWords(List<List<String>> rows) {
        return aligned(rows, Integer.MAX_VALUE);
    }

    private static String aligned(List<List<String>> rows, int leftColumns) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String blanks = " ".repeat(widths[column] - row.get(column).length());
                line.append(column == 0 ? "" : "  ");
                line.append(column < leftColumns ? row.get(column) + blanks : blanks + row.get(column));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
