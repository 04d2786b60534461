package dev.espalier.synth.report;

import java.util.ArrayList;
import java.util.List;

/** Two texts line by line: a longest common subsequence, the classic table of Wagner and Fischer (1974). */
final class LineDiff {
    /** Beyond so many cells of the table, what differs is shown as replaced. */
    private static final long CELLS_MAX = 4_000_000;

    /** Where a line is. */
    enum Side {
        BOTH,
        OLD,
        NEW
    }

    /** A line. */
    record Line(Side side, String text) {}

    private LineDiff() {}

    /** The lines of both, those only in {@code old} before those only in {@code fresh}. */
    static List<Line> of(List<String> old, List<String> fresh) {
        int shorter = Math.min(old.size(), fresh.size());
        int head = 0;
        while (head < shorter && old.get(head).equals(fresh.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && old.get(old.size() - 1 - tail).equals(fresh.get(fresh.size() - 1 - tail))) {
            tail++;
        }
        List<Line> lines = new ArrayList<>();
        add(lines, Side.BOTH, old.subList(0, head));
        middle(lines, old.subList(head, old.size() - tail), fresh.subList(head, fresh.size() - tail));
        add(lines, Side.BOTH, old.subList(old.size() - tail, old.size()));
        return lines;
    }

    private static void add(List<Line> lines, Side side, List<String> texts) {
        texts.forEach(text -> lines.add(new Line(side, text)));
    }

    private static void middle(List<Line> lines, List<String> old, List<String> fresh) {
        int n = old.size();
        int m = fresh.size();
        if ((long) n * m > CELLS_MAX) {
            add(lines, Side.OLD, old);
            add(lines, Side.NEW, fresh);
            return;
        }
        int[][] common = new int[n + 1][m + 1];
        for (int i = n - 1; i >= 0; i--) {
            for (int j = m - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(fresh.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < n && j < m) {
            if (old.get(i).equals(fresh.get(j))) {
                lines.add(new Line(Side.BOTH, old.get(i)));
                i++;
                j++;
            } else if (common[i + 1][j] >= common[i][j + 1]) {
                lines.add(new Line(Side.OLD, old.get(i++)));
            } else {
                lines.add(new Line(Side.NEW, fresh.get(j++)));
            }
        }
        add(lines, Side.OLD, old.subList(i, n));
        add(lines, Side.NEW, fresh.subList(j, m));
    }
}
