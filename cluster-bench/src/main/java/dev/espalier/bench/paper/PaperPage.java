package dev.espalier.bench.paper;

import dev.espalier.bench.program.CoreIdentification;
import dev.espalier.bench.program.CoreResult;
import dev.espalier.bench.program.PointResult;
import dev.espalier.bench.program.ProgramConfig;
import dev.espalier.bench.program.ProgramPoint;
import dev.espalier.bench.program.RoundResult;
import dev.espalier.bench.program.Spread;
import dev.espalier.bench.report.Axes;
import dev.espalier.bench.report.Bootstrap;
import dev.espalier.bench.report.Environment;
import dev.espalier.bench.report.HtmlPage;
import dev.espalier.bench.report.LineChart;
import dev.espalier.bench.report.LineChart.Point;
import dev.espalier.bench.report.LineChart.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The panels as one page that needs nothing besides itself. */
public final class PaperPage {
    private static final Style REFERENCE = new Style(1, false);
    private static final Style PUBLISHED_REFERENCE = new Style(1, true);
    private static final Style PUBLISHED_SYNTHESIZED = new Style(3, true);
    private static final List<Style> VERIFIED =
            List.of(new Style(0, false), new Style(2, false), new Style(4, false), new Style(5, false));
    private static final double THOUSAND = 1_000;
    private static final String NONE = "–";

    private final Published published = Published.load();
    private final HtmlPage page = new HtmlPage("Put rates and numbers of operations, beside the published curves");

    private PaperPage() {}

    /**
     * The page.
     *
     * @param planned how many panels there will be, if all of them come to be run
     * @param config what all panels have in common
     * @param command the command line that ran it
     */
    public static String of(
            List<PanelResult> results, int planned, ProgramConfig config, String command, Environment environment) {
        PaperPage paper = new PaperPage();
        paper.introduction(config, command);
        if (results.size() < planned) {
            paper.page.paragraph(results.size() + " of " + planned + " panels: the others were not run yet.");
        }
        paper.shape(results);
        results.forEach(paper::panel);
        paper.circumstances(config, environment);
        return paper.page.end();
    }

    private void introduction(ProgramConfig config, String command) {
        page.command(command);
        page.paragraph(config.nodes()
                + " nodes, each a process with one client in it; the clock stops when every put of every node is applied"
                + " everywhere. Solid lines were measured here, the reference core and the verified one in turn, round by"
                + " round. Dashed lines are published: " + published.source() + "; " + published.setup()
                + ". That is another machine, so compare shapes, not heights.");
    }

    private void shape(List<PanelResult> results) {
        page.heading("Shape: how much of its rate a core keeps");
        page.explanation(
                "Rate at the last value of a sweep over the best one in it, as a percentage: 100 % lost nothing on the"
                        + " way. Small numbers of operations are slower for all, since a round's fixed costs weigh more."
                        + " A store that is a chain of closures, as the references' are, is as deep as there are keys that"
                        + " were put: over the published number of keys that is soon all of them, over many it grows with the"
                        + " operations.");
        List<List<String>> rows = new ArrayList<>();
        for (PanelResult result : results) {
            for (CoreIdentification core : result.cores()) {
                boolean reference = core.name().equals(result.panel().core());
                rows.add(List.of(
                        result.panel().title(),
                        reference ? "reference" : core.name(),
                        kept(result, PanelSweep.N, core),
                        published(result, PanelSweep.N, reference),
                        kept(result, PanelSweep.N_OVER_MANY_KEYS, core),
                        kept(result, PanelSweep.PUT, core),
                        published(result, PanelSweep.PUT, reference)));
            }
        }
        page.table(
                List.of(
                        "guarantee",
                        "core",
                        last(results, PanelSweep.N),
                        "published",
                        last(results, PanelSweep.N_OVER_MANY_KEYS),
                        last(results, PanelSweep.PUT),
                        "published"),
                rows);
    }

    /** What the last point of a sweep has, which is the same in every panel. */
    private static String last(List<PanelResult> results, PanelSweep sweep) {
        List<PointResult> points =
                results.isEmpty() ? List.of() : results.getFirst().of(sweep);
        String what = sweep == PanelSweep.PUT ? "puts" : "operations";
        if (points.isEmpty()) {
            return sweep == PanelSweep.N_OVER_MANY_KEYS ? what + ", many keys" : what;
        }
        ProgramPoint last = points.getLast().point();
        return "at " + value(sweep, last) + " " + what + keys(sweep, last);
    }

    /** Said where it is not the published number. */
    private static String keys(PanelSweep sweep, ProgramPoint point) {
        return sweep == PanelSweep.N_OVER_MANY_KEYS ? " over " + rate(point.keys()) + " keys" : "";
    }

    private static String kept(PanelResult result, PanelSweep sweep, CoreIdentification core) {
        if (result.of(sweep).size() < 2) {
            return NONE;
        }
        OptionalDouble kept = result.lastToBest(sweep, core);
        return kept.isPresent() ? percent(kept.getAsDouble()) : "did not end";
    }

    /** Of the published curve of the same side, the reference's or the synthesized core's. */
    private String published(PanelResult result, PanelSweep sweep, boolean reference) {
        Published.Side side = reference ? Published.Side.REFERENCE : Published.Side.SYNTHESIZED;
        return published.of(result.panel(), sweep).stream()
                .filter(series -> series.side() == side)
                .findFirst()
                .map(series -> percent(series.points().getLast().get(1)
                        / series.points().stream()
                                .mapToDouble(point -> point.get(1))
                                .max()
                                .orElseThrow()))
                .orElse(NONE);
    }

    private void panel(PanelResult result) {
        page.heading(result.panel().title());
        published.remarksOn(result.panel()).forEach(page::explanation);
        page.markup("<div class=\"pair\">\n");
        chart(result, PanelSweep.N, "Rate over operations a node");
        chart(result, PanelSweep.PUT, "Rate over put rate");
        chart(result, PanelSweep.N_OVER_MANY_KEYS, "Rate over operations a node, many keys");
        page.markup("</div>\n");
        for (PanelSweep sweep : PanelSweep.values()) {
            if (!result.of(sweep).isEmpty()) {
                table(result, sweep);
            }
        }
    }

    private void chart(PanelResult result, PanelSweep sweep, String title) {
        List<PointResult> points = result.of(sweep);
        if (points.isEmpty()) {
            return;
        }
        List<Published.Series> curves = published.of(result.panel(), sweep);
        List<Double> values = new ArrayList<>(
                points.stream().map(point -> position(sweep, point.point())).toList());
        curves.forEach(curve -> curve.points().forEach(point -> values.add(point.getFirst())));
        LineChart chart = new LineChart(
                        title,
                        (sweep == PanelSweep.PUT
                                        ? "puts, % of operations"
                                        : "operations a node"
                                                + keys(sweep, points.getFirst().point()) + ", half of them puts")
                                + "; operations/s of all nodes together, medians",
                        Axes.values(
                                values.stream().distinct().sorted().toList(),
                                sweep != PanelSweep.PUT,
                                value -> label(sweep, value)),
                        Axes.logarithmic(PaperPage::rate))
                .narrow();
        int verified = 0;
        for (CoreIdentification core : result.cores()) {
            boolean reference = core.name().equals(result.panel().core());
            chart.line(
                    core.name() + (reference ? ", the reference" : ", verified, " + core.specification()),
                    measured(points, sweep, core),
                    reference ? REFERENCE : VERIFIED.get(verified++ % VERIFIED.size()));
        }
        for (Published.Series curve : curves) {
            chart.line(
                    "published: " + curve.name(),
                    curve.points().stream()
                            .map(point -> new Point(point.getFirst(), THOUSAND * point.get(1)))
                            .toList(),
                    curve.side() == Published.Side.REFERENCE ? PUBLISHED_REFERENCE : PUBLISHED_SYNTHESIZED);
        }
        page.markup(chart.html());
    }

    private static List<Point> measured(List<PointResult> points, PanelSweep sweep, CoreIdentification core) {
        List<Point> line = new ArrayList<>();
        for (PointResult point : points) {
            PanelResult.at(point, core)
                    .operationsPerSecond()
                    .ifPresent(rates -> line.add(new Point(position(sweep, point.point()), rates.median())));
        }
        return line;
    }

    private void table(PanelResult result, PanelSweep sweep) {
        List<String> titles =
                new ArrayList<>(List.of(title(sweep, result.of(sweep).getFirst().point())));
        List<CoreIdentification> cores = result.cores();
        CoreIdentification reference = cores.getFirst();
        cores.forEach(core -> titles.add(core.name() + ", ops/s (least to most)"));
        cores.stream().skip(1).forEach(core -> titles.add(core.name() + " / reference (95 % interval)"));
        List<List<String>> rows = new ArrayList<>();
        for (PointResult point : result.of(sweep)) {
            List<String> row = new ArrayList<>(List.of(value(sweep, point.point())));
            cores.forEach(core -> row.add(rates(PanelResult.at(point, core))));
            cores.stream()
                    .skip(1)
                    .forEach(core -> row.add(ratio(PanelResult.at(point, core), PanelResult.at(point, reference))));
            rows.add(row);
        }
        page.table(titles, rows);
    }

    private static String title(PanelSweep sweep, ProgramPoint point) {
        return sweep == PanelSweep.PUT ? "puts" : "operations a node" + keys(sweep, point);
    }

    private static String rates(CoreResult core) {
        Optional<Spread> rates = core.operationsPerSecond();
        if (rates.isPresent()) {
            return String.format(
                    Locale.ROOT,
                    "%,.0f (%,.0f to %,.0f)",
                    rates.get().median(),
                    rates.get().min(),
                    rates.get().max());
        }
        return core.unfinished()
                .map(round -> switch (round.outcome()) {
                    case STUCK -> "stuck after " + Math.round(round.seconds()) + " s";
                    case FAILED -> "failed: " + round.trouble();
                    case OUT_OF_TIME, COMPLETE -> "out of time after " + Math.round(round.seconds()) + " s";
                })
                .orElse("left out");
    }

    private static String ratio(CoreResult core, CoreResult reference) {
        double[] rates = array(core.measured());
        double[] base = array(reference.measured());
        if (rates.length == 0 || base.length == 0) {
            return NONE;
        }
        Bootstrap.Ratio ratio = Bootstrap.ratioOfMeans(rates, base);
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", ratio.value(), ratio.low(), ratio.high());
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void circumstances(ProgramConfig config, Environment environment) {
        page.heading("Machine and configuration");
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processors", Integer.toString(environment.cores()));
        facts.put("memory bytes", Long.toString(environment.memoryBytes()));
        facts.put("system", environment.system());
        facts.put("java", environment.java());
        facts.put("keys", Integer.toString(config.points().getFirst().keys()));
        facts.put("rounds that count", Integer.toString(config.rounds()));
        facts.put(
                "rounds before them",
                config.warmUpRounds() + " at most, fewer once a core's take " + ProgramConfig.WARM_UP_LIMIT.toSeconds()
                        + " s; over many keys " + PanelSweep.N_OVER_MANY_KEYS.warmUpRounds(config.warmUpRounds())
                        + " at most");
        facts.put("limit of a round", config.roundLimit().toSeconds() + " s");
        facts.put("durability", config.durability());
        facts.put("seed", Long.toString(config.seed()));
        page.facts(facts);
        page.explanation("Intervals are of the ratio of mean rates, by bootstrap over the rounds that count; with few"
                + " rounds they are too narrow. Rounds that did not end: "
                + RoundResult.Outcome.OUT_OF_TIME
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', ' ')
                + " means that puts were still being applied, stuck that nothing moved any more.");
    }

    private static double position(PanelSweep sweep, ProgramPoint point) {
        return sweep == PanelSweep.PUT ? point.putPercent() : point.operations();
    }

    private static String value(PanelSweep sweep, ProgramPoint point) {
        return label(sweep, position(sweep, point));
    }

    private static String label(PanelSweep sweep, double value) {
        return sweep == PanelSweep.PUT ? String.format(Locale.ROOT, "%.0f %%", value) : rate(value);
    }

    /** As in 20k and 1M. */
    private static String rate(double value) {
        if (value >= THOUSAND * THOUSAND) {
            return String.format(Locale.ROOT, "%sM", plain(value / THOUSAND / THOUSAND));
        }
        return value >= THOUSAND
                ? String.format(Locale.ROOT, "%sk", plain(value / THOUSAND))
                : String.format(Locale.ROOT, "%.0f", value);
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
