package dev.espalier.bench.report;

import dev.espalier.bench.check.Verdict;
import dev.espalier.bench.check.Violation;
import dev.espalier.bench.load.ConvergenceReport;
import dev.espalier.bench.load.ErrorReport;
import dev.espalier.bench.load.KindReport;
import dev.espalier.bench.load.LoadReport;
import dev.espalier.bench.load.TargetReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reports as aligned plain text, without colours. */
public final class TerminalReport {
    private TerminalReport() {}

    /** What a run measured: a row for gets, one for puts, one for both; then errors and servers, where there are any. */
    public static String of(LoadReport report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "operations", "ops/s", "p50", "p90", "p99", "p99.9", "max", "errors"));
        rows.add(kind("gets", report.gets()));
        rows.add(kind("puts", report.puts()));
        rows.add(List.of(
                "both",
                count(report.operations()),
                rate(report.operationsPerSecond()),
                "",
                "",
                "",
                "",
                "",
                count(report.gets().errors() + report.puts().errors())));
        StringBuilder text = new StringBuilder(TextTable.of(rows));
        text.append("over ")
                .append(String.format(Locale.ROOT, "%.2f s", report.elapsed().toNanos() / 1e9));
        text.append(", ").append(report.config().connections()).append(" connections, ");
        text.append(report.config().pipeline()).append(" in flight on each; closed loop\n");
        if (report.targets().size() > 1) {
            List<List<String>> targets = new ArrayList<>();
            targets.add(List.of("target", "operations", "ops/s"));
            for (TargetReport target : report.targets()) {
                targets.add(List.of(
                        target.target().toString(), count(target.operations()), rate(target.operationsPerSecond())));
            }
            text.append('\n').append(TextTable.of(targets));
        }
        for (ErrorReport error : report.errors()) {
            text.append("error ").append(error.kind()).append(" x ").append(count(error.count()));
            text.append(", first: ").append(error.firstMessage()).append('\n');
        }
        return text.toString();
    }

    /** What the checker found: a line that says whether it is causal+, then violations by kind and the first in words. */
    public static String of(Verdict verdict) {
        StringBuilder text = new StringBuilder();
        text.append(verdict.passed() ? "causal+: yes" : "causal+: NO, " + count(verdict.violations()) + " violations");
        text.append(" (").append(count(verdict.operations())).append(" operations of ");
        text.append(count(verdict.sessions())).append(" sessions on ").append(count(verdict.keys()));
        text.append(" keys, checked in ");
        text.append(String.format(Locale.ROOT, "%.2f s)\n", verdict.elapsed().toNanos() / 1e9));
        if (!verdict.passed()) {
            List<List<String>> rows = new ArrayList<>();
            verdict.counts().forEach((kind, number) -> rows.add(List.of("  " + kind.title(), count(number))));
            text.append(TextTable.of(rows));
            for (Violation violation : verdict.details()) {
                text.append("- ")
                        .append(violation.kind())
                        .append(": ")
                        .append(violation.explanation())
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** Whether the targets answered alike, and the first keys on which they did not. */
    public static String of(ConvergenceReport report) {
        String after =
                String.format(Locale.ROOT, "after %.2f s", report.elapsed().toNanos() / 1e9);
        if (report.converged()) {
            return "converged: yes (" + count(report.keys()) + " keys, " + after + ")\n";
        }
        StringBuilder text = new StringBuilder("converged: NO, ");
        text.append(count(report.differing())).append(" of ").append(count(report.keys()));
        text.append(" keys differ ").append(after).append('\n');
        for (ConvergenceReport.DifferingKey key : report.examples()) {
            text.append("- ").append(key.key()).append(": ");
            text.append(String.join(" | ", key.answers())).append('\n');
        }
        return text.toString();
    }

    private static List<String> kind(String name, KindReport kind) {
        return List.of(
                name,
                count(kind.operations()),
                rate(kind.operationsPerSecond()),
                micros(kind.latencyMicros().p50()),
                micros(kind.latencyMicros().p90()),
                micros(kind.latencyMicros().p99()),
                micros(kind.latencyMicros().p999()),
                micros(kind.latencyMicros().max()),
                count(kind.errors()));
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,.0f", perSecond);
    }

    /** Three significant digits in the unit that keeps the number between 1 and 1000. */
    static String micros(double micros) {
        if (micros < 1_000) {
            return threeDigits(micros) + " us";
        }
        return micros < 1_000_000 ? threeDigits(micros / 1e3) + " ms" : threeDigits(micros / 1e6) + " s";
    }

    private static String threeDigits(double number) {
        return String.format(Locale.ROOT, number < 9.995 ? "%.2f" : number < 99.95 ? "%.1f" : "%.0f", number);
    }
}
