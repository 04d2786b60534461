package dev.espalier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.NodeId;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.fixture.HoldingInterceptor;
import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.TestNodes;
import dev.espalier.store.fixture.VectorCore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Links that must stop: too much waits behind them, or the two ends no longer share a history. */
class NodeLinksTest {
    private static final int PENDING_LIMIT = 10;
    private static final int PUTS = 500;

    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    @Test
    void aLinkPausesAtThePendingLimitAndResumesWithoutLoss() throws Exception {
        List<Integer> ports = TestNodes.freePorts(3);
        HoldingInterceptor slow = new HoldingInterceptor(new NodeId(1));
        Map<String, String> third = TestNodes.settings(2, ports, directory);
        third.put("pending-limit", Integer.toString(PENDING_LIMIT));
        VectorCore core = new VectorCore();
        Node first = nodes.add(TestNodes.start(TestNodes.settings(0, ports, directory)));
        Node second = nodes.add(TestNodes.start(TestNodes.settings(1, ports, directory)));
        Node receiver = nodes.add(Node.start(NodeConfig.of(third), core, TestNodes.identity(core), slow));
        try (Jedis here = TestNodes.jedis(first);
                Jedis there = TestNodes.jedis(second);
                Jedis onReceiver = TestNodes.jedis(receiver)) {
            here.set("cause", "yes");
            TestNodes.await("the cause on node 2", () -> "yes".equals(there.get("cause")));
            for (int i = 0; i < PUTS; i++) {
                there.set("effect" + i, "v" + i);
            }
            TestNodes.await("the cause to be held back", () -> slow.heldCount() == 1);
            TestNodes.await(
                    "the pause to show",
                    () -> onReceiver.info("replication").contains("in=paused")
                            && there.info("replication").contains("lag=" + (PUTS - PENDING_LIMIT)));
            assertThat(onReceiver.info("replication"))
                    .contains("received=" + PENDING_LIMIT + ",pending=" + PENDING_LIMIT);
            assertThat(onReceiver.dbSize()).isZero();
            assertThat(onReceiver.set("own", "served meanwhile")).isEqualTo("OK");
            TestNodes.await("the other direction to go on", () -> there.get("own") != null);
            slow.open();
            TestNodes.await("all to be applied", () -> onReceiver.dbSize() == PUTS + 2);
            for (int i = 0; i < PUTS; i++) {
                assertThat(onReceiver.get("effect" + i)).isEqualTo("v" + i);
            }
            assertThat(onReceiver.info("replication")).doesNotContain("in=paused");
            TestNodes.await(
                    "nothing to be owed", () -> there.info("replication").contains("lag=0"));
        }
    }

    @Test
    void aNodeThatLostItsPutsIsToldAndItsNumbersAreNotUsedAgain() throws Exception {
        List<Integer> ports = TestNodes.freePorts(2);
        Map<String, String> loser = TestNodes.settings(0, ports, directory);
        Node first = nodes.add(TestNodes.start(loser));
        Node second = nodes.add(TestNodes.start(TestNodes.settings(1, ports, directory)));
        try (Jedis here = TestNodes.jedis(first);
                Jedis there = TestNodes.jedis(second)) {
            for (int i = 0; i < 5; i++) {
                here.set("old" + i, "v");
            }
            TestNodes.await("the puts on node 2", () -> there.dbSize() == 5);
        }
        first.close();
        deleteTree(directory.resolve("node1"));
        Node forgetful = nodes.add(TestNodes.start(loser));
        try (Jedis here = TestNodes.jedis(forgetful);
                Jedis there = TestNodes.jedis(second)) {
            TestNodes.await("the loss to show", () -> here.info("replication").contains("out=refused"));
            assertThat(here.info("replication"))
                    .contains("node n1 has come back with another data-dir than it had")
                    .contains("restore the older data-dir");
            TestNodes.await("it to show there", () -> there.info("replication").contains("out=diverged"));
            assertThat(there.info("replication")).contains("has come back with another data-dir than it had");
            // More puts than were lost: by number alone, the sixth would follow the peer's fifth.
            for (int i = 0; i < 20; i++) {
                here.set("new" + i, "v");
            }
            staysRefused(here, there);
        }
        forgetful.close();
        Node again = nodes.add(TestNodes.start(loser));
        try (Jedis here = TestNodes.jedis(again);
                Jedis there = TestNodes.jedis(second)) {
            staysRefused(here, there);
        }
    }

    /** Watches for as long as it takes to try at least twice more: attempts are at most a second apart. */
    private static void staysRefused(Jedis here, Jedis there) throws Exception {
        TestNodes.await("the link to be refused", () -> here.info("replication").contains("out=refused"));
        long started = System.nanoTime();
        TestNodes.await("two more attempts", () -> {
            assertThat(here.info("replication")).doesNotContain("out=streaming");
            return System.nanoTime() - started > 2_500_000_000L;
        });
        assertThat(there.dbSize()).isEqualTo(5);
        assertThat(there.get("new6")).isNull();
    }

    private static void deleteTree(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
