package dev.espalier.bench.versus;

import dev.espalier.bench.harness.ClusterConfig;
import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.harness.NodeSpec;
import dev.espalier.bench.resp.RespClient;
import dev.espalier.bench.resp.RespReply;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Redis server and its replicas, each with an append-only file that is synced every second. */
public final class RedisServers {
    private static final Duration REPLY_LIMIT = Duration.ofSeconds(10);
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final long LINK_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long POLL_MILLIS = 50;

    private RedisServers() {}

    /**
     * Starts them, the first the one that takes writes, and waits until every replica has its link.
     *
     * @param binary the server to run, as in {@code redis-server}
     * @param servers how many, replicas included
     * @throws IOException if one does not start or a replica finds no link; all are ended then
     */
    public static LocalCluster start(Path directory, String binary, int servers)
            throws IOException, InterruptedException {
        int[] primaryPort = new int[1];
        LocalCluster cluster =
                LocalCluster.start(new ClusterConfig(directory, servers, "127.0.0.1", 0, START_LIMIT), spec -> {
                    if (spec.id() == 1) {
                        primaryPort[0] = spec.clientPort();
                    }
                    return command(binary, spec, primaryPort[0]);
                });
        try {
            for (Target replica : cluster.targets().subList(1, servers)) {
                awaitLink(replica);
            }
            return cluster;
        } catch (IOException | InterruptedException e) {
            cluster.stop(Duration.ofSeconds(1));
            throw e;
        }
    }

    private static List<String> command(String binary, NodeSpec spec, int primaryPort) {
        List<String> line = new ArrayList<>(List.of(
                binary,
                "--bind",
                spec.host(),
                "--port",
                Integer.toString(spec.clientPort()),
                "--dir",
                spec.dataDirectory().toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                "--save",
                ""));
        if (spec.id() > 1) {
            line.addAll(List.of("--replicaof", spec.host(), Integer.toString(primaryPort)));
        }
        return line;
    }

    private static void awaitLink(Target replica) throws IOException, InterruptedException {
        long until = System.nanoTime() + LINK_LIMIT_NANOS;
        while (true) {
            try (RespClient client = RespClient.connect(replica, REPLY_LIMIT)) {
                RespReply info = client.call("INFO", "replication");
                if (info instanceof RespReply.Bulk bulk && bulk.text().contains("master_link_status:up")) {
                    return;
                }
            }
            if (System.nanoTime() - until >= 0) {
                throw new IOException("the Redis replica " + replica + " has no link to its primary after 30 s; see"
                        + " its log beside its data");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }
}
