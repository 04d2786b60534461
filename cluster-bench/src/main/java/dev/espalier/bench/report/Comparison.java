package dev.espalier.bench.report;

import dev.espalier.bench.load.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Whether one run was worse than another, by their seconds.
 *
 * @param rows a row a figure
 * @param differences what was not the same in the two runs, in words
 * @param threshold the least change that counts, as a share
 */
public record Comparison(List<Row> rows, List<String> differences, double threshold) {
    /** Fewest whole intervals of a run that tell anything. */
    static final int INTERVALS_MIN = 5;

    /** Shorter ones are what was left at the end. */
    private static final double WHOLE_SECONDS = 0.5;

    private static final List<String> WHAT_MAY_DIFFER = List.of("targets", "key_prefix");

    public Comparison {
        rows = List.copyOf(rows);
        differences = List.copyOf(differences);
    }

    /** What is to be thought of a change. */
    public enum Judgement {
        /** Worse by the threshold or more, and not by chance. */
        WORSE,
        /** Better by the threshold or more, and not by chance. */
        BETTER,
        /** Neither. */
        ALIKE,
        /** Too few seconds to tell. */
        UNKNOWN
    }

    /**
     * A figure of both runs.
     *
     * @param name what it is, with its unit
     * @param before its mean over the seconds of the first run
     * @param after of the second
     * @param change of the second to the first, as a share: 0.1 for 10 % more
     * @param low lower end of the 95 % confidence interval of the change
     * @param high upper end
     * @param judgement what that means
     */
    public record Row(
            String name, double before, double after, double change, double low, double high, Judgement judgement) {}

    /**
     * Compares {@code after} with {@code before}.
     *
     * @param threshold least change that counts, as a share, 0 or more
     */
    public static Comparison of(BenchResult before, BenchResult after, double threshold) {
        List<Row> rows = new ArrayList<>();
        rows.add(row("operations/s", before, after, Interval::operationsPerSecond, true, threshold));
        rows.add(row("p50 us", before, after, Interval::p50, false, threshold));
        rows.add(row("p99 us", before, after, Interval::p99, false, threshold));
        rows.add(row("max us", before, after, Interval::max, false, threshold));
        List<String> differences = new ArrayList<>();
        before.configuration().forEach((name, value) -> {
            String other = after.configuration().getOrDefault(name, "nothing");
            if (!WHAT_MAY_DIFFER.contains(name) && !value.equals(other)) {
                differences.add(name + ": " + value + " and " + other);
            }
        });
        before.environment().forEach((name, value) -> {
            String other = after.environment().getOrDefault(name, "nothing");
            if (!value.equals(other)) {
                differences.add(name + ": " + value + " and " + other);
            }
        });
        return new Comparison(rows, differences, threshold);
    }

    /** Whether any figure is worse. */
    public boolean isWorse() {
        return rows.stream().anyMatch(row -> row.judgement() == Judgement.WORSE);
    }

    /** The comparison as a table, with what else differed. */
    public String text() {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("mean of seconds", "A", "B", "change", "95 % interval", ""));
        for (Row row : rows) {
            table.add(List.of(
                    row.name(),
                    String.format(Locale.ROOT, "%,.1f", row.before()),
                    String.format(Locale.ROOT, "%,.1f", row.after()),
                    percent(row.change()),
                    row.judgement() == Judgement.UNKNOWN ? "" : percent(row.low()) + " .. " + percent(row.high()),
                    row.judgement().name().toLowerCase(Locale.ROOT)));
        }
        StringBuilder text = new StringBuilder(TextTable.of(table));
        if (rows.stream().anyMatch(row -> row.judgement() == Judgement.UNKNOWN)) {
            text.append("fewer than ")
                    .append(INTERVALS_MIN)
                    .append(" whole seconds on a side tell nothing: measure longer\n");
        }
        for (String difference : differences) {
            text.append("NOTE: the runs differ in ").append(difference).append('\n');
        }
        return text.toString();
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%+.1f %%", 100 * share);
    }

    private static Row row(
            String name,
            BenchResult before,
            BenchResult after,
            ToDoubleFunction<Interval> figure,
            boolean moreIsBetter,
            double threshold) {
        double[] a = values(before, figure);
        double[] b = values(after, figure);
        if (a.length < INTERVALS_MIN || b.length < INTERVALS_MIN) {
            double first = Bootstrap.mean(a);
            double second = Bootstrap.mean(b);
            return new Row(name, first, second, first > 0 ? second / first - 1 : 0, 0, 0, Judgement.UNKNOWN);
        }
        Bootstrap.Ratio ratio = Bootstrap.ratioOfMeans(b, a);
        double change = ratio.value() - 1;
        double low = ratio.low() - 1;
        double high = ratio.high() - 1;
        Judgement judgement = Judgement.ALIKE;
        if (Math.abs(change) >= threshold && (low > 0 || high < 0)) {
            judgement = change > 0 == moreIsBetter ? Judgement.BETTER : Judgement.WORSE;
        }
        return new Row(name, Bootstrap.mean(a), Bootstrap.mean(b), change, low, high, judgement);
    }

    private static double[] values(BenchResult result, ToDoubleFunction<Interval> figure) {
        return result.intervals().stream()
                .filter(interval -> interval.seconds() >= WHOLE_SECONDS)
                .mapToDouble(figure)
                .toArray();
    }
}
