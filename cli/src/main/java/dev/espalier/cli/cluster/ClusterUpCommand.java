package dev.espalier.cli.cluster;

import dev.espalier.bench.harness.ClusterConfig;
import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.harness.NodeState;
import dev.espalier.bench.harness.NodeStatus;
import dev.espalier.store.config.NodeSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the cluster. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Start the nodes and wait until each answers.",
            "Data from an earlier cluster in the same directory is taken up again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier cluster up",
            "  espalier cluster up --nodes 5 --base-port 9001",
            "  espalier cluster up --durability always --dir /tmp/trial"
        })
final class ClusterUpCommand implements Callable<Integer> {
    @Option(names = "--nodes", paramLabel = "N", description = "Number of nodes. Default: ${DEFAULT-VALUE}.")
    private int nodes = 3;

    @Option(
            names = "--base-port",
            paramLabel = "PORT",
            description = "Clients reach node i at this port + i - 1; peers at a port 100 above. 0 takes free ports."
                    + " Default: ${DEFAULT-VALUE}.")
    private int basePort = 7001;

    @Option(names = "--core", paramLabel = "NAME", description = "The core to run. Default: ${DEFAULT-VALUE}.")
    private String core = NodeSettings.DEFAULT_CORE;

    @Option(
            names = "--durability",
            paramLabel = "LEVEL",
            description = "always, everysec or none; see `espalier serve --help`. Default: ${DEFAULT-VALUE}.")
    private String durability = "everysec";

    @Mixin
    private ClusterDirectory directory = new ClusterDirectory();

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    ClusterUpCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path secret = directory.path().resolve("session-secret");
        LocalCluster cluster = LocalCluster.start(
                config(),
                new NodeCommandLine(
                        Map.of("core", core, "durability", durability, "session-secret-file", secret.toString())));
        PrintWriter out = spec.commandLine().getOut();
        for (NodeState node : cluster.nodes()) {
            out.printf("node %d  %s  process %d  log %s%n", node.id(), node.target(), node.pid(), node.logFile());
        }
        NodeState first = cluster.nodes().getFirst();
        out.printf("talk to it: redis-cli -h %s -p %d%n", first.host(), first.clientPort());
        sayWhichCoreRuns(cluster.status(), out);
        out.flush();
        return 0;
    }

    /** Data goes on with the core that it was made by or swapped to, whatever is asked for here. */
    private void sayWhichCoreRuns(List<NodeStatus> nodes, PrintWriter out) {
        String others = nodes.stream()
                .map(node -> node.info().getOrDefault("core_name", core))
                .filter(running -> !running.equals(core))
                .distinct()
                .collect(Collectors.joining(" and "));
        if (!others.isEmpty()) {
            String targets =
                    nodes.stream().map(node -> node.target().toString()).collect(Collectors.joining(","));
            out.printf(
                    "the data is of core %s and the nodes go on with it, not with %s; to change that:"
                            + " espalier core swap %s --target %s%n",
                    others, core, core, targets);
        }
    }

    private ClusterConfig config() {
        try {
            return new ClusterConfig(directory.path(), nodes, "127.0.0.1", basePort, Duration.ofSeconds(60));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
