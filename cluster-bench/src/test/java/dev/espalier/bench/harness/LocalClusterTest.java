package dev.espalier.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.bench.load.RedisServer;
import dev.espalier.bench.resp.RespClient;
import dev.espalier.bench.resp.RespReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClusterTest {
    private static final Duration GRACE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void startsStatusAndStops() throws IOException, InterruptedException {
        List<NodeSpec> specs = new ArrayList<>();
        RedisServer.assumeInstalled();
        LocalCluster cluster = LocalCluster.start(ClusterConfig.local(directory, 3), spec -> {
            specs.add(spec);
            return RedisServer.command(spec);
        });
        try {
            assertThat(specs).extracting(NodeSpec::id).containsExactly(1, 2, 3);
            assertThat(specs.get(1).peers()).extracting(Peer::id).containsExactly(1, 3);
            assertThat(specs.get(1).peers().getFirst().port())
                    .isEqualTo(specs.getFirst().peerPort());
            // Another process would find the cluster so.
            LocalCluster found = LocalCluster.open(directory);
            assertThat(found.nodes()).isEqualTo(cluster.nodes());
            assertThat(found.status()).extracting(NodeStatus::health).containsOnly(NodeStatus.Health.SERVING);
            assertThat(found.status().getFirst().info()).containsKeys("redis_version", "uptime_in_seconds");
            assertThat(found.targets()).hasSize(3);
            assertThat(found.stop(GRACE)).isEmpty();
        } finally {
            cluster.stop(GRACE);
        }
        assertThat(cluster.status()).extracting(NodeStatus::health).containsOnly(NodeStatus.Health.DOWN);
        assertThatThrownBy(() -> LocalCluster.open(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no cluster in");
    }

    @Test
    void killedNodeIsDownAndComesBack() throws IOException, InterruptedException {
        LocalCluster cluster = RedisServer.start(directory, 2);
        try {
            long before = cluster.nodes().get(1).pid();
            cluster.kill(2);
            assertThat(cluster.status())
                    .extracting(NodeStatus::health)
                    .containsExactly(NodeStatus.Health.SERVING, NodeStatus.Health.DOWN);
            assertThat(cluster.status().get(1).problem()).contains("is gone");
            cluster.kill(2);
            cluster.restart(2, Duration.ofMinutes(1));
            assertThat(cluster.nodes().get(1).pid()).isNotEqualTo(before);
            assertThat(cluster.nodes().get(1).target())
                    .isEqualTo(LocalCluster.open(directory).nodes().get(1).target());
            assertThat(LocalCluster.open(directory).status())
                    .extracting(NodeStatus::health)
                    .containsOnly(NodeStatus.Health.SERVING);
            assertThatThrownBy(() -> cluster.restart(2, GRACE)).hasMessageContaining("still runs");
            assertThatThrownBy(() -> cluster.kill(7)).hasMessageContaining("no node 7");
        } finally {
            cluster.stop(GRACE);
        }
    }

    @Test
    void secondClusterInADirectoryIsRefused() throws IOException, InterruptedException {
        LocalCluster cluster = RedisServer.start(directory, 1);
        try {
            assertThatThrownBy(() -> RedisServer.start(directory, 1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("already runs");
            assertThat(cluster.status()).extracting(NodeStatus::health).containsOnly(NodeStatus.Health.SERVING);
        } finally {
            cluster.stop(GRACE);
        }
    }

    @Test
    void nodeThatExitsIsReportedWithItsLog() throws IOException, InterruptedException {
        assertThatThrownBy(() -> LocalCluster.start(
                        ClusterConfig.local(directory, 2),
                        spec -> List.of("sh", "-c", "echo the disk is on fire; exit 3")))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining("node 1 exited while starting")
                .hasMessageContaining("the disk is on fire");
        assertThat(directory.resolve("cluster.json")).doesNotExist();
    }

    @Test
    void nodeThatIsNotReadyInTimeIsReportedAndEnded() throws IOException {
        ClusterConfig hasty = new ClusterConfig(directory, 1, "127.0.0.1", 0, Duration.ofMillis(300));
        Path pid = directory.resolve("pid");
        assertThatThrownBy(() -> LocalCluster.start(
                        hasty, spec -> List.of("sh", "-c", "echo thinking; echo $$ > " + pid + "; exec sleep 600")))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining("was not ready within 300 ms")
                .hasMessageContaining("thinking");
        long started = Long.parseLong(Files.readString(pid).trim());
        assertThat(ProcessHandle.of(started).filter(NodeProcess::isRunning)).isEmpty();
    }

    @Test
    void commandThatDoesNotExistIsNamed() {
        assertThatThrownBy(() ->
                        LocalCluster.start(ClusterConfig.local(directory, 1), spec -> List.of("/no/such/program")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/no/such/program");
    }

    @Test
    void nodeThatIgnoresTheRequestToEndIsKilled() throws IOException, InterruptedException {
        LocalCluster cluster = RedisServer.start(directory, 1);
        ProcessHandle process =
                ProcessHandle.of(cluster.nodes().getFirst().pid()).orElseThrow();
        // A stopped process gets SIGTERM only when it goes on.
        signal("-STOP", process.pid());
        assertThat(cluster.status()).extracting(NodeStatus::health).containsExactly(NodeStatus.Health.SILENT);
        assertThat(cluster.stop(Duration.ofMillis(100))).containsExactly(1);
        assertThat(NodeProcess.isRunning(process)).isFalse();
    }

    @Test
    void anotherProcessWithTheSameNumberIsLeftAlone() {
        ProcessHandle self = ProcessHandle.current();
        Instant started = self.info().startInstant().orElseThrow();
        assertThat(NodeProcess.find(self.pid(), started)).isPresent();
        assertThat(NodeProcess.find(self.pid(), started.minusSeconds(60))).isEqualTo(Optional.empty());
    }

    @Test
    void stateFileThatIsNoneIsRefused() throws IOException {
        Files.writeString(directory.resolve("cluster.json"), "{\"format\": 1, \"nodes\": 3");
        assertThatThrownBy(() -> LocalCluster.open(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a cluster's state");
        Files.writeString(directory.resolve("cluster.json"), "{\"format\": 2, \"nodes\": []}");
        assertThatThrownBy(() -> LocalCluster.open(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("format 2");
    }

    @Test
    void clientTalksToANode() throws IOException, InterruptedException {
        LocalCluster cluster = RedisServer.start(directory, 1);
        try (RespClient client = RespClient.connect(cluster.targets().getFirst(), GRACE)) {
            String large = "v".repeat(3_000_000);
            assertThat(client.call("SET", "k", large)).isEqualTo(new RespReply.Status("OK"));
            assertThat(client.call("MGET", "k", "none")).isInstanceOfSatisfying(RespReply.Many.class, many -> {
                assertThat(many.elements()).hasSize(2);
                assertThat(((RespReply.Bulk) many.elements().getFirst()).text()).isEqualTo(large);
                assertThat(many.elements().getLast()).isEqualTo(new RespReply.Null());
            });
            assertThat(client.call("NOSUCH")).isInstanceOf(RespReply.Failure.class);
            assertThat(client.call("DEL", "k")).isEqualTo(new RespReply.IntegerNumber(1));
        } finally {
            cluster.stop(GRACE);
        }
    }

    @Test
    void freePortsAreDifferent() throws IOException {
        List<Integer> ports = FreePorts.find("127.0.0.1", 40);
        assertThat(ports).hasSize(40).doesNotHaveDuplicates().allMatch(port -> port >= 20_000);
    }

    /** Otherwise a connection of anybody's may have a node's port while that node is being restarted. */
    @Test
    void freePortsAreNotThoseThatTheSystemGivesToConnections() throws IOException {
        Path range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
        assumeTrue(Files.exists(range), "only Linux tells which ports those are");
        int lowest;
        try (Scanner numbers = new Scanner(Files.newBufferedReader(range))) {
            lowest = numbers.nextInt();
        }
        assertThat(FreePorts.find("127.0.0.1", 40)).allMatch(port -> port < lowest);
    }

    @Test
    void anAddressOfAnotherMachineHasNoFreePorts() {
        assertThatThrownBy(() -> FreePorts.find("192.0.2.1", 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("192.0.2.1")
                .hasMessageContaining("name an address of this machine");
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
