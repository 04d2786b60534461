package dev.espalier.cli.bench;

import dev.espalier.bench.program.CoreResult;
import dev.espalier.bench.program.NodeCommand;
import dev.espalier.bench.program.PointResult;
import dev.espalier.bench.program.ProgramBench;
import dev.espalier.bench.program.ProgramConfig;
import dev.espalier.bench.program.ProgramJson;
import dev.espalier.bench.program.ProgramPoint;
import dev.espalier.bench.program.ProgramText;
import dev.espalier.bench.program.Sweep;
import dev.espalier.bench.report.Environment;
import dev.espalier.bench.report.JsonReport;
import dev.espalier.cli.Folders;
import dev.espalier.cli.Home;
import dev.espalier.store.config.NodeSettings;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.cores.Cores;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs programs inside the nodes, on one core or several in turn. */
@Command(
        name = "programs",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Run a program inside each node, and time it until every put is applied everywhere.",
            "Each node is a process of its own with one client in it, which does --ops operations over --keys keys: the"
                    + " published experiment. Engine, put messages and links are those of a node in production; there are"
                    + " no RESP connections. Rounds are the same program on new replicas in the same processes; with"
                    + " several cores they alternate. The first round of a process, cold, is shown by itself.",
            "Durability 'none', the default here, writes nothing to disk; 'everysec' and 'always' write what a node writes.",
            "Exit code 1: puts were lost, replicas of a core that must converge differ, or a node failed. A core that"
                    + " does not end a round in time, or within its heap, is shown as such, which is no failure."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier bench programs                              causal-plus, 4 nodes, 20,000 operations a node",
            "  espalier bench programs --core causal-plus,vector-clock --keys 10000",
            "  espalier bench programs --core all --sweep put=10..90 --json > put.json",
            "  espalier bench programs --core causal-plus --sweep n=1k..1M",
            "  espalier bench programs --durability everysec"
        })
final class ProgramsCommand implements Callable<Integer> {
    private static final String ALL = "all";

    @Option(names = "--nodes", paramLabel = "N", description = "Number of nodes. Default: ${DEFAULT-VALUE}.")
    private int nodes = 4;

    @Option(
            names = "--ops",
            paramLabel = "N",
            description = "Operations of each node's client. Default: ${DEFAULT-VALUE}.")
    private int operations = 20_000;

    @Option(names = "--keys", paramLabel = "N", description = "Number of keys. Default: ${DEFAULT-VALUE}.")
    private int keys = 50;

    @Option(
            names = "--put",
            paramLabel = "PERCENT",
            description = "Share of puts, 0 to 100; the rest are gets. Default: ${DEFAULT-VALUE}.")
    private int put = 50;

    @Option(
            names = "--core",
            paramLabel = "NAME",
            split = ",",
            description = "Cores to run in turn; the others are compared with the first. 'all' is all there are."
                    + " Default: " + NodeSettings.DEFAULT_CORE + ".")
    private List<String> cores = new ArrayList<>();

    @Option(
            names = "--sweep",
            paramLabel = "WHAT",
            description = "Run it for several values of one parameter: put=10..90 (each ten), put=20,30,50, n=1k..1M"
                    + " (operations a node: 1, 2, 5, 10, ...), keys=50,10k.")
    private @Nullable String sweep;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Rounds that count, of each core. Default: ${DEFAULT-VALUE}.")
    private int rounds = 11;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description =
                    "Rounds before those, fewer once a core's take what --warm-up-limit says. Default: ${DEFAULT-VALUE}.")
    private int warmUpRounds = 100;

    @Option(
            names = "--warm-up-limit",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "What the rounds before may take, of each core. The JVM still compiles after the usual 10s; long"
                            + " programs are at their best after some 40s. Default: 10s.")
    private Duration warmUpLimit = ProgramConfig.WARM_UP_LIMIT;

    @Option(
            names = "--round-limit",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "A core that takes longer for a round is left out from then on. Default: 60s.")
    private Duration roundLimit = Duration.ofSeconds(60);

    @Option(
            names = "--durability",
            paramLabel = "LEVEL",
            description = "none, everysec or always. Default: ${DEFAULT-VALUE}.")
    private String durability = "none";

    @Option(
            names = "--slice",
            paramLabel = "N",
            description = "Operations that a client does between two looks of its node at the network."
                    + " Default: ${DEFAULT-VALUE}.")
    private int slice = 512;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the programs. Default: ${DEFAULT-VALUE}.")
    private long seed = 42;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            description = "Heap of each node, for example 512m; half of it for new objects. Default: ${DEFAULT-VALUE}.")
    private String heap = "2g";

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    ProgramsCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException, NodeStartException {
        Path work = Home.find().work();
        ProgramConfig config = config(work);
        NodeCommand nodeCommand = new ProgramNodeCommandLine(HeapFlags.of(heap, spec.commandLine()));
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        Files.createDirectories(work);
        Path directory = Files.createTempDirectory(work, "programs-");
        List<PointResult> results;
        try (ProgramProgress progress = ProgramProgress.onErrorStream()) {
            results = ProgramBench.run(placed(config, directory), nodeCommand, progress);
        }
        boolean faults =
                results.stream().flatMap(point -> point.cores().stream()).anyMatch(CoreResult::hasFaults);
        if (!faults) {
            // Otherwise the nodes' logs are what one wants to read.
            Folders.delete(directory);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                json
                        ? JsonReport.text(ProgramJson.of(config, results, commandLine(), Environment.current(), load))
                        : ProgramText.of(config, results));
        out.flush();
        return faults ? 1 : 0;
    }

    private ProgramConfig config(Path directory) throws NodeStartException {
        try {
            ProgramPoint point = new ProgramPoint(operations, keys, put);
            return new ProgramConfig(
                    nodes,
                    coreNames(),
                    sweep == null ? List.of(point) : Sweep.parse(sweep).points(point),
                    warmUpRounds,
                    warmUpLimit,
                    rounds,
                    roundLimit,
                    seed,
                    slice,
                    durability,
                    directory);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static ProgramConfig placed(ProgramConfig config, Path directory) {
        return new ProgramConfig(
                config.nodes(),
                config.cores(),
                config.points(),
                config.warmUpRounds(),
                config.warmUpLimit(),
                config.rounds(),
                config.roundLimit(),
                config.seed(),
                config.slice(),
                config.durability(),
                directory);
    }

    /** The cores that were named, each of which there must be. */
    private List<String> coreNames() throws NodeStartException {
        List<String> there = Cores.available(ProgramsCommand.class.getClassLoader()).stream()
                .map(core -> core.identity().name())
                .sorted(Comparator.comparing((String name) -> !name.equals(NodeSettings.DEFAULT_CORE))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        if (cores.isEmpty()) {
            return List.of(NodeSettings.DEFAULT_CORE);
        }
        if (cores.equals(List.of(ALL))) {
            return there;
        }
        for (String name : cores) {
            if (!there.contains(name)) {
                throw new IllegalArgumentException("there is no core \"" + name + "\"; there are " + there);
            }
        }
        return cores;
    }

    private String commandLine() {
        return "espalier "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    }
}
