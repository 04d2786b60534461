package dev.espalier.bench.report;

import dev.espalier.bench.check.Guarantee;
import dev.espalier.bench.check.GuaranteeChecker;
import dev.espalier.bench.check.GuaranteeVerdict;
import dev.espalier.bench.check.Verdict;
import dev.espalier.bench.check.Violation;
import dev.espalier.bench.load.ConvergenceReport;
import dev.espalier.bench.load.ErrorReport;
import dev.espalier.bench.load.GeneratorReport;
import dev.espalier.bench.load.KindReport;
import dev.espalier.bench.load.LatencyReport;
import dev.espalier.bench.load.LoadReport;
import dev.espalier.bench.load.Pace;
import dev.espalier.bench.load.TargetReport;
import dev.espalier.bench.nemesis.FaultBand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reports as aligned plain text, without colours. */
public final class TerminalReport {
    private TerminalReport() {}

    /**
     * What a run measured: a row for each kind of operation, one for all; of an open loop both from when they were meant to
     * be sent and from when they were; then what held the generator back, errors and servers, where there are any.
     */
    public static String of(LoadReport report) {
        boolean open = report.config().pace() instanceof Pace.Open;
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "operations", "ops/s", "p50", "p90", "p99", "p99.9", "max", "errors"));
        report.kinds().forEach((kind, of) -> rows.add(kind(kind.title() + "s", of, of.latencyMicros())));
        rows.add(kind("all", report.all(), report.all().latencyMicros()));
        if (open) {
            rows.add(kind("once sent", report.all(), report.all().serviceMicros()));
        }
        StringBuilder text = new StringBuilder(TextTable.of(rows));
        text.append("over ")
                .append(String.format(Locale.ROOT, "%.2f s", report.elapsed().toNanos() / 1e9));
        text.append(", ").append(report.config().connections()).append(" connections, ");
        text.append(report.config().pipeline()).append(" in flight on each; ");
        text.append(pace(report.config().pace())).append('\n');
        if (report.config().hop() > 0) {
            text.append("sessions changed their node every ")
                    .append(count(report.config().hop()))
                    .append(" operations\n");
        }
        if (report.unsent() > 0) {
            text.append(count(report.unsent()))
                    .append(
                            " operations were due and not sent by the end: the store did not keep up; above they count with"
                                    + " the time that they had waited\n");
        }
        text.append(generator(report.generator(), open)).append('\n');
        for (String limit : report.generator().limits()) {
            text.append("NOTE: ").append(limit).append('\n');
        }
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

    /** What was done to a store while it was loaded. */
    public static String faults(List<FaultBand> bands) {
        StringBuilder text = new StringBuilder();
        for (FaultBand band : bands) {
            text.append(String.format(
                    Locale.ROOT, "fault %.1f s to %.1f s: %s%n", band.startSeconds(), band.endSeconds(), band.fault()));
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

    /** Which of {@code asked} a history keeps: a line each, and under those that it does not the first violations in words. */
    public static String of(GuaranteeChecker.Outcome outcome, List<Guarantee> asked) {
        StringBuilder text = new StringBuilder();
        Verdict verdict = outcome.verdict();
        text.append(String.format(
                Locale.ROOT,
                "%s operations of %s sessions on %s keys, checked in %.2f s%n",
                count(verdict.operations()),
                count(verdict.sessions()),
                count(verdict.keys()),
                verdict.elapsed().toNanos() / 1e9));
        for (Guarantee guarantee : asked) {
            GuaranteeVerdict found = outcome.of(guarantee);
            text.append(guarantee.title()).append(": ");
            text.append(found.holds() ? "yes" : "NO, " + count(found.violations()) + " violations");
            text.append('\n');
            for (Violation violation : found.details()) {
                text.append("- ")
                        .append(violation.kind())
                        .append(": ")
                        .append(violation.explanation())
                        .append('\n');
            }
        }
        if (outcome.together() > 0) {
            text.append(count(outcome.together()))
                    .append(
                            " stale gets break no session guarantee by themselves, only several together: see causal\n");
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

    private static String pace(Pace pace) {
        return switch (pace) {
            case Pace.Closed() -> "closed loop";
            case Pace.Open open ->
                "open loop, "
                        + (open.isRamp() ? rate(open.from()) + " to " + rate(open.to()) : rate(open.from()))
                        + " operations/s due, "
                        + (open.arrivals() == Pace.Arrivals.CONSTANT ? "evenly spread" : "as a Poisson process")
                        + "; latency from when they were due";
        };
    }

    private static String generator(GeneratorReport generator, boolean open) {
        String machine = generator.machine() < 0
                ? ""
                : String.format(Locale.ROOT, ", machine %.0f %% busy", 100 * generator.machine());
        String lag = open ? ", late by " + micros(generator.lagMicros().p99()) + " at p99" : "";
        return String.format(
                        Locale.ROOT,
                        "generator: %.2f processors, its busiest thread %.0f %% busy",
                        generator.processors(),
                        100 * generator.busiestThread())
                + lag
                + machine;
    }

    private static List<String> kind(String name, KindReport kind, LatencyReport latency) {
        return List.of(
                name,
                count(kind.operations()),
                rate(kind.operationsPerSecond()),
                micros(latency.p50()),
                micros(latency.p90()),
                micros(latency.p99()),
                micros(latency.p999()),
                micros(latency.max()),
                count(kind.errors()));
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String rate(double perSecond) {
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
