package dev.espalier.cli.cluster;

import dev.espalier.bench.harness.LocalCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes a node from the running cluster. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = {
            "Remove a node from the running cluster. One that runs leaves once the others have all its puts, and is stopped then;",
            "of one that does not, the others keep the puts that any of them has. Its data and log stay on disk, its number is not",
            "used again."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  espalier cluster remove 3"})
final class ClusterRemoveCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "Number of the node.")
    private int id;

    @Mixin
    private ClusterDirectory directory = new ClusterDirectory();

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    ClusterRemoveCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        LocalCluster cluster = LocalCluster.open(directory.path());
        PrintWriter out = spec.commandLine().getOut();
        MembershipChange change = new MembershipChange(cluster, out);
        Member leaving = change.member(id);
        Member other = change.anyBut(id);
        long before = other.epoch();
        (leaving.answers() ? leaving : other).change("NODE", "REMOVE", Integer.toString(id));
        change.awaitAgreement(before + 1, id);
        cluster.forget(id, MembershipChange.GRACE);
        out.printf("node %d is no member any more; %d nodes are left%n", id, cluster.nodes().size());
        out.flush();
        return 0;
    }
}
