package dev.espalier.cli.demo;

import dev.espalier.bench.check.Verdict;
import dev.espalier.bench.harness.NodeStatus;
import dev.espalier.bench.load.ConvergenceReport;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.load.LoadReport;
import dev.espalier.bench.report.TerminalReport;
import dev.espalier.cli.core.CheckLine;
import dev.espalier.cli.core.CheckTable;
import dev.espalier.core.Certificate;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What the demo prints. */
final class DemoReport {
    private static final int STEPS = 4;

    private DemoReport() {}

    static void step(PrintWriter out, int number, String what) {
        out.printf("%n[%d/%d] %s%n", number, STEPS, what);
        out.flush();
    }

    static void certificate(PrintWriter out, Certificate certificate, List<CheckLine> checks) {
        out.printf("  certificate of %s: refines %s%n", certificate.core(), certificate.specificationName());
        out.printf("  theorems: %s%n", certificate.theorem());
        out.printf(
                "  prover: %s; coqchk: %s; assumptions: %s%n",
                certificate.prover(),
                certificate.audit().getOrDefault("coqchk", "not run"),
                certificate.audit().getOrDefault("assumptions", "see certificate"));
        out.printf(
                "  translated by bridge version %s into %s%n", certificate.bridgeVersion(), certificate.adapterClass());
        out.print(CheckTable.of(checks));
        for (CheckLine line : checks) {
            if (line.outcome() == CheckLine.Outcome.SKIPPED) {
                out.printf("  NOTE: %s %s%n", line.what(), line.detail());
            }
        }
        out.flush();
    }

    static void node(PrintWriter out, NodeStatus node) {
        out.printf(
                "  node %d on %s, process %d, core %s, certificate %s, verified: %s%n",
                node.id(),
                node.target(),
                node.pid(),
                node.info().getOrDefault("core_name", "?"),
                shortHash(node.info().getOrDefault("core_hash", "?")),
                node.info().getOrDefault("core_verified", "?"));
        out.flush();
    }

    static String describe(LoadConfig config) {
        return String.format(
                Locale.ROOT,
                "%d sessions over %d nodes, %d in flight on each, %d%% puts, %,d keys, %s-byte values",
                config.connections(),
                config.targets().size(),
                config.pipeline(),
                config.putPercent(),
                config.keys(),
                config.valueSizes());
    }

    static void figures(PrintWriter out, LoadReport report, ConvergenceReport convergence, Verdict verdict) {
        out.print(TerminalReport.of(report).indent(2));
        out.printf(
                Locale.ROOT,
                "  converged: %s (%,d keys alike on every node after %.2f s)%n",
                convergence.converged() ? "yes" : "NO, " + convergence.differing() + " keys differ",
                convergence.keys() - convergence.differing(),
                convergence.elapsed().toMillis() / 1e3);
        out.printf(
                Locale.ROOT,
                "  checked: %,d operations of %,d sessions in %.2f s%n",
                verdict.operations(),
                verdict.sessions(),
                verdict.elapsed().toMillis() / 1e3);
        if (!verdict.passed()) {
            out.print(TerminalReport.of(verdict).indent(2));
        }
        out.printf(Locale.ROOT, "causal violations: %d%n", verdict.violations());
        out.flush();
    }

    private static String shortHash(String hash) {
        return hash.substring(0, Math.min(16, hash.length()));
    }
}
