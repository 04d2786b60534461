package dev.espalier.bench.report;

import dev.espalier.bench.load.Interval;
import dev.espalier.bench.nemesis.FaultBand;
import dev.espalier.bench.report.BenchResult.Kind;
import dev.espalier.bench.report.LineChart.Band;
import dev.espalier.bench.report.LineChart.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** One or two results as one page that needs nothing besides itself: no network, no script, no other file. */
public final class HtmlReport {
    private static final double CENT = 100;

    private final List<BenchResult> results;
    private final StringBuilder page = new StringBuilder();

    private HtmlReport(List<BenchResult> results) {
        this.results = results;
    }

    /** A page of {@code results}, with {@code comparisons} of them at its head. */
    public static String of(List<BenchResult> results, List<Comparison> comparisons) {
        HtmlReport report = new HtmlReport(List.copyOf(results));
        report.head();
        comparisons.forEach(report::comparison);
        report.results.forEach(report::figures);
        report.course();
        report.percentiles();
        report.results.forEach(report::circumstances);
        return new HtmlPage(results.size() == 1 ? "What a load measured" : "Two loads compared")
                .markup(report.page.toString())
                .end();
    }

    private void head() {
        for (BenchResult result : results) {
            if (!result.command().isEmpty()) {
                page.append("<p>")
                        .append(named(result))
                        .append("<code>")
                        .append(Html.escaped(result.command()))
                        .append("</code></p>\n");
            }
        }
    }

    private void comparison(Comparison comparison) {
        page.append("<h2>")
                .append(comparison.isWorse() ? "B is worse than A" : "B is not worse than A")
                .append("</h2>\n<div class=\"scroll\"><table>\n<tr><th>mean of seconds</th><th>A</th><th>B</th>")
                .append("<th>change</th><th>95 % interval</th><th></th></tr>\n");
        for (Comparison.Row row : comparison.rows()) {
            boolean known = row.judgement() != Comparison.Judgement.UNKNOWN;
            String judgement = row.judgement().name().toLowerCase(Locale.ROOT);
            row(
                    row.name(),
                    number(row.before()),
                    number(row.after()),
                    Comparison.percent(row.change()),
                    known ? Comparison.percent(row.low()) + " .. " + Comparison.percent(row.high()) : "",
                    judgement);
        }
        page.append("</table></div>\n<p class=\"soft\">A change counts from ")
                .append(String.format(Locale.ROOT, "%.1f %%", CENT * comparison.threshold()))
                .append(
                        " on, if its interval leaves none out. Intervals tell of the seconds within each run, not of how"
                                + " whole runs differ.</p>\n");
        for (String difference : comparison.differences()) {
            page.append("<p class=\"note\">The runs differ in ")
                    .append(Html.escaped(difference))
                    .append("</p>\n");
        }
    }

    private void figures(BenchResult result) {
        page.append("<h2>").append(named(result)).append("Figures</h2>\n<div class=\"scroll\"><table>\n<tr>");
        for (String title :
                List.of("", "operations", "ops/s", "p50", "p90", "p99", "p99.9", "p99.99", "max", "errors")) {
            page.append("<th>").append(title).append("</th>");
        }
        page.append("</tr>\n");
        for (Kind kind : result.kinds()) {
            kind(kind.name(), kind, kind.latency());
        }
        if (result.openLoop()) {
            kind("once sent", result.all(), result.all().service());
        }
        page.append("</table></div>\n<p class=\"soft\">")
                .append(
                        result.openLoop()
                                ? "Open loop: latency counts from when an operation was due. The last row counts from when it"
                                        + " was sent."
                                : "Closed loop: an operation is sent for each answer, so while the server stalls few are"
                                        + " measured slow.")
                .append("</p>\n");
        if (!result.verdict().isEmpty()) {
            page.append("<p>").append(Html.escaped(result.verdict())).append("</p>\n");
        }
        for (String note : result.notes()) {
            page.append("<p class=\"note\">").append(Html.escaped(note)).append("</p>\n");
        }
    }

    private void kind(String name, Kind kind, BenchResult.Latency latency) {
        Map<String, Double> at = latency.percentiles();
        row(
                name,
                TerminalReport.count(kind.operations()),
                TerminalReport.rate(kind.operationsPerSecond()),
                micros(at, "p50"),
                micros(at, "p90"),
                micros(at, "p99"),
                micros(at, "p99.9"),
                micros(at, "p99.99"),
                micros(at, "max"),
                TerminalReport.count(kind.errors()));
    }

    private void course() {
        page.append("<h2>Course</h2>\n");
        LineChart rates = new LineChart(
                "Throughput over time",
                "operations per second, over seconds since measuring started; shaded while a fault lasted, and darker where"
                        + " operations failed or none was answered",
                Axes.linear(HtmlReport::number),
                Axes.linear(HtmlReport::number));
        LineChart latencies = new LineChart(
                "Latency over time",
                "latency of each second, over seconds since measuring started",
                Axes.linear(HtmlReport::number),
                Axes.logarithmic(TerminalReport::micros));
        for (BenchResult result : results) {
            rates.line(label(result, "operations/s"), points(result, Interval::operationsPerSecond));
            if (results.size() == 1) {
                latencies.line(label(result, "p50"), points(result, Interval::p50));
                latencies.line(label(result, "p99"), points(result, Interval::p99));
            } else {
                latencies.line(label(result, "p99"), points(result, Interval::p99));
            }
            latencies.line(label(result, "max"), points(result, Interval::max));
            bands(result).forEach(band -> {
                rates.band(band);
                latencies.band(band);
            });
        }
        page.append(rates.html()).append(latencies.html());
        results.forEach(this::faults);
    }

    private void faults(BenchResult result) {
        if (result.faults().isEmpty()) {
            return;
        }
        page.append("<h2>")
                .append(named(result))
                .append(
                        "Faults</h2>\n<div class=\"scroll\"><table>\n<tr><th>fault</th><th>from</th><th>to</th></tr>\n");
        for (FaultBand fault : result.faults()) {
            row(fault.fault(), seconds(fault.startSeconds()), seconds(fault.endSeconds()));
        }
        page.append("</table></div>\n");
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.1f s", value);
    }

    private static List<Band> bands(BenchResult result) {
        List<Band> bands = new ArrayList<>();
        for (FaultBand fault : result.faults()) {
            bands.add(new Band(fault.startSeconds(), fault.endSeconds(), fault.fault(), "fault"));
        }
        for (Interval interval : result.intervals()) {
            if (interval.errors() > 0 || interval.operations() == 0) {
                String why = interval.errors() > 0 ? interval.errors() + " errors" : "no answers";
                bands.add(new Band(interval.startSeconds(), interval.startSeconds() + interval.seconds(), why, "band"));
            }
        }
        return bands;
    }

    private static List<Point> points(BenchResult result, ToDoubleFunction<Interval> figure) {
        return result.intervals().stream()
                // What is left at the end is too short to be drawn as a second.
                .filter(interval ->
                        interval.seconds() >= 0.5 || result.intervals().size() == 1)
                .map(interval ->
                        new Point(interval.startSeconds() + interval.seconds() / 2, figure.applyAsDouble(interval)))
                .toList();
    }

    private void percentiles() {
        page.append("<h2>Percentiles</h2>\n");
        LineChart chart = new LineChart(
                "Latency by percentile",
                "latency that this share of the operations did not exceed; the axis is that of HdrHistogram",
                Axes.percentiles(),
                Axes.logarithmic(TerminalReport::micros));
        for (BenchResult result : results) {
            if (results.size() == 1) {
                for (Kind kind : result.kinds()) {
                    if (!kind.equals(result.all()) || result.kinds().size() > 2) {
                        curve(chart, kind.name(), kind.latency());
                    }
                }
                if (result.openLoop()) {
                    curve(chart, "all, once sent", result.all().service());
                }
            } else {
                curve(chart, label(result, "all"), result.all().latency());
            }
        }
        page.append(chart.html());
    }

    private static void curve(LineChart chart, String name, BenchResult.Latency latency) {
        chart.line(
                name,
                latency.curve().stream()
                        .filter(point -> point.percentile() < CENT)
                        .map(point -> new Point(point.percentile(), point.micros()))
                        .toList());
    }

    private void circumstances(BenchResult result) {
        page.append("<h2>").append(named(result)).append("Machine and configuration</h2>\n<table class=\"facts\">\n");
        facts(result.environment());
        facts(result.configuration());
        page.append("</table>\n");
    }

    private void facts(Map<String, String> facts) {
        facts.forEach((name, value) -> page.append("<tr><th>")
                .append(Html.escaped(name.replace('_', ' ')))
                .append("</th><td>")
                .append(Html.escaped(value))
                .append("</td></tr>\n"));
    }

    private void row(String... cells) {
        page.append("<tr>");
        for (String cell : cells) {
            page.append(cell.equals("worse") || cell.equals("better") ? "<td class=\"" + cell + "\">" : "<td>")
                    .append(Html.escaped(cell))
                    .append("</td>");
        }
        page.append("</tr>\n");
    }

    private static String named(BenchResult result) {
        return result.name().isEmpty() ? "" : Html.escaped(result.name()) + ": ";
    }

    private static String label(BenchResult result, String what) {
        return result.name().isEmpty() ? what : result.name() + ", " + what;
    }

    private static String micros(Map<String, Double> latency, String percentile) {
        return TerminalReport.micros(latency.getOrDefault(percentile, 0.0));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) || value >= 1_000 ? "%,.0f" : "%,.1f", value);
    }
}
