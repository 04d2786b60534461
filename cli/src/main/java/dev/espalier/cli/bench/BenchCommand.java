package dev.espalier.cli.bench;

import dev.espalier.bench.check.CausalPlusChecker;
import dev.espalier.bench.check.Verdict;
import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.history.History;
import dev.espalier.bench.history.HistoryRecorder;
import dev.espalier.bench.history.HistoryWriter;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.load.LoadReport;
import dev.espalier.bench.load.LoadRun;
import dev.espalier.bench.report.Environment;
import dev.espalier.bench.report.JsonReport;
import dev.espalier.bench.report.TerminalReport;
import dev.espalier.bench.resp.Target;
import dev.espalier.cli.cluster.ClusterDirectory;
import dev.espalier.cli.terminal.LoadProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Loads a store, or any RESP server, and reports what it measured. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = ProgramsCommand.class,
        description = {
            "Load a store over RESP and report rates and latencies.",
            "Closed loop: each connection sends an operation for each answer, so latencies understate what users of an"
                    + " overloaded store would see."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier bench                                   the cluster that `cluster up` started",
            "  espalier bench --target 127.0.0.1:6379 -P 16     any RESP server, 16 operations in flight",
            "  espalier bench --ops 300000 --check              and check what the sessions saw",
            "  espalier bench --record history.txt              keep it, for `espalier check`",
            "  espalier bench --json > result.json",
            "  espalier bench programs                          clients inside the nodes, until every put is applied"
        })
public final class BenchCommand implements Callable<Integer> {
    @Option(
            names = {"-t", "--target"},
            paramLabel = "HOST:PORT",
            split = ",",
            description = "Servers to load. Default: the nodes of the local cluster.")
    private List<String> targets = new ArrayList<>();

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Write what the sessions did and saw, in the text format of AWDIT and Plume.")
    private @Nullable Path record;

    @Option(names = "--check", description = "Check what the sessions saw for causal+; exit code 1 on a violation.")
    private boolean check;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Mixin
    private ClusterDirectory directory = new ClusterDirectory();

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    BenchCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        LoadConfig config = config();
        if (record != null) {
            // Before the load, so that a path that cannot be written costs nothing.
            Files.newOutputStream(record).close();
        }
        HistoryRecorder recorder = record != null || check ? new HistoryRecorder() : null;
        LoadReport report;
        try (LoadProgress progress = LoadProgress.onErrorStream()) {
            report = LoadRun.run(config, progress, recorder);
        }
        History history = recorder == null ? null : recorder.history();
        if (record != null && history != null) {
            HistoryWriter.write(history, record);
        }
        Verdict verdict = check && history != null ? CausalPlusChecker.check(history) : null;
        print(report, verdict);
        return (verdict == null || verdict.passed()) && report.errors().isEmpty() ? 0 : 1;
    }

    private LoadConfig config() throws IOException {
        try {
            List<Target> servers = targets.isEmpty()
                    ? LocalCluster.open(directory.path()).targets()
                    : targets.stream().map(Target::parse).toList();
            LoadConfig config = load.config(servers);
            if (record != null || check) {
                config.requireRecordable();
            }
            return config;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void print(LoadReport report, @Nullable Verdict verdict) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode root = JsonReport.of(report, Environment.current());
            if (verdict != null) {
                root.set("verdict", JsonReport.of(verdict));
            }
            out.print(JsonReport.text(root));
        } else {
            out.print(TerminalReport.of(report));
            if (verdict != null) {
                out.print(TerminalReport.of(verdict));
            }
        }
        out.flush();
    }
}
