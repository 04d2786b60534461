package dev.espalier.cli.bench;

import dev.espalier.bench.paper.Circumstances;
import dev.espalier.bench.paper.Panel;
import dev.espalier.bench.paper.PanelResult;
import dev.espalier.bench.paper.PanelSweep;
import dev.espalier.bench.paper.PaperBench;
import dev.espalier.bench.paper.PaperJson;
import dev.espalier.bench.paper.PaperPage;
import dev.espalier.bench.program.ProgramConfig;
import dev.espalier.bench.program.ProgramPoint;
import dev.espalier.bench.program.Sweep;
import dev.espalier.bench.report.Environment;
import dev.espalier.bench.report.JsonReport;
import dev.espalier.cli.Folders;
import dev.espalier.cli.Home;
import dev.espalier.store.config.NodeSettings;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.cores.CoreIdentity;
import dev.espalier.store.cores.Cores;
import dev.espalier.store.cores.LoadedCore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the published experiment, and shows it beside the published points. */
@Command(
        name = "paper",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Run the published put-rate and number-of-operations sweeps, and show them beside the published points.",
            "For each guarantee its reference core and the verified ones run in turn, as `espalier bench programs` runs"
                    + " them. References are the cores ryw, mw, mr, ryw-mw, cc1 and Chapar's two algorithms; verified ones"
                    + " are '" + NodeSettings.DEFAULT_CORE
                    + "' and those that --core names, each where its specification"
                    + " promises what the panel is about.",
            "The page is written anew after each panel, so what was measured is there if the command is stopped.",
            "Exit code 1: puts were lost, replicas of a core that must converge differ, or a node failed. A core that"
                    + " does not end a round in time, or within its heap, is shown as such, which is no failure."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier bench paper --html paper.html                    hours on two cores",
            "  espalier bench paper --html paper.html --quick            few points, few rounds: half an hour",
            "  espalier bench paper --html mr.html --panel mr,cc1 --n 1k,20k,100k --json > paper.json"
        })
final class PaperCommand implements Callable<Integer> {
    private static final int SLICE = 512;
    private static final int HALF = 50;

    @Option(names = "--html", paramLabel = "FILE", description = "Where to write the page.", required = true)
    private Path html;

    @Option(names = "--json", description = "Print JSON on standard output: every round.")
    private boolean json;

    @Option(names = "--quick", description = "Fewer values, 3 rounds after 5: the shape, not the figures.")
    private boolean quick;

    @Option(
            names = "--panel",
            paramLabel = "NAME",
            split = ",",
            description = "Panels to run, named as their reference cores. Default: all.")
    private List<String> panels = new ArrayList<>();

    @Option(
            names = "--core",
            paramLabel = "NAME",
            split = ",",
            description = "Verified cores to run beside the references. Default: " + NodeSettings.DEFAULT_CORE + ".")
    private List<String> cores = new ArrayList<>(List.of(NodeSettings.DEFAULT_CORE));

    @Option(names = "--nodes", paramLabel = "N", description = "Number of nodes. Default: ${DEFAULT-VALUE}.")
    private int nodes = 4;

    @Option(
            names = "--put",
            paramLabel = "VALUES",
            description = "Put rates: 20,50,70 or 20..70. Default: 20..70; with --quick 20,50,70.")
    private @Nullable String puts;

    @Option(
            names = "--n",
            paramLabel = "VALUES",
            description =
                    "Operations a node: 1k,20k or 1k..1M. Default: 1k,2k,5k,20k,100k,250k,500k,1M; with --quick 1k,5k,20k,100k,250k,1M."
                            + " Published were 1k to 20k.")
    private @Nullable String operations;

    @Option(
            names = "--ops",
            paramLabel = "N",
            description =
                    "Operations a node while the put rate changes; published were 1,000, which take no longer here"
                            + " than starting them. Default: ${DEFAULT-VALUE}.")
    private int operationsOfPutSweep = 20_000;

    @Option(names = "--keys", paramLabel = "N", description = "Number of keys. Default: ${DEFAULT-VALUE}.")
    private int keys = 50;

    @Option(
            names = "--many-keys",
            paramLabel = "N",
            description =
                    "Number of keys of one more sweep, of 1k to 10k operations, 5k with --quick: the references' stores are chains as deep as"
                            + " there are keys that were put. 0: without it. Default: ${DEFAULT-VALUE}.")
    private int manyKeys = 10_000;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds that count. Default: 9; with --quick 3.")
    private @Nullable Integer rounds;

    @Option(names = "--warm-up", paramLabel = "N", description = "Rounds before those. Default: 30; with --quick 5.")
    private @Nullable Integer warmUpRounds;

    @Option(
            names = "--round-limit",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "A core that takes longer for a round is left out of the rest of that sweep. Default: 30s.")
    private Duration roundLimit = Duration.ofSeconds(30);

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the programs. Default: ${DEFAULT-VALUE}.")
    private long seed = 42;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            description =
                    "Heap of each node, half of it for new objects. References keep every put: what they can carry"
                            + " grows with it, and so does the time until they cannot. Default: ${DEFAULT-VALUE}.")
    private String heap = "256m";

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    PaperCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException, NodeStartException {
        Path work = Home.find().work();
        Files.createDirectories(work);
        Path directory = Files.createTempDirectory(work, "paper-");
        List<PaperBench.Plan> plans = plans(directory);
        // Before the load, so that a path that cannot be written costs nothing.
        Files.newOutputStream(html).close();
        Circumstances circumstances = new Circumstances(
                plans.getFirst().config().values().iterator().next(),
                heap,
                "espalier "
                        + String.join(
                                " ", spec.root().commandLine().getParseResult().originalArgs()),
                Environment.current());
        List<PanelResult> results;
        try (ProgramProgress progress = ProgramProgress.onErrorStream()) {
            results = PaperBench.run(
                    plans,
                    new ProgramNodeCommandLine(HeapFlags.of(heap, spec.commandLine())),
                    progress,
                    soFar -> Files.writeString(html, PaperPage.of(soFar, plans.size(), circumstances)));
        }
        boolean faults = results.stream().anyMatch(PanelResult::hasFaults);
        if (!faults) {
            // Otherwise the nodes' logs are what one wants to read.
            Folders.delete(directory);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                json
                        ? JsonReport.text(PaperJson.of(results, circumstances))
                        : "wrote " + html + (faults ? "; see it for what failed, and " + directory : "") + "\n");
        out.flush();
        return faults ? 1 : 0;
    }

    private List<PaperBench.Plan> plans(Path directory) throws NodeStartException {
        try {
            List<CoreIdentity> there = Cores.available(PaperCommand.class.getClassLoader()).stream()
                    .map(LoadedCore::identity)
                    .toList();
            List<PaperBench.Plan> plans = new ArrayList<>();
            for (Panel panel : Panel.named(panels)) {
                List<String> names =
                        new ArrayList<>(List.of(named(panel.core(), there).name()));
                for (String core : cores) {
                    if (panel.isCoveredBy(named(core, there).specification()) && !names.contains(core)) {
                        names.add(core);
                    }
                }
                plans.add(new PaperBench.Plan(panel, sweeps(names, directory)));
            }
            return plans;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Map<PanelSweep, ProgramConfig> sweeps(List<String> names, Path directory) {
        Map<PanelSweep, ProgramConfig> sweeps = new EnumMap<>(PanelSweep.class);
        String byNumber =
                operations != null ? operations : quick ? "1k,5k,20k,100k,250k,1M" : "1k,2k,5k,20k,100k,250k,500k,1M";
        String byPuts = puts != null ? puts : quick ? "20,50,70" : "20..70";
        int warmUp = warmUpRounds != null ? warmUpRounds : quick ? 5 : 30;
        sweeps.put(PanelSweep.N, config(names, "n=" + byNumber, keys, warmUp, directory));
        if (manyKeys != 0) {
            sweeps.put(
                    PanelSweep.N_OVER_MANY_KEYS,
                    config(
                            names,
                            quick ? "n=1k,2k,5k" : "n=1k,2k,5k,10k",
                            manyKeys,
                            PanelSweep.N_OVER_MANY_KEYS.warmUpRounds(warmUp),
                            directory));
        }
        sweeps.put(PanelSweep.PUT, config(names, "put=" + byPuts, keys, warmUp, directory));
        return sweeps;
    }

    private ProgramConfig config(List<String> names, String sweep, int keysOfSweep, int warmUp, Path directory) {
        return new ProgramConfig(
                nodes,
                names,
                Sweep.parse(sweep).points(new ProgramPoint(operationsOfPutSweep, keysOfSweep, HALF)),
                warmUp,
                ProgramConfig.WARM_UP_LIMIT,
                rounds != null ? rounds : quick ? 3 : 9,
                roundLimit,
                seed,
                SLICE,
                "none",
                directory);
    }

    private static CoreIdentity named(String name, List<CoreIdentity> there) {
        return there.stream()
                .filter(core -> core.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no core \"" + name + "\"; there are "
                        + there.stream().map(CoreIdentity::name).sorted().toList()));
    }
}
