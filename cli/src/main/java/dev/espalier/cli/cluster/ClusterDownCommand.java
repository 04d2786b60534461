package dev.espalier.cli.cluster;

import dev.espalier.bench.harness.LocalCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops the cluster. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stop the nodes. Their data and logs stay.",
        footerHeading = "%nExamples:%n",
        footer = {"  espalier cluster down", "  espalier cluster down --dir /tmp/trial"})
final class ClusterDownCommand implements Callable<Integer> {
    private static final Duration GRACE = Duration.ofSeconds(10);

    @Mixin
    private ClusterDirectory directory = new ClusterDirectory();

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    ClusterDownCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        LocalCluster cluster = LocalCluster.open(directory.path());
        List<Integer> killed = cluster.stop(GRACE);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%d nodes stopped; their data stays in %s%n", cluster.nodes().size(), directory.path());
        if (!killed.isEmpty()) {
            out.printf("nodes %s did not end within %d s and were killed%n", killed, GRACE.toSeconds());
        }
        out.flush();
        return 0;
    }
}
