package dev.espalier.cli.cluster;

import dev.espalier.bench.harness.NodeSpec;
import dev.espalier.cli.ThisJvm;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The command line of a node process: this JVM and class path again, with {@code serve}. */
public final class NodeCommandLine implements Function<NodeSpec, List<String>> {
    private final Map<String, String> settings;

    /** Nodes with these settings (key to value, as in a node's configuration) besides those of their place. */
    public NodeCommandLine(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
    }

    @Override
    public List<String> apply(NodeSpec node) {
        // A node out of memory must end, not hang: it recovers from its log.
        List<String> line = ThisJvm.running("dev.espalier.cli.Main", List.of("-Xmx2g", "-XX:+ExitOnOutOfMemoryError"));
        line.addAll(List.of(
                "serve",
                "--node-id=" + node.id(),
                "--bind=" + node.host(),
                "--port=" + node.clientPort(),
                "--peer-port=" + node.peerPort(),
                "--data-dir=" + node.dataDirectory(),
                "--peers="
                        + node.peers().stream()
                                .map(peer -> peer.id() + "@" + peer.host() + ":" + peer.port())
                                .collect(Collectors.joining(","))));
        settings.forEach((name, value) -> line.add("--" + name + "=" + value));
        return line;
    }
}
