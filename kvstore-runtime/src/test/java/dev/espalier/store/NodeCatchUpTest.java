package dev.espalier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.TestNodes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** A node that was away longer than the others keep puts for it. */
class NodeCatchUpTest {
    private static final String VALUE = "x".repeat(4096);

    /** More than twice what the limit keeps. */
    private static final int PUTS = 600;

    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    private Map<String, String> settings(int index, List<Integer> ports) {
        Map<String, String> settings = TestNodes.settings(index, ports, directory);
        settings.put("core", "causal-plus");
        settings.put("outbox-limit-bytes", "1048576");
        settings.put("peer-compression", index == 0 ? "zstd" : index == 1 ? "lz4" : "none");
        return settings;
    }

    @Test
    void whereNoSnapshotHelpsWritesAreRefusedIfThatIsAskedFor() throws Exception {
        List<Integer> ports = TestNodes.freePorts(2);
        Map<String, String> settings = TestNodes.settings(0, ports, directory);
        settings.put("outbox-limit-bytes", "1048576");
        settings.put("outbox-full", "refuse");
        Node first = nodes.add(TestNodes.start(settings));
        try (Jedis one = TestNodes.jedis(first)) {
            for (int i = 0; i < PUTS / 2; i++) {
                one.set("one" + i, VALUE);
            }
            TestNodes.await(
                    "writes to be refused", () -> one.info("replication").contains("writes_refused:the outbox holds"));
            assertThatThrownBy(() -> one.set("one more", "v"))
                    .hasMessageContaining("NOWRITES the outbox holds")
                    .hasMessageContaining("outbox-limit-bytes 1048576")
                    .hasMessageContaining("this core's state cannot be copied");
            assertThat(one.get("one0")).isEqualTo(VALUE);
            Node second = nodes.add(TestNodes.start(TestNodes.settings(1, ports, directory)));
            try (Jedis two = TestNodes.jedis(second)) {
                TestNodes.await("all puts", () -> two.dbSize() == PUTS / 2);
                TestNodes.await(
                        "writes to be taken again",
                        () -> one.info("replication").contains("writes_refused:\r"));
                one.set("one more", "v");
                TestNodes.await("it", () -> "v".equals(two.get("one more")));
            }
        }
    }

    @Test
    void itTakesASnapshotAndThenGoesOnByTheOutbox() throws Exception {
        List<Integer> ports = TestNodes.freePorts(3);
        Node first = nodes.add(TestNodes.start(settings(0, ports)));
        Node second = nodes.add(TestNodes.start(settings(1, ports)));
        Node third = nodes.add(TestNodes.start(settings(2, ports)));
        try (Jedis one = TestNodes.jedis(first);
                Jedis two = TestNodes.jedis(second)) {
            try (Jedis three = TestNodes.jedis(third)) {
                three.set("of three", "before");
                one.set("to be deleted", "x");
                TestNodes.await("all to meet", () -> two.dbSize() == 2 && three.dbSize() == 2 && one.dbSize() == 2);
            }
            third.close();
            one.del("to be deleted");
            for (int i = 0; i < PUTS; i++) {
                one.set("one" + i, VALUE);
                two.set("two" + i, VALUE);
            }
            one.setex("with deadline", 1000, "v");
            TestNodes.await(
                    "three to be cut off",
                    () -> peer3(one).contains("behind=yes")
                            && peer3(two).contains("behind=yes")
                            && outboxBytes(one) <= 1 << 20);
            Node again = nodes.add(TestNodes.start(settings(2, ports)));
            try (Jedis three = TestNodes.jedis(again)) {
                three.set("of three", "after");
                TestNodes.await("the snapshot", () -> three.info("replication").contains("snapshots_taken:1"));
                assertThat(three.info("replication")).doesNotContain("last_snapshot_ms:0\r");
                one.set("later", "by the outbox");
                TestNodes.await("what came later", () -> "by the outbox".equals(three.get("later")));
                TestNodes.await(
                        "nothing to be owed",
                        () -> peer3(one).contains("behind=no")
                                && peer3(one).contains("out=streaming")
                                && peer3(two).contains("out=streaming"));
                assertThat(peer3(one)).contains("compression=zstd");
                assertThat(peer3(two)).contains("compression=lz4");
                assertThat(three.get("one599")).isEqualTo(VALUE);
                assertThat(three.get("two0")).isEqualTo(VALUE);
                assertThat(three.get("to be deleted")).isNull();
                assertThat(three.ttl("with deadline")).isBetween(900L, 1000L);
                TestNodes.await(
                        "the puts of three",
                        () -> "after".equals(one.get("of three")) && "after".equals(two.get("of three")));
                assertThat(three.get("of three")).isEqualTo("after");
                assertThat(three.dbSize()).isEqualTo(one.dbSize()).isEqualTo(2 * PUTS + 3);
            }
            again.close();
            try (Jedis three = TestNodes.jedis(nodes.add(TestNodes.start(settings(2, ports))))) {
                assertThat(three.dbSize()).isEqualTo(2 * PUTS + 3);
                assertThat(three.get("one0")).isEqualTo(VALUE);
                TestNodes.await("the links", () -> peer3(one).contains("out=streaming"));
                three.set("last", "v");
                TestNodes.await("a put after the restart", () -> "v".equals(two.get("last")));
            }
        }
    }

    private static String peer3(Jedis node) {
        return node.info("replication")
                .lines()
                .filter(line -> line.startsWith("peer_3"))
                .findFirst()
                .orElse("");
    }

    private static long outboxBytes(Jedis node) {
        return node.info("replication")
                .lines()
                .filter(line -> line.startsWith("outbox_bytes:"))
                .mapToLong(line -> Long.parseLong(line.substring(13).strip()))
                .findFirst()
                .orElseThrow();
    }
}
