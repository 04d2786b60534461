package dev.espalier.cli.bench;

import dev.espalier.bench.check.CausalPlusChecker;
import dev.espalier.bench.check.Verdict;
import dev.espalier.bench.generator.Generators;
import dev.espalier.bench.generator.Shares;
import dev.espalier.bench.harness.ClusterConfig;
import dev.espalier.bench.history.History;
import dev.espalier.bench.history.HistoryRecorder;
import dev.espalier.bench.history.HistoryWriter;
import dev.espalier.bench.kubernetes.KubernetesBench;
import dev.espalier.bench.load.Extent;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.load.LoadReport;
import dev.espalier.bench.load.LoadRun;
import dev.espalier.bench.load.Objective;
import dev.espalier.bench.load.RateSearch;
import dev.espalier.bench.nemesis.FaultInjector;
import dev.espalier.bench.nemesis.Nemesis;
import dev.espalier.bench.remote.Inventory;
import dev.espalier.bench.remote.InventoryReader;
import dev.espalier.bench.report.BenchResult;
import dev.espalier.bench.report.Environment;
import dev.espalier.bench.report.HtmlReport;
import dev.espalier.bench.report.JsonReport;
import dev.espalier.bench.report.TerminalReport;
import dev.espalier.bench.resp.Access;
import dev.espalier.bench.resp.Target;
import dev.espalier.cli.cluster.ClusterDirectory;
import dev.espalier.cli.terminal.LoadProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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
            "Exit codes: 0 done; 1 operations failed, the sessions saw what they must not, or after faults (--nemesis) the"
                    + " nodes did not come to hold the same; 2 wrong usage.",
            "Closed loop, the default: each connection sends an operation for each answer, so latencies understate what"
                    + " users of an overloaded store would see. Open loop (--rate, --ramp, --find-rate): operations are due"
                    + " by the clock, and latency counts from when each was due."
        },
        subcommands = {
            ProgramsCommand.class,
            PaperCommand.class,
            CompareCommand.class,
            CompareRedisCommand.class,
            GeneratorCommandLine.class,
            KillsCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier bench                                   the cluster that `cluster up` started",
            "  espalier bench --target 127.0.0.1:6379 -P 16     any RESP server, 16 operations in flight",
            "  ESPALIER_PASSWORD=sesame espalier bench --target db:6380 --tls --tls-ca ca.pem",
            "  espalier bench --rate 20k                        open loop, 20,000 operations due each second",
            "  espalier bench --rate 20k --arrivals poisson     as of users who know nothing of each other",
            "  espalier bench --ramp 1k..50k --duration 60s     a rate that rises",
            "  espalier bench --find-rate \"p99<2ms\"             the highest rate that keeps to it",
            "  espalier bench --get 70 --put 25 --delete 5      a mix; the rest are gets if one is left out",
            "  espalier bench --distribution latest --value-size zipfian:16..4096",
            "  espalier bench --workload ycsb-a --rate 10k      a core workload of YCSB",
            "  espalier bench --ops 300000 --check              and check what the sessions saw",
            "  espalier bench --record history.txt              keep it, for `espalier check`",
            "  espalier bench --cluster 3 --nemesis random --seed 7 --check --html faults.html",
            "  espalier bench --cluster 3 --nemesis schedule.yaml --duration 60s",
            "  espalier bench --generators 4 -c 200 -P 16       four processes, their histograms merged",
            "  espalier bench --inventory hosts.yaml -c 200     nodes and generators on other machines, by ssh",
            "  espalier bench --inventory cluster.yaml --dry-run  what Kubernetes would be given",
            "  espalier bench --json > result.json              for `espalier bench compare`",
            "  espalier bench --html report.html                a page with the course and the percentiles",
            "  espalier bench programs                          clients inside the nodes, until every put is applied",
            "  espalier bench paper --html paper.html           the published sweeps, beside the published points",
            "  espalier bench compare-redis                     Redis with replicas, in alternating runs"
        })
public final class BenchCommand implements Callable<Integer> {
    @Mixin
    private NodeOptions nodeOptions = new NodeOptions();

    @Mixin
    private AccessOptions accessOptions = new AccessOptions();

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Mixin
    private NemesisOptions nemesisOptions = new NemesisOptions();

    @Option(
            names = "--generators",
            paramLabel = "N",
            description =
                    "Processes that generate the load, each its share of connections and rate; what they measured is"
                            + " merged as histograms. More of them, or more --threads, where the generator is the bottleneck, which"
                            + " a report says. Default: this process alone.")
    private int generators;

    @Option(
            names = "--inventory",
            paramLabel = "FILE",
            description =
                    "Run on other machines: a file in YAML or JSON says which hosts run the store's nodes and which"
                            + " generate the load, and how ssh reaches them; or which cluster of Kubernetes does. Nodes are"
                            + " started for the run and ended after it.")
    private @Nullable Path inventoryFile;

    @Option(
            names = "--dry-run",
            description = "With --inventory and Kubernetes: print what the cluster would be given, and do nothing.")
    private boolean dryRun;

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

    /** How all servers are entered; known once the flags were validated. */
    private Access access = Access.OPEN;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    BenchCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        validate();
        for (Path output : outputs()) {
            // Before the load, so that a path that cannot be written costs nothing.
            Files.newOutputStream(output).close();
        }
        if (inventoryFile != null) {
            return away(InventoryReader.read(inventoryFile));
        }
        try (BenchNodes nodes = BenchNodes.open(nodeOptions, directory.path(), nemesisOptions.isWanted())) {
            LoadConfig config = config(nodes.targets());
            Objective objective = load.pace().objective();
            int code = objective == null ? run(config, nodes) : search(config, objective);
            Path kept = nodes.end(code != 0);
            if (kept != null) {
                spec.commandLine().getErr().println("data and logs of the nodes: " + kept);
            }
            return code;
        }
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

    private int run(LoadConfig config, BenchNodes nodes) throws IOException, InterruptedException {
        HistoryRecorder recorder = record != null || check ? new HistoryRecorder() : null;
        Nemesis nemesis = nemesisOptions.isWanted() ? nemesis(config, nodes) : null;
        LoadReport report;
        NemesisRun withFaults = null;
        try (LoadProgress progress = LoadProgress.onErrorStream()) {
            if (generators > 0) {
                Generators.Outcome outcome = Generators.run(config, LocalGenerators.commands(generators), progress);
                report = outcome.report();
            } else if (nemesis == null) {
                report = LoadRun.run(config, progress, recorder);
            } else {
                withFaults = NemesisRun.run(config, nemesis, progress, recorder);
                report = withFaults.report();
            }
        }
        History history = recorder == null ? null : recorder.history();
        if (record != null && history != null) {
            HistoryWriter.write(history, record);
        }
        Verdict verdict = check && history != null ? CausalPlusChecker.check(history) : null;
        ObjectNode result = result(report);
        if (generators > 0) {
            ((ObjectNode) result.path("configuration")).put("generators", generators);
        }
        StringBuilder text = new StringBuilder(TerminalReport.of(report));
        boolean good = report.errors().isEmpty();
        if (withFaults != null) {
            result.set("faults", JsonReport.faults(withFaults.faults()));
            result.set("convergence", JsonReport.of(withFaults.convergence()));
            text.append(TerminalReport.faults(withFaults.faults())).append(TerminalReport.of(withFaults.convergence()));
            good = withFaults.convergence().converged();
        }
        if (verdict != null) {
            result.set("verdict", JsonReport.of(verdict));
            text.append(TerminalReport.of(verdict));
            good &= verdict.passed();
        }
        print(result, text.toString());
        return good ? 0 : 1;
    }

    private int away(Inventory inventory) throws IOException, InterruptedException {
        Inventory.Kubernetes cluster = inventory.kubernetes();
        if (dryRun && cluster == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--dry-run prints what Kubernetes would be given; " + inventoryFile + " has no \"kubernetes\"");
        }
        KubernetesBench bench = cluster == null ? null : new KubernetesBench(inventory, cluster, access);
        if (bench != null && dryRun) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(bench.plan(targets -> load.config(targets, false), AwayRun.TASK_OF_A_POD));
            out.flush();
            return 0;
        }
        AwayRun run;
        try (LoadProgress progress = LoadProgress.onErrorStream()) {
            run = bench == null
                    ? AwayRun.run(inventory, this::config, progress)
                    : AwayRun.run(
                            inventory,
                            bench,
                            this::config,
                            progress,
                            spec.commandLine().getErr());
        }
        ObjectNode result = result(run.report());
        ObjectNode configuration = (ObjectNode) result.path("configuration");
        run.facts().forEach((name, value) -> configuration.put(name.replace(' ', '_'), value));
        print(result, TerminalReport.of(run.report()) + run.text());
        return run.report().errors().isEmpty() ? 0 : 1;
    }

    private Nemesis nemesis(LoadConfig config, BenchNodes nodes) throws IOException {
        FaultInjector injector = nodes.faults();
        try {
            return new Nemesis(
                    nemesisOptions.schedule(
                            config.seed(),
                            config.targets().size(),
                            nodes.hasProxies(),
                            config.extent() instanceof Extent.For(Duration measured) ? measured : null),
                    injector);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
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

    /** Refuses what cannot be run before anything is started. */
    private void validate() throws IOException {
        try {
            access = accessOptions.access();
            nodeOptions.validate();
            boolean searching = load.pace().objective() != null;
            if (searching && (record != null || check || nemesisOptions.isWanted())) {
                throw new IllegalArgumentException(
                        "--find-rate makes many runs, and a history or a schedule of faults is"
                                + " of one; find the rate first, then give it as --rate");
            }
            if (dryRun && inventoryFile == null) {
                throw new IllegalArgumentException(
                        "--dry-run prints what Kubernetes would be given; name it with --inventory FILE");
            }
            if (inventoryFile != null
                    && (generators > 0
                            || searching
                            || record != null
                            || check
                            || nemesisOptions.isWanted()
                            || nodeOptions.own() != 0
                            || !nodeOptions.targets().isEmpty())) {
                throw new IllegalArgumentException(
                        "--inventory says where nodes and generators run, and goes with none of"
                                + " --target, --cluster, --generators, --nemesis, --find-rate, --record and --check");
            }
            if (generators < 0) {
                throw new IllegalArgumentException(
                        "--generators " + generators + " is below 0; 0 is this process alone");
            }
            if (generators > 0 && (searching || record != null || check || nemesisOptions.isWanted())) {
                throw new IllegalArgumentException("--generators goes with none of --find-rate, --record, --check and"
                        + " --nemesis: histories and searches are of one process");
            }
            if (nodeOptions.own() != 0) {
                var _ = ClusterConfig.local(Path.of("bench"), nodeOptions.own());
                var _ = load.config(
                        IntStream.rangeClosed(1, nodeOptions.own())
                                .mapToObj(node -> new Target("127.0.0.1", node))
                                .toList(),
                        false);
                if (nemesisOptions.isWanted()) {
                    var _ = nemesisOptions.schedule(0, nodeOptions.own(), true, null);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private LoadConfig config(List<Target> targets) {
        try {
            LoadConfig config = load.config(
                    targets.stream()
                            // A store that was installed for the run has a password of its own.
                            .map(target -> target.access().isOpen() ? target.with(access) : target)
                            .toList(),
                    nemesisOptions.isWanted());
            if (record != null || check) {
                config.requireRecordable();
            }
            if (generators > 0) {
                var _ = Shares.of(config, generators);
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
