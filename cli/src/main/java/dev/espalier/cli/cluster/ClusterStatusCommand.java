package dev.espalier.cli.cluster;

import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.harness.NodeStatus;
import dev.espalier.bench.report.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Says how the nodes are. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show how each node is. Exit code 1 unless all serve.",
        footerHeading = "%nExamples:%n",
        footer = {"  espalier cluster status", "  espalier cluster status --json"})
final class ClusterStatusCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print JSON: everything that each node says of itself.")
    private boolean json;

    @Mixin
    private ClusterDirectory directory = new ClusterDirectory();

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    ClusterStatusCommand() {}

    @Override
    public Integer call() throws IOException {
        List<NodeStatus> nodes = LocalCluster.open(directory.path()).status();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(nodes));
        } else {
            out.print(table(nodes));
        }
        out.flush();
        return nodes.stream().allMatch(node -> node.health() == NodeStatus.Health.SERVING) ? 0 : 1;
    }

    private static String table(List<NodeStatus> nodes) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("node", "clients", "process", "state", "core", "verified", "keys", "pending", "replication", "problem"));
        for (NodeStatus node : nodes) {
            rows.add(List.of(
                    Integer.toString(node.id()),
                    node.target().toString(),
                    Long.toString(node.pid()),
                    node.health().name().toLowerCase(Locale.ROOT),
                    node.info().getOrDefault("core_name", "-"),
                    node.info().getOrDefault("core_verified", "-"),
                    keys(node),
                    node.info().getOrDefault("puts_pending", "-"),
                    replication(node),
                    node.problem() == null ? "" : node.problem()));
        }
        return TextTable.ofWords(rows);
    }

    /** What keeps replicas apart, as far as the node knows: its own catching up, and the peers that must. */
    private static String replication(NodeStatus node) {
        String catchingUp = node.info().getOrDefault("catching_up", "");
        if (!catchingUp.isEmpty()) {
            return "catching up, " + catchingUp.split(",", 2)[0].replace("step=", "");
        }
        long behind = node.info().entrySet().stream()
                .filter(line -> line.getKey().startsWith("peer_") && line.getValue().contains("behind=yes"))
                .count();
        return node.info().isEmpty() ? "-" : behind == 0 ? "ok" : behind + " peers behind";
    }

    /** INFO has the number of keys as Redis has it: {@code db0:keys=3,expires=0,...}. */
    private static String keys(NodeStatus node) {
        return node.info().getOrDefault("db0", "keys=-").split(",", 2)[0].replace("keys=", "");
    }
}
