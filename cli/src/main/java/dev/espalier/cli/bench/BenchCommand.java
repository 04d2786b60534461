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
import dev.espalier.bench.load.Objective;
import dev.espalier.bench.load.RateSearch;
import dev.espalier.bench.report.BenchResult;
import dev.espalier.bench.report.Environment;
import dev.espalier.bench.report.HtmlReport;
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
        description = {
            "Load a store over RESP and report rates and latencies.",
            "Closed loop, the default: each connection sends an operation for each answer, so latencies understate what"
                    + " users of an overloaded store would see. Open loop (--rate, --ramp, --find-rate): operations are due"
                    + " by the clock, and latency counts from when each was due."
        },
        subcommands = {ProgramsCommand.class, CompareCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier bench                                   the cluster that `cluster up` started",
            "  espalier bench --target 127.0.0.1:6379 -P 16     any RESP server, 16 operations in flight",
            "  espalier bench --rate 20k                        open loop, 20,000 operations due each second",
            "  espalier bench --rate 20k --arrivals poisson     as of users who know nothing of each other",
            "  espalier bench --ramp 1k..50k --duration 60s     a rate that rises",
            "  espalier bench --find-rate \"p99<2ms\"             the highest rate that keeps to it",
            "  espalier bench --get 70 --put 25 --delete 5      a mix; the rest are gets if one is left out",
            "  espalier bench --distribution latest --value-size zipfian:16..4096",
            "  espalier bench --workload ycsb-a --rate 10k      a core workload of YCSB",
            "  espalier bench --ops 300000 --check              and check what the sessions saw",
            "  espalier bench --record history.txt              keep it, for `espalier check`",
            "  espalier bench --json > result.json              for `espalier bench compare`",
            "  espalier bench --html report.html                a page with the course and the percentiles",
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

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a page of its own, that needs no network: course, percentiles, machine, command.")
    private @Nullable Path html;

    @Mixin
    private ClusterDirectory directory = new ClusterDirectory();

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    BenchCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        LoadConfig config = config();
        for (Path output : outputs()) {
            // Before the load, so that a path that cannot be written costs nothing.
            Files.newOutputStream(output).close();
        }
        Objective objective = load.pace().objective();
        return objective == null ? run(config) : search(config, objective);
    }

    private List<Path> outputs() {
        List<Path> outputs = new ArrayList<>();
        if (record != null) {
            outputs.add(record);
        }
        if (html != null) {
            outputs.add(html);
        }
        return outputs;
    }

    private int run(LoadConfig config) throws IOException, InterruptedException {
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
        ObjectNode result = result(report);
        if (verdict != null) {
            result.set("verdict", JsonReport.of(verdict));
        }
        print(result, TerminalReport.of(report) + (verdict == null ? "" : TerminalReport.of(verdict)));
        return (verdict == null || verdict.passed()) && report.errors().isEmpty() ? 0 : 1;
    }

    private int search(LoadConfig config, Objective objective) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        RateSearchText text = new RateSearchText(objective);
        RateSearch.Outcome outcome;
        try (LoadProgress progress = LoadProgress.onErrorStream()) {
            RateSearch search = new RateSearch(
                    objective,
                    load.pace().precision(),
                    rate -> LoadRun.run(
                            config.toBuilder().pace(load.pace().at(rate)).build(), progress, null),
                    step -> {
                        if (!json) {
                            progress.clear();
                            out.print(text.line(step));
                            out.flush();
                        }
                    });
            outcome = search.run(load.pace().start());
        }
        LoadReport best = outcome.best();
        ObjectNode result = best == null ? JsonReport.empty() : result(best);
        result.set("rate_search", JsonReport.of(outcome, objective));
        print(result, text.conclusion(outcome) + (best == null ? "" : TerminalReport.of(best)));
        return best == null ? 1 : 0;
    }

    private LoadConfig config() throws IOException {
        try {
            boolean searching = load.pace().objective() != null;
            if (searching && (record != null || check)) {
                throw new IllegalArgumentException("--find-rate makes many runs, and a history is of one; find the rate"
                        + " first, then record with --rate");
            }
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

    private ObjectNode result(LoadReport report) {
        ObjectNode result = JsonReport.of(report, Environment.current());
        result.put("command", "espalier " + String.join(" ", arguments()));
        return result;
    }

    private List<String> arguments() {
        return spec.root().commandLine().getParseResult().originalArgs();
    }

    private void print(ObjectNode result, String text) throws IOException {
        if (html != null) {
            Files.writeString(html, HtmlReport.of(List.of(BenchResult.of("", result)), List.of()));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? JsonReport.text(result) : text);
        out.flush();
    }
}
