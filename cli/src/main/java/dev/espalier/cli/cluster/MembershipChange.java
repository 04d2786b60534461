package dev.espalier.cli.cluster;

import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.harness.NodeSpec;
import dev.espalier.bench.harness.NodeState;
import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.store.config.NodeSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A change of the members of the local cluster: one node is asked, and all that run are waited for. */
final class MembershipChange {
    static final Duration GRACE = Duration.ofSeconds(10);

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration AGREEMENT = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 100;
    private static final long SAY_MILLIS = 1000;

    /** Settings that a new node has from the command line of the others: those that are not its own. */
    private static final List<String> OWN =
            List.of("node-id", "bind", "port", "peer-port", "data-dir", "peers");

    private final LocalCluster cluster;
    private final PrintWriter out;

    MembershipChange(LocalCluster cluster, PrintWriter out) {
        this.cluster = cluster;
        this.out = out;
    }

    /** The member of that number. */
    Member member(int id) {
        return cluster.nodes().stream()
                .filter(node -> node.id() == id)
                .findFirst()
                .map(node -> new Member(node.target()))
                .orElseThrow(() -> new CommandFailedException("there is no node " + id + "; it has "
                        + cluster.nodes().stream().map(NodeState::id).toList()));
    }

    /** A member that answers, other than {@code not}. */
    Member anyBut(int not) {
        return cluster.nodes().stream()
                .filter(node -> node.id() != not)
                .map(node -> new Member(node.target()))
                .filter(Member::answers)
                .findFirst()
                .orElseThrow(() -> new CommandFailedException("no other node answers; see espalier cluster status"));
    }

    /** Starts the node that {@code spec} plans and waits until it has caught up. */
    void start(NodeSpec spec) throws IOException, InterruptedException {
        NodeState started =
                cluster.startNext(spec, new NodeCommandLine(settingsOfTheOthers()).apply(spec), START);
        Member member = new Member(started.target());
        long until = System.nanoTime() + AGREEMENT.toNanos();
        long said = System.nanoTime();
        String before = "";
        while (!member.hasCaughtUp()) {
            if (System.nanoTime() - said >= SAY_MILLIS * 1_000_000) {
                said = System.nanoTime();
                String progress = member.progress();
                out.printf("node %d  %s%n", spec.id(), progress);
                out.flush();
                if (!progress.equals(before)) {
                    until = System.nanoTime() + AGREEMENT.toNanos();
                    before = progress;
                }
            }
            if (System.nanoTime() > until) {
                throw new CommandFailedException("node " + spec.id() + " is a member, but has not caught up: "
                        + member.progress() + "; see " + started.logFile());
            }
            Thread.sleep(POLL_MILLIS);
        }
        out.printf("node %d  %s  process %d  log %s%n", spec.id(), started.target(), started.pid(), started.logFile());
        out.flush();
    }

    private Map<String, String> settingsOfTheOthers() {
        Map<String, String> settings = new HashMap<>();
        for (String word : cluster.nodes().getFirst().command()) {
            int equals = word.indexOf('=');
            if (word.startsWith("--") && equals > 0) {
                String name = word.substring(2, equals);
                boolean isSetting = NodeSettings.ALL.stream().anyMatch(one -> one.name().equals(name));
                if (isSetting && !OWN.contains(name)) {
                    settings.put(name, word.substring(equals + 1));
                }
            }
        }
        return settings;
    }

    /** Waits until all nodes that answer, other than {@code not}, go by the membership {@code epoch} or a later one. */
    void awaitAgreement(long epoch, int not) throws IOException, InterruptedException {
        long until = System.nanoTime() + AGREEMENT.toNanos();
        for (NodeState node : cluster.nodes()) {
            Member member = new Member(node.target());
            while (node.id() != not && member.answers() && member.epoch() < epoch) {
                if (System.nanoTime() > until) {
                    throw new CommandFailedException("node " + node.id() + " still goes by membership " + member.epoch()
                            + " and not " + epoch + "; see its log, " + node.logFile());
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
    }
}
