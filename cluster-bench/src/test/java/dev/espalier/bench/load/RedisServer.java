package dev.espalier.bench.load;

import dev.espalier.bench.harness.ClusterConfig;
import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.harness.NodeSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Redis servers as nodes: real processes that speak RESP. */
public final class RedisServer {
    private RedisServer() {}

    /** Skips the calling test where there is no redis-server. */
    public static void assumeInstalled() {
        boolean found = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "redis-server")));
        Assumptions.assumeTrue(found, "redis-server is not installed; it serves as the node under load here");
    }

    /** The command line of an empty server without persistence. */
    public static List<String> command(NodeSpec node) {
        return List.of(
                "redis-server",
                "--port",
                Integer.toString(node.clientPort()),
                "--bind",
                node.host(),
                "--dir",
                node.dataDirectory().toString(),
                "--save",
                "",
                "--appendonly",
                "no");
    }

    /** Starts servers that know nothing of each other. */
    public static LocalCluster start(Path directory, int servers) throws IOException, InterruptedException {
        assumeInstalled();
        return LocalCluster.start(ClusterConfig.local(directory, servers), RedisServer::command);
    }
}
