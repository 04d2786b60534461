package dev.espalier.cli.bench;

import dev.espalier.bench.harness.ClusterConfig;
import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.load.Extent;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.report.Environment;
import dev.espalier.bench.report.JsonReport;
import dev.espalier.bench.resp.Target;
import dev.espalier.bench.versus.Contest;
import dev.espalier.bench.versus.ContestResult;
import dev.espalier.bench.versus.RedisServers;
import dev.espalier.bench.versus.Versus;
import dev.espalier.bench.versus.VersusReport;
import dev.espalier.cli.Folders;
import dev.espalier.cli.Home;
import dev.espalier.cli.cluster.NodeCommandLine;
import dev.espalier.store.config.NodeSettings;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the store and Redis beside each other. */
@Command(
        name = "compare-redis",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Give the store and Redis the same loads in turn, on this machine, at the same durability.",
            "One node against one, and --nodes of them against a Redis primary with one replica fewer; all servers sync"
                    + " what they wrote every second (append-only file, everysec). SET and GET, at each --pipeline.",
            "The servers are started for this run and ended after it. Redis is the redis-server of the PATH.",
            "The error stream tells how far it is. When --limit is over, the rounds that are whole make the report."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier bench compare-redis                          about 8 minutes",
            "  espalier bench compare-redis --rounds 3 --duration 1s --html redis.html",
            "  espalier bench compare-redis --nodes 1 --pipeline 16 --json > redis.json"
        })
final class CompareRedisCommand implements Callable<Integer> {
    private static final Duration GRACE = Duration.ofSeconds(5);
    /** What filling, settling and a busy machine may add to the time that is measured, as a factor and beside it. */
    private static final int LIMIT_FACTOR = 2;

    private static final Duration LIMIT_BESIDE = Duration.ofMinutes(3);

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "Nodes of the larger comparison; 1 for one against one alone. Default: ${DEFAULT-VALUE}.")
    private int nodes = 3;

    @Option(
            names = {"-P", "--pipeline"},
            paramLabel = "N",
            split = ",",
            description = "Operations in flight on each connection. Default: 1,16.")
    private List<Integer> pipelines = new ArrayList<>(List.of(1, 16));

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of each. Default: ${DEFAULT-VALUE}.")
    private int rounds = 7;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long a round measures. Default: 3s.")
    private Duration duration = Duration.ofSeconds(3);

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Load before each round. Default: 500ms.")
    private Duration warmUp = Duration.ofMillis(500);

    @Option(
            names = "--limit",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "How long all of it may take, once the servers are up. Default: twice what the rounds measure and"
                            + " warm up, and 3m.")
    private @Nullable Duration limit;

    @Option(
            names = {"-c", "--connections"},
            paramLabel = "N",
            description = "Connections, spread over the servers. Default: ${DEFAULT-VALUE}.")
    private int connections = 48;

    @Option(names = "--keys", paramLabel = "N", description = "Number of keys. Default: ${DEFAULT-VALUE}.")
    private int keys = 10_000;

    @Option(names = "--value-size", paramLabel = "BYTES", description = "Size of values. Default: ${DEFAULT-VALUE}.")
    private int valueBytes = 100;

    @Option(names = "--threads", paramLabel = "N", description = "Generator threads. Default: ${DEFAULT-VALUE}.")
    private int threads = 1;

    @Option(names = "--core", paramLabel = "NAME", description = "The store's core. Default: ${DEFAULT-VALUE}.")
    private String core = NodeSettings.DEFAULT_CORE;

    @Option(names = "--redis", paramLabel = "PROGRAM", description = "The server to run. Default: ${DEFAULT-VALUE}.")
    private String redis = "redis-server";

    @Option(names = "--json", description = "Print JSON on standard output: every round.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page of its own.")
    private @Nullable Path html;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    CompareRedisCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        LoadConfig base = base();
        requireProgram();
        List<Contest> contests = contests();
        if (html != null) {
            // Before the load, so that a path that cannot be written costs nothing.
            Files.newOutputStream(html).close();
        }
        Path work = Home.find().work();
        Files.createDirectories(work);
        Path directory = Files.createTempDirectory(work, "redis-");
        List<LocalCluster> started = new ArrayList<>();
        // Servers outlive the process that started them, so an interrupted run has to end them too.
        Thread stop = new Thread(() -> stop(started), "stop the servers");
        Runtime.getRuntime().addShutdownHook(stop);
        List<ContestResult> results;
        try (VersusProgress progress = VersusProgress.onErrorStream(contests.size(), rounds)) {
            Map<Integer, Versus.Sides> sides = new LinkedHashMap<>();
            for (int count : nodes == 1 ? List.of(1) : List.of(1, nodes)) {
                LocalCluster theirs = RedisServers.start(directory.resolve("redis-" + count), redis, count);
                started.add(theirs);
                LocalCluster ours = LocalCluster.start(
                        BenchNodes.config(directory.resolve("store-" + count), count),
                        new NodeCommandLine(Map.of("core", core, "durability", "everysec")));
                started.add(ours);
                sides.put(count, new Versus.Sides(theirs.targets(), ours.targets()));
            }
            Versus versus = new Versus(sides, base, progress.load(), progress, limit(contests.size()));
            versus.fill();
            results = versus.run(contests, rounds);
        } finally {
            stop(started);
            Runtime.getRuntime().removeShutdownHook(stop);
        }
        Folders.delete(directory);
        int whole = results.getFirst().ours().size();
        report(new VersusReport(results, commandLine(), Environment.current(), facts(whole)));
        if (whole < rounds) {
            spec.commandLine()
                    .getErr()
                    .println("the time was up after " + whole + " of " + rounds + " rounds; --limit allows it longer");
        }
        return 0;
    }

    /** Before any server is started: a node takes seconds to start. */
    private void requireProgram() {
        boolean found = redis.indexOf('/') >= 0
                ? Files.isExecutable(Path.of(redis))
                : Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, redis)));
        if (!found) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no program " + redis
                            + " to compare with; install Redis (package redis-server), or name its"
                            + " server with --redis PROGRAM");
        }
    }

    private Duration limit(int contests) {
        return limit != null
                ? limit
                : duration.plus(warmUp)
                        .multipliedBy(2L * rounds * contests * LIMIT_FACTOR)
                        .plus(LIMIT_BESIDE);
    }

    private List<Contest> contests() {
        List<Contest> contests = new ArrayList<>();
        for (int count : nodes == 1 ? List.of(1) : List.of(1, nodes)) {
            for (boolean puts : new boolean[] {true, false}) {
                pipelines.forEach(pipeline -> contests.add(new Contest(count, puts, pipeline)));
            }
        }
        return contests;
    }

    private LoadConfig base() {
        try {
            var _ = ClusterConfig.local(Path.of("redis"), nodes);
            if (rounds < 1) {
                throw new IllegalArgumentException(rounds + " rounds measure nothing; run one or more");
            }
            List<Target> places = new ArrayList<>();
            for (int node = 1; node <= nodes; node++) {
                places.add(new Target("127.0.0.1", node));
            }
            for (int pipeline : pipelines) {
                var _ = builder(places).pipeline(pipeline).build();
            }
            return builder(places).build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private LoadConfig.Builder builder(List<Target> targets) {
        return LoadConfig.builder(targets)
                .connections(connections)
                .keys(keys)
                .valueBytes(valueBytes)
                .threads(threads)
                .extent(new Extent.For(duration))
                .warmUp(warmUp);
    }

    private Map<String, String> facts(int whole) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("core", core);
        facts.put("durability", "everysec, of all servers");
        facts.put("connections", Integer.toString(connections));
        facts.put("keys", Integer.toString(keys));
        facts.put("value bytes", Integer.toString(valueBytes));
        facts.put(
                "rounds",
                whole == rounds ? Integer.toString(rounds) : whole + " of " + rounds + ", then the time was up");
        facts.put("measured", duration.toMillis() + " ms a round, after " + warmUp.toMillis() + " ms");
        return facts;
    }

    private String commandLine() {
        return "espalier "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    }

    private void report(VersusReport report) throws IOException {
        if (html != null) {
            Files.writeString(html, report.html());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? JsonReport.text(report.json()) : report.text());
        out.flush();
    }

    private static void stop(List<LocalCluster> started) {
        for (LocalCluster cluster : started) {
            BenchNodes.stop(cluster, GRACE);
        }
    }
}
