package dev.espalier.synth.ablation;

import dev.espalier.synth.search.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What came of a campaign, as rows of text: a configuration each, the first row the head. */
public final class AblationTable {
    private final List<String> specifications;
    private final List<String> configurations;
    private final List<Trialled> trials;

    /**
     * @param configurations their names, in the order of rows
     * @param trials what there is of the campaign so far
     */
    public AblationTable(List<String> specifications, List<String> configurations, List<Trialled> trials) {
        this.specifications = List.copyOf(specifications);
        this.configurations = List.copyOf(configurations);
        this.trials = List.copyOf(trials);
    }

    /**
     * For each specification how many runs passed: closed proof and audit. Where the search claimed more than that, how many it
     * claimed stands after a slash; where runs are missing, how many there are stands after "of".
     *
     * @param seeds how many runs there are to be
     */
    public List<List<String>> passes(int seeds) {
        return rows("passes of " + seeds, runs -> passes(runs, seeds));
    }

    private static String passes(List<Trialled> runs, int seeds) {
        if (runs.isEmpty()) {
            return "";
        }
        long right = count(runs, Trialled::right);
        long claimed = count(runs, Trialled::claimed);
        return right + (claimed > right ? "/" + claimed : "") + (runs.size() < seeds ? " of " + runs.size() : "");
    }

    /** For each specification the median of the processor seconds until the search had its result; + where it ran out of budget. */
    public List<List<String>> seconds() {
        return rows(
                "median seconds",
                runs -> runs.isEmpty()
                        ? ""
                        : figure(median(runs, Trialled::seconds))
                                + (count(runs, Trialled::isOverBudget) > runs.size() / 2 ? "+" : ""));
    }

    private List<List<String>> rows(String head, Function<List<Trialled>, String> cell) {
        List<List<String>> rows = new ArrayList<>();
        List<String> first = new ArrayList<>(List.of(head));
        first.addAll(specifications);
        rows.add(first);
        for (String configuration : configurations) {
            List<String> row = new ArrayList<>(List.of(title(configuration)));
            for (String specification : specifications) {
                row.add(cell.apply(of(configuration).stream()
                        .filter(one -> one.trial().specification().equals(specification))
                        .toList()));
            }
            rows.add(row);
        }
        return rows;
    }

    /** For each configuration over all its runs: what passed, what was claimed, and what it cost. */
    public List<List<String>> totals() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "over all runs",
                "runs",
                "passed",
                "claimed",
                "claimed and wrong",
                "over budget",
                "median s",
                "of that prover",
                "sentences",
                "designs",
                "different cores",
                "times slower",
                "tokens",
                "dollars"));
        for (String configuration : configurations) {
            List<Trialled> runs = of(configuration);
            rows.add(List.of(
                    title(configuration),
                    String.valueOf(runs.size()),
                    String.valueOf(count(runs, Trialled::right)),
                    String.valueOf(count(runs, Trialled::claimed)),
                    String.valueOf(count(runs, one -> one.claimed() && one.wrong())),
                    String.valueOf(count(runs, Trialled::isOverBudget)),
                    runs.isEmpty() ? "" : figure(median(runs, Trialled::seconds)),
                    runs.isEmpty() ? "" : figure(median(runs, Trialled::proverSeconds)),
                    runs.isEmpty() ? "" : figure(median(runs, one -> one.sentences())),
                    runs.isEmpty() ? "" : figure(median(runs, one -> one.designs())),
                    String.valueOf(cores(runs)),
                    slower(runs),
                    String.valueOf(runs.stream().mapToLong(Trialled::tokens).sum()),
                    String.format(
                            Locale.ROOT,
                            "%.2f",
                            runs.stream().mapToDouble(Trialled::dollars).sum())));
        }
        return rows;
    }

    /**
     * How many times as long an operation of the result takes as one of the full search's of the same specification and seed:
     * the geometric mean, and of how many runs. Where both came to the same core it is 1, whatever was measured.
     */
    private String slower(List<Trialled> runs) {
        double logarithms = 0;
        int compared = 0;
        for (Trialled run : runs) {
            for (Trialled full : of(Configuration.FULL.name())) {
                boolean same = full.trial().specification().equals(run.trial().specification())
                        && full.trial().seed() == run.trial().seed();
                if (same && full.right() && run.claimed() && full.speedup() > 0 && run.speedup() > 0) {
                    compared++;
                    logarithms += full.core().equals(run.core()) ? 0 : Math.log(full.speedup() / run.speedup());
                }
            }
        }
        return compared == 0 ? "" : String.format(Locale.ROOT, "%.2f (%d)", Math.exp(logarithms / compared), compared);
    }

    /** How many cores the results are, those of different specifications told apart: what difference seeds make. */
    private static long cores(List<Trialled> runs) {
        return runs.stream()
                .filter(one -> !one.core().isEmpty())
                .map(one -> one.trial().specification() + " " + one.core())
                .distinct()
                .count();
    }

    private List<Trialled> of(String configuration) {
        return trials.stream()
                .filter(one -> one.trial().configuration().equals(configuration))
                .toList();
    }

    private static String title(String configuration) {
        return Configuration.named(configuration).map(Configuration::title).orElse(configuration);
    }

    private static long count(List<Trialled> runs, Predicate<Trialled> which) {
        return runs.stream().filter(which).count();
    }

    private static double median(List<Trialled> runs, ToDoubleFunction<Trialled> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    /** {@code rows} in Markdown. */
    public static String markdown(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        line(text, rows.getFirst());
        text.append("|---|").append("---:|".repeat(rows.getFirst().size() - 1)).append('\n');
        rows.subList(1, rows.size()).forEach(row -> line(text, row));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
