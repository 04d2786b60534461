package dev.espalier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.fixture.LinkProxy;
import dev.espalier.store.fixture.SpawnedNode;
import dev.espalier.store.fixture.TestNodes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/** Nodes in processes of their own, over wires that are cut: what AntidoteDB was known to lose. */
class NodePartitionTest {
    private static final int NODES = 3;
    private static final int ROUNDS = 2;
    private static final String VALUE = "x".repeat(2048);

    @TempDir
    Path directory;

    private final List<AutoCloseable> open = new ArrayList<>();
    private List<Integer> ports = List.of();
    private LinkProxy[][] wires = {};

    /** Settings by which every node reaches every other by a wire of its own. */
    private Map<String, String> settings(int node) {
        Map<String, String> settings = TestNodes.settings(node, ports, directory);
        List<String> peers = new ArrayList<>();
        for (int other = 0; other < NODES; other++) {
            if (other != node) {
                peers.add((other + 1) + "@127.0.0.1:" + wires[node][other].port());
            }
        }
        settings.put("peers", String.join(",", peers));
        settings.put("core", "causal-plus");
        settings.put("outbox-limit-bytes", "1048576");
        return settings;
    }

    private void wire() throws IOException {
        ports = TestNodes.freePorts(NODES);
        wires = new LinkProxy[NODES][NODES];
        for (int from = 0; from < NODES; from++) {
            for (int to = 0; to < NODES; to++) {
                if (from != to) {
                    wires[from][to] = new LinkProxy(ports.get(to));
                    open.add(wires[from][to]);
                }
            }
        }
    }

    private SpawnedNode start(int node) throws IOException {
        SpawnedNode started = SpawnedNode.ready(settings(node));
        open.add(started);
        return started;
    }

    /** Cuts {@code node} off from the others, or joins it again. */
    private void isolate(int node, boolean cut) {
        for (int other = 0; other < NODES; other++) {
            for (LinkProxy wire :
                    other == node ? new LinkProxy[0] : new LinkProxy[] {wires[node][other], wires[other][node]}) {
                if (cut) {
                    wire.cut();
                } else {
                    wire.heal();
                }
            }
        }
    }

    private static void put(Jedis node, String prefix, int count, String value) {
        Pipeline pipeline = node.pipelined();
        for (int i = 0; i < count; i++) {
            pipeline.set(prefix + i, value + i);
        }
        pipeline.sync();
    }

    private static void assertHas(Jedis node, String prefix, int count, String value) {
        for (int i = 0; i < count; i++) {
            assertThat(node.get(prefix + i)).isEqualTo(value + i);
        }
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @Test
    @DisplayName("AntidoteDB #489: adds on both sides of a partition are lost")
    void addsOnBothSidesOfAPartitionAreNotLost() throws Exception {
        wire();
        SpawnedNode first = start(0);
        SpawnedNode second = start(1);
        SpawnedNode third = start(2);
        try (Jedis one = first.jedis();
                Jedis two = second.jedis();
                Jedis three = third.jedis()) {
            one.set("before", "v");
            TestNodes.await("all to meet", () -> "v".equals(two.get("before")) && "v".equals(three.get("before")));
            isolate(2, true);
            // Few enough that the outboxes hold them.
            put(one, "one", 100, "a");
            put(two, "two", 100, "b");
            put(three, "three", 100, "c");
            three.set("before", "of three");
            three.del("three99");
            assertThat(three.get("one0")).isNull();
            isolate(2, false);
            for (Jedis node : List.of(one, two, three)) {
                TestNodes.await("all adds", () -> node.dbSize() == 300);
                assertHas(node, "one", 100, "a");
                assertHas(node, "two", 100, "b");
                assertHas(node, "three", 99, "c");
                assertThat(node.get("before")).isEqualTo("of three");
            }
            assertThat(three.info("replication")).contains("snapshots_taken:0");
            // And so many that they do not; both sides go on writing all the while.
            isolate(2, true);
            put(one, "one", 800, VALUE);
            put(two, "two", 800, VALUE);
            put(three, "three", 800, VALUE);
            TestNodes.await(
                    "three to be cut off",
                    () -> behind(one).contains("3") && behind(two).contains("3"));
            // What nobody is kept any more leaves the outbox with the next commit; until then a snapshot is not needed.
            put(one, "one", 1, VALUE);
            put(two, "two", 1, VALUE);
            TestNodes.await("the outboxes to let go", () -> outboxStart(one) > 200 && outboxStart(two) > 200);
            isolate(2, false);
            TestNodes.await("a snapshot", () -> three.info("replication").contains("snapshots_taken:1"));
            for (Jedis node : List.of(one, two, three)) {
                TestNodes.await(
                        "all to converge",
                        () -> (VALUE + "799").equals(node.get("one799"))
                                && (VALUE + "799").equals(node.get("two799"))
                                && (VALUE + "799").equals(node.get("three799")));
                assertHas(node, "one", 800, VALUE);
                assertHas(node, "two", 800, VALUE);
                assertHas(node, "three", 800, VALUE);
                assertThat(node.dbSize()).isEqualTo(2401);
            }
        }
    }

    /** The number of the first put of its own that {@code node} still holds for a peer. */
    private static long outboxStart(Jedis node) {
        return node.info("replication")
                .lines()
                .filter(line -> line.startsWith("outbox_start:"))
                .mapToLong(line -> Long.parseLong(line.substring("outbox_start:".length())))
                .findFirst()
                .orElseThrow();
    }

    /** The peers that have to take a snapshot, as {@code node} sees it. */
    private static String behind(Jedis node) {
        StringBuilder ids = new StringBuilder();
        node.info("replication")
                .lines()
                .filter(line -> line.startsWith("peer_") && line.contains("behind=yes"))
                .forEach(line -> ids.append(line.charAt(5)));
        return ids.toString();
    }

    @Test
    @DisplayName("AntidoteDB #420: a node that restarts never catches up")
    void aNodeThatRestartsCatchesUpWheneverItIsKilled() throws Exception {
        wire();
        SpawnedNode first = start(0);
        SpawnedNode second = start(1);
        SpawnedNode third = start(2);
        try (Jedis one = first.jedis();
                Jedis two = second.jedis()) {
            for (int round = 0; round < ROUNDS; round++) {
                try (Jedis three = third.jedis()) {
                    three.set("of three", "round " + round);
                }
                third.kill();
                third.close();
                put(one, "one", 800, VALUE + round);
                put(two, "two", 400, VALUE + round);
                TestNodes.await("three to be cut off", () -> behind(one).contains("3"));
                // Gone again while it is catching up, a little later each time.
                SpawnedNode interrupted = start(2);
                TimeUnit.MILLISECONDS.sleep(80L * (round + 1));
                interrupted.kill();
                interrupted.close();
                third = start(2);
                String last = VALUE + round;
                try (Jedis three = third.jedis()) {
                    TestNodes.await(
                            "it to catch up",
                            () -> (last + "799").equals(three.get("one799"))
                                    && (last + "399").equals(three.get("two399")));
                    assertHas(three, "one", 800, last);
                    assertHas(three, "two", 400, last);
                    String own = "round " + round;
                    assertThat(three.get("of three")).isEqualTo(own);
                    TestNodes.await(
                            "its own puts", () -> own.equals(one.get("of three")) && own.equals(two.get("of three")));
                    assertThat(three.dbSize()).isEqualTo(1201);
                    TestNodes.await(
                            "nobody to be behind",
                            () -> behind(one).isEmpty() && behind(two).isEmpty());
                }
            }
        }
    }
}
