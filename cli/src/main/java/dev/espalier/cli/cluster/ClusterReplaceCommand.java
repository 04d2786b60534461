package dev.espalier.cli.cluster;

import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.harness.NodeSpec;
import dev.espalier.cli.terminal.CommandFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replaces a node that is lost. */
@Command(
        name = "replace",
        mixinStandardHelpOptions = true,
        description = {
            "Replace a node that is lost, with its data, by a new one under the next number, and wait until that has all that the",
            "others have. The puts of the lost node that any other has stay."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  espalier cluster replace 3"})
final class ClusterReplaceCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "Number of the lost node.")
    private int id;

    @Mixin
    private ClusterDirectory directory = new ClusterDirectory();

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    ClusterReplaceCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        LocalCluster cluster = LocalCluster.open(directory.path());
        PrintWriter out = spec.commandLine().getOut();
        MembershipChange change = new MembershipChange(cluster, out);
        if (change.member(id).answers()) {
            throw new CommandFailedException("node " + id + " runs; espalier cluster remove " + id
                    + " has it leave with all its puts, then espalier cluster add");
        }
        Member asked = change.anyBut(id);
        NodeSpec next = cluster.planNext();
        long before = asked.epoch();
        asked.change(
                "NODE",
                "REPLACE",
                Integer.toString(id),
                next.id() + "@" + next.host() + ":" + next.peerPort());
        change.awaitAgreement(before + 1, id);
        cluster.forget(id, MembershipChange.GRACE);
        change.start(next);
        return 0;
    }
}
