package dev.espalier.cli.cluster;

import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.harness.NodeSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Adds a node to the running cluster. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "Add a node to the running cluster, with the settings of the others, and wait until it has all that they have.",
            "For nodes on other machines: NODE ADD id@host:peer-port at any member, then start the node with espalier serve."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  espalier cluster add", "  redis-cli -p 7001 NODE LIST"})
final class ClusterAddCommand implements Callable<Integer> {
    @Mixin
    private ClusterDirectory directory = new ClusterDirectory();

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    ClusterAddCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        LocalCluster cluster = LocalCluster.open(directory.path());
        PrintWriter out = spec.commandLine().getOut();
        MembershipChange change = new MembershipChange(cluster, out);
        NodeSpec next = cluster.planNext();
        Member asked = change.anyBut(next.id());
        asked.change("NODE", "ADD", next.id() + "@" + next.host() + ":" + next.peerPort());
        change.awaitAgreement(asked.epoch(), next.id());
        change.start(next);
        return 0;
    }
}
