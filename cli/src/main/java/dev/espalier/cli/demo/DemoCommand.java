package dev.espalier.cli.demo;

import dev.espalier.bench.check.CausalPlusChecker;
import dev.espalier.bench.check.Verdict;
import dev.espalier.bench.harness.ClusterConfig;
import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.harness.NodeStatus;
import dev.espalier.bench.history.History;
import dev.espalier.bench.history.HistoryRecorder;
import dev.espalier.bench.load.ConvergenceCheck;
import dev.espalier.bench.load.ConvergenceReport;
import dev.espalier.bench.load.Extent;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.load.LoadReport;
import dev.espalier.bench.load.LoadRun;
import dev.espalier.bench.resp.Target;
import dev.espalier.cli.Folders;
import dev.espalier.cli.Home;
import dev.espalier.cli.cluster.NodeCommandLine;
import dev.espalier.cli.core.CheckLine;
import dev.espalier.cli.core.CoreFolder;
import dev.espalier.cli.core.CoreVerification;
import dev.espalier.cli.core.GateProgress;
import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.cli.terminal.LoadProgress;
import dev.espalier.core.Certificate;
import dev.espalier.store.config.NodeSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole way in one command: proof, translation, cluster, load, verdict, figures. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Check the core's proof, translate it, start three nodes that run it, load them through all three, check"
                    + " what the sessions saw for causal+, and print the figures.",
            "Without a prover it runs from the certificate and says that the proof was not re-checked."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  espalier demo", "  espalier demo --ops 1000000 --put 20", "  espalier demo --no-prover"})
public final class DemoCommand implements Callable<Integer> {
    private static final String JUDGED = "strong/causal+";
    private static final Duration CONVERGENCE_PATIENCE = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(10);

    @Option(names = "--core", paramLabel = "NAME", description = "The core to run. Default: ${DEFAULT-VALUE}.")
    private String core = NodeSettings.DEFAULT_CORE;

    @Option(names = "--nodes", paramLabel = "N", description = "Number of nodes. Default: ${DEFAULT-VALUE}.")
    private int nodes = 3;

    @Option(names = "--ops", paramLabel = "N", description = "Operations to measure. Default: ${DEFAULT-VALUE}.")
    private long operations = 400_000;

    @Option(names = "--put", paramLabel = "PERCENT", description = "Share of puts. Default: ${DEFAULT-VALUE}.")
    private int put = 50;

    @Option(names = "--keys", paramLabel = "N", description = "Number of keys. Default: ${DEFAULT-VALUE}.")
    private int keys = 500;

    @Option(
            names = {"-c", "--connections"},
            paramLabel = "N",
            description = "Connections, spread over the nodes. Default: ${DEFAULT-VALUE}.")
    private int connections = 24;

    @Option(
            names = {"-P", "--pipeline"},
            paramLabel = "N",
            description = "Operations in flight on each connection. Default: ${DEFAULT-VALUE}.")
    private int pipeline = 8;

    @Option(names = "--no-prover", description = "Do not run the prover even if there is one.")
    private boolean noProver;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    DemoCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Home home = Home.find();
        validate();
        CoreFolder folder = CoreFolder.of(home, core);
        Certificate certificate = folder.certificate();
        if (!certificate.specificationName().equals(JUDGED)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the demo judges by " + JUDGED + ", and core " + core + " refines "
                            + certificate.specificationName() + ", which promises less; run it with"
                            + " `espalier cluster up --core " + core + "`");
        }

        DemoReport.step(out, 1, "the proof, the translation and the certificate of core " + core);
        List<CheckLine> checks = CoreVerification.run(home, folder, !noProver, new GateProgress());
        DemoReport.certificate(out, certificate, checks);
        if (!CoreVerification.passed(checks)) {
            throw new CommandFailedException("core " + core + " does not match its certificate; nothing was started");
        }

        DemoReport.step(out, 2, nodes + " nodes as separate processes");
        Files.createDirectories(home.work());
        Path directory = Files.createTempDirectory(home.work(), "demo-");
        LocalCluster cluster =
                LocalCluster.start(ClusterConfig.local(directory, nodes), new NodeCommandLine(Map.of("core", core)));
        // Nodes outlive the process that started them, so an interrupted demo has to end them too.
        Thread stop = new Thread(() -> stop(cluster), "stop the demo's nodes");
        Runtime.getRuntime().addShutdownHook(stop);
        boolean good;
        try {
            for (NodeStatus node : cluster.status()) {
                DemoReport.node(out, node);
            }
            good = loadAndJudge(out, cluster.targets());
        } finally {
            stop(cluster);
            Runtime.getRuntime().removeShutdownHook(stop);
        }
        if (good) {
            Folders.delete(directory);
        } else {
            out.printf("data and logs of the nodes: %s%n", directory);
            out.flush();
        }
        return good ? 0 : 1;
    }

    private static void stop(LocalCluster cluster) {
        try {
            cluster.stop(GRACE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Refuses what cannot be run before anything is started. */
    private void validate() {
        try {
            var unused = ClusterConfig.local(Path.of("demo"), nodes);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        var unused = config(IntStream.rangeClosed(1, nodes)
                .mapToObj(node -> new Target("127.0.0.1", node))
                .toList());
    }

    private boolean loadAndJudge(PrintWriter out, List<Target> targets) throws IOException, InterruptedException {
        LoadConfig config = config(targets);
        DemoReport.step(out, 3, "load: " + DemoReport.describe(config));
        HistoryRecorder recorder = new HistoryRecorder();
        LoadReport report;
        try (LoadProgress progress = LoadProgress.onErrorStream()) {
            report = LoadRun.run(config, progress, recorder);
        }
        ConvergenceReport convergence = ConvergenceCheck.await(targets, report.keySpace(), CONVERGENCE_PATIENCE);

        DemoReport.step(out, 4, "what the sessions saw");
        History history = recorder.history();
        Verdict verdict = CausalPlusChecker.check(history);
        DemoReport.figures(out, report, convergence, verdict);
        return verdict.passed() && convergence.converged() && report.errors().isEmpty();
    }

    private LoadConfig config(List<Target> targets) {
        try {
            return LoadConfig.builder(targets)
                    .connections(connections)
                    .pipeline(pipeline)
                    .putPercent(put)
                    .keys(keys)
                    .extent(new Extent.Operations(operations))
                    .warmUp(Duration.ofSeconds(2))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
