package dev.espalier.cli.bench;

import dev.espalier.bench.harness.ClusterConfig;
import dev.espalier.bench.harness.FaultNetwork;
import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.kills.KillCampaign;
import dev.espalier.bench.kills.KillReport;
import dev.espalier.bench.kills.KillSettings;
import dev.espalier.cli.Home;
import dev.espalier.cli.cluster.NodeCommandLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Kills nodes of a cluster of its own, round after round, and checks that nothing is lost. */
@Command(
        name = "kills",
        mixinStandardHelpOptions = true,
        description = {
            "Start a cluster, and round after round kill nodes (SIGKILL) and break links between them (real sockets,"
                    + " through a proxy) under load.",
            "After each round every acknowledged put must be at every node and all nodes equal; at the end the history of"
                    + " all sessions must be causal+. The nodes run at durability always."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier bench kills                       20 rounds of three nodes",
            "  espalier bench kills --rounds 200 --seed 7",
            "  espalier bench kills --core vector-clock --nodes 5 --json",
            "",
            "Exit codes: 0 nothing lost, 1 violations found, 2 wrong usage."
        })
public final class KillsCommand implements Callable<Integer> {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration GRACE = Duration.ofSeconds(10);

    @Option(names = "--rounds", paramLabel = "N", description = "How many rounds. Default: ${DEFAULT-VALUE}.")
    private int rounds = 20;

    @Option(names = "--nodes", paramLabel = "N", description = "How many nodes. Default: ${DEFAULT-VALUE}.")
    private int nodes = 3;

    @Option(names = "--clients", paramLabel = "N", description = "How many clients at once. Default: ${DEFAULT-VALUE}.")
    private int clients = 6;

    @Option(
            names = "--load-ms",
            paramLabel = "MS",
            description = "How long clients go on in a round. Default: ${DEFAULT-VALUE}.")
    private int loadMillis = 2_000;

    @Option(names = "--seed", paramLabel = "N", description = "What faults are drawn from. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--core", paramLabel = "NAME", description = "The nodes' core. Default: ${DEFAULT-VALUE}.")
    private String core = "causal-plus";

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    KillsCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rounds < 1 || clients < 1 || nodes < 2 || loadMillis < 100) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rounds and --clients take numbers from 1 up, --nodes from 2 up and --load-ms from 100 up");
        }
        Path work = Home.find().work();
        Files.createDirectories(work);
        Path directory = Files.createTempDirectory(work, "kills-");
        PrintWriter out = spec.commandLine().getOut();
        try (FaultNetwork network = new FaultNetwork()) {
            NodeCommandLine line = new NodeCommandLine(Map.of(
                    "core", core,
                    "durability", "always",
                    "session-secret-file", directory.resolve("session-secret").toString()));
            LocalCluster cluster =
                    LocalCluster.start(new ClusterConfig(directory, nodes, "127.0.0.1", 0, START_LIMIT), node -> {
                        try {
                            return line.apply(network.rewired(node));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
            // Nodes outlive us if they are not ended, also when we are interrupted.
            Thread stop = new Thread(() -> end(cluster));
            Runtime.getRuntime().addShutdownHook(stop);
            KillReport report;
            try {
                report = KillCampaign.run(
                        cluster,
                        network,
                        new KillSettings(
                                rounds, clients, Duration.ofMillis(loadMillis), Duration.ofSeconds(60), seed),
                        text -> {
                            if (!json) {
                                out.println(text);
                                out.flush();
                            }
                        });
            } finally {
                Runtime.getRuntime().removeShutdownHook(stop);
                end(cluster);
            }
            show(report, directory, out);
            return report.passed() ? 0 : 1;
        }
    }

    private void show(KillReport report, Path directory, PrintWriter out) {
        if (json) {
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report));
        } else {
            report.violations().forEach(violation -> out.println("VIOLATION " + violation));
            out.printf(
                    "%d rounds, %d nodes killed, links broken in %d rounds, %d commands answered, %d puts acknowledged, %d"
                            + " without an answer, %.0f s: %s%n",
                    report.rounds(),
                    report.kills(),
                    report.networkFaults(),
                    report.operations(),
                    report.acknowledgedPuts(),
                    report.unanswered(),
                    report.seconds(),
                    report.passed()
                            ? "nothing lost, no violation, all nodes equal"
                            : "VIOLATIONS; the nodes' data and logs are in " + directory);
        }
        out.flush();
    }

    private static void end(LocalCluster cluster) {
        try {
            cluster.stop(GRACE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
