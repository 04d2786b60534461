package dev.espalier.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.bench.load.RedisServer;
import dev.espalier.bench.load.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places that are taken: ports that others hold, others that answer there, files where directories belong. */
class LocalClusterFaultTest {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final String HOST = "127.0.0.1";
    /** Leaves room for the ports of a cluster above it. */
    private static final int BASE_PORT_MAX = 65_000;

    private static final Function<NodeSpec, List<String>> SLEEPER = spec -> List.of("sleep", "600");

    private final List<AutoCloseable> others = new ArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void endOthers() throws Exception {
        for (AutoCloseable other : others) {
            other.close();
        }
    }

    @Test
    void portThatIsTakenIsNamedBeforeAnythingIsStarted() throws IOException {
        int taken = holdPort();
        for (int basePort : List.of(taken, taken - 1, taken - ClusterConfig.PEER_PORT_OFFSET)) {
            List<NodeSpec> asked = new ArrayList<>();
            ClusterConfig config = new ClusterConfig(directory, 2, HOST, basePort, GRACE);
            assertThatThrownBy(() -> LocalCluster.start(config, spec -> {
                        asked.add(spec);
                        return SLEEPER.apply(spec);
                    }))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(NodeStartException.class)
                    .hasMessageStartingWith("port " + taken + " of " + HOST + " cannot be listened on")
                    .hasMessageEndingWith("stop what listens there, or choose another base port");
            assertThat(asked).isEmpty();
            assertThat(directory.resolve("cluster.json")).doesNotExist();
        }
    }

    @Test
    void restartOnAPortThatIsTakenIsRefused() throws IOException, InterruptedException {
        LocalCluster cluster = RedisServer.start(directory, 1);
        try {
            NodeState node = cluster.nodes().getFirst();
            cluster.kill(1);
            try (ServerSocket holder = listenOnceFree(node.clientPort())) {
                assertThatThrownBy(() -> cluster.restart(1, GRACE))
                        .isInstanceOf(IOException.class)
                        .isNotInstanceOf(NodeStartException.class)
                        .hasMessageContaining("port " + holder.getLocalPort());
            }
            cluster.restart(1, Duration.ofMinutes(1));
            assertThat(cluster.status()).extracting(NodeStatus::health).containsExactly(NodeStatus.Health.SERVING);
        } finally {
            cluster.stop(GRACE);
        }
    }

    @Test
    void strangerThatAnswersInANodesPlaceIsNotTheNode() {
        ClusterConfig hasty = new ClusterConfig(directory, 1, HOST, 0, Duration.ofMillis(500));
        assertThatThrownBy(() -> LocalCluster.start(hasty, spec -> {
                    answerInPlaceOf(spec, "process_id:1");
                    return SLEEPER.apply(spec);
                }))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining("was not ready within 500 ms (somebody else answers at " + HOST)
                .hasMessageContaining("process 1, while node 1 is process");
    }

    @Test
    void exitIsReportedThoughAStrangerAnswers() {
        assertThatThrownBy(() -> LocalCluster.start(ClusterConfig.local(directory, 1), spec -> {
                    answerInPlaceOf(spec, "process_id:1");
                    return List.of("sh", "-c", "echo the port is taken; exit 3");
                }))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining("node 1 exited while starting (somebody else answers at " + HOST)
                .hasMessageContaining("the port is taken");
    }

    @Test
    void serverThatDoesNotTellItsProcessIsTakenForTheNode() throws IOException, InterruptedException {
        LocalCluster cluster = LocalCluster.start(ClusterConfig.local(directory, 1), spec -> {
            answerInPlaceOf(spec, "version:1");
            return SLEEPER.apply(spec);
        });
        try {
            assertThat(cluster.status().getFirst().info()).containsEntry("version", "1");
            assertThat(cluster.status().getFirst().health()).isEqualTo(NodeStatus.Health.SERVING);
        } finally {
            cluster.stop(GRACE);
        }
    }

    @Test
    void statusTellsAStrangerFromTheNode() throws IOException {
        ScriptedServer stranger = answer(0, "process_id:1");
        ProcessHandle self = ProcessHandle.current();
        ClusterStateFile.write(
                directory,
                List.of(new NodeState(
                        1,
                        HOST,
                        stranger.target().port(),
                        stranger.target().port(),
                        directory.toString(),
                        directory.resolve("node-1.log").toString(),
                        List.of("none"),
                        self.pid(),
                        self.info().startInstant().orElseThrow())));
        NodeStatus status = LocalCluster.open(directory).status().getFirst();
        assertThat(status.health()).isEqualTo(NodeStatus.Health.SILENT);
        assertThat(status.problem()).contains("somebody else answers at " + stranger.target(), "process 1");
        assertThat(status.info()).isEmpty();
    }

    @Test
    void failedStartShowsNothingOfEarlierOnes() {
        assertThatThrownBy(() -> failingStart("echo the disk is on fire; exit 3"))
                .hasMessageContaining("the disk is on fire");
        assertThatThrownBy(() -> failingStart("echo the roof too; exit 3"))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining("the roof too")
                .hasMessageNotContaining("the disk is on fire");
        assertThatThrownBy(() -> failingStart("exit 3"))
                .hasMessageContaining("it wrote nothing there")
                .hasMessageNotContaining("the roof too");
        assertThat(directory.resolve("node-1.log")).content().contains("the disk is on fire", "the roof too");
    }

    @Test
    void directoryThatCannotBeIsNamed() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertUnusable(file, "the cluster's directory " + file + " cannot be used: " + file + ": is a file");
        Path below = file.resolve("c");
        assertUnusable(below, "the cluster's directory " + below + " cannot be used: ");
        // Nobody, however mighty, makes directories there.
        Path never = Path.of("/proc/self/espalier");
        assertUnusable(never, "the cluster's directory " + never + " cannot be used: ");
        Path home = directory.resolve("c");
        Files.createDirectory(home);
        Path taken = Files.createFile(home.resolve("node-1"));
        assertUnusable(home, "node 1's directory " + taken + " cannot be used: " + taken + ": is a file");
    }

    private static void assertUnusable(Path clusterDirectory, String problem) {
        assertThatThrownBy(() -> LocalCluster.start(ClusterConfig.local(clusterDirectory, 1), SLEEPER))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(problem)
                .hasMessageEndingWith("choose another directory, or clear the way");
    }

    private LocalCluster failingStart(String script) throws IOException, InterruptedException {
        return LocalCluster.start(ClusterConfig.local(directory, 1), spec -> List.of("sh", "-c", script));
    }

    private int holdPort() throws IOException {
        while (true) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST));
            others.add(socket);
            if (socket.getLocalPort() <= BASE_PORT_MAX) {
                return socket.getLocalPort();
            }
        }
    }

    /** The system may free the port of a killed process a moment after that is gone. */
    private static ServerSocket listenOnceFree(int port) throws IOException {
        long until = System.nanoTime() + GRACE.toNanos();
        while (true) {
            try {
                return new ServerSocket(port, 1, InetAddress.getByName(HOST));
            } catch (BindException e) {
                if (System.nanoTime() - until >= 0) {
                    throw e;
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private void answerInPlaceOf(NodeSpec spec, String info) {
        try {
            answer(spec.clientPort(), info);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ScriptedServer answer(int port, String info) throws IOException {
        ScriptedServer server = new ScriptedServer(
                port,
                (command, number) -> ScriptedServer.Answer.send(
                        command.equals("PING") ? "+PONG\r\n" : "$" + (info.length() + 2) + "\r\n" + info + "\r\n\r\n"));
        others.add(server);
        return server;
    }
}
