package dev.espalier.bench.paper;

import static dev.espalier.bench.paper.PaperLabels.keys;
import static dev.espalier.bench.paper.PaperLabels.label;
import static dev.espalier.bench.paper.PaperLabels.outcome;
import static dev.espalier.bench.paper.PaperLabels.position;
import static dev.espalier.bench.paper.PaperLabels.value;

import dev.espalier.bench.program.CoreIdentification;
import dev.espalier.bench.program.CoreResult;
import dev.espalier.bench.program.PointResult;
import dev.espalier.bench.program.ProgramConfig;
import dev.espalier.bench.program.ProgramPoint;
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

    private final Published published = Published.load();
    private final HtmlPage page = new HtmlPage("Put rates and numbers of operations, beside the published curves");

    private PaperPage() {}

    /**
     * The page.
     *
     * @param planned how many panels there will be, if all of them come to be run
     * @param circumstances what all panels have in common
     */
    public static String of(List<PanelResult> results, int planned, Circumstances circumstances) {
        PaperPage paper = new PaperPage();
        paper.introduction(circumstances);
        if (results.size() < planned) {
            paper.page.paragraph(results.size() + " of " + planned + " panels: the others were not run yet.");
        }
        if (!results.isEmpty()) {
            new PaperShape(paper.published, results).addTo(paper.page, results);
        }
        results.forEach(paper::panel);
        paper.circumstances(circumstances, results);
        return paper.page.end();
    }

    private void introduction(Circumstances circumstances) {
        page.command(circumstances.command());
        page.paragraph(circumstances.common().nodes()
                + " nodes, each a process with one client in it and a heap of " + circumstances.heap()
                + "; the clock stops when every put of every node is applied"
                + " everywhere. Solid lines were measured here, the reference core and the verified one in turn, round by"
                + " round. Dashed lines are published: " + published.source() + "; " + published.setup()
                + ". That is another machine, so compare shapes, not heights.");
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
                        Axes.logarithmic(PaperLabels::rate))
                .narrow();
        int verified = 0;
        for (CoreIdentification core : result.cores()) {
            boolean reference = core.name().equals(result.panel().core());
            chart.line(
                    core.name()
                            + (reference ? ", the reference" : ", verified, " + core.specification())
                            + ended(result, sweep, core),
                    measured(points, sweep, core),
                    reference ? REFERENCE : VERIFIED.get(verified++ % VERIFIED.size()),
                    result.end(sweep, core)
                            .map(end -> OptionalDouble.of(position(sweep, end.point())))
                            .orElse(OptionalDouble.empty()));
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

    private static String ended(PanelResult result, PanelSweep sweep, CoreIdentification core) {
        return result.end(sweep, core)
                .flatMap(end -> PanelResult.at(end, core)
                        .unfinished()
                        .map(round -> "; at " + value(sweep, end.point()) + " " + outcome(round)))
                .orElse("");
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
        return core.unfinished().map(round -> outcome(round)).orElse("left out");
    }

    private static String ratio(CoreResult core, CoreResult reference) {
        double[] rates = array(core.measured());
        double[] base = array(reference.measured());
        if (rates.length == 0 || base.length == 0) {
            return PaperShape.NOT_MEASURED;
        }
        Bootstrap.Ratio ratio = Bootstrap.ratioOfMeans(rates, base);
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", ratio.value(), ratio.low(), ratio.high());
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void circumstances(Circumstances circumstances, List<PanelResult> results) {
        ProgramConfig config = circumstances.common();
        Environment environment = circumstances.environment();
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
                config.warmUpRounds() + " at most, fewer once a core's take "
                        + config.warmUpLimit().toSeconds()
                        + " s"
                        + (results.stream()
                                        .allMatch(result -> result.of(PanelSweep.N_OVER_MANY_KEYS)
                                                .isEmpty())
                                ? ""
                                : "; over many keys "
                                        + PanelSweep.N_OVER_MANY_KEYS.warmUpRounds(config.warmUpRounds())
                                        + " at most"));
        facts.put("heap of a node", circumstances.heap() + ", half of it for new objects");
        facts.put("limit of a round", config.roundLimit().toSeconds() + " s");
        facts.put("durability", config.durability());
        facts.put("seed", Long.toString(config.seed()));
        page.facts(facts);
        page.explanation("Intervals are of the ratio of mean rates, by bootstrap over the rounds that count; with few"
                + " rounds they are too narrow. Rounds that did not end: out of time"
                + " means that puts were still being applied, stuck that nothing moved any more, out of memory that a"
                + " node's heap was full.");
    }
}
