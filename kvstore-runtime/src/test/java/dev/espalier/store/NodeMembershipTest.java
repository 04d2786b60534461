package dev.espalier.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
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
import redis.clients.jedis.exceptions.JedisDataException;

/** Members that come and go while the others serve. */
class NodeMembershipTest {
    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    private Map<String, String> settings(int index, List<Integer> ports) {
        Map<String, String> settings = TestNodes.settings(index, ports, directory);
        settings.put("core", "causal-plus");
        return settings;
    }

    private static String node(Jedis jedis, String... arguments) {
        Object reply = jedis.sendCommand(() -> "NODE".getBytes(US_ASCII), arguments);
        return reply instanceof byte[] bytes
                ? new String(bytes, US_ASCII)
                : String.valueOf(reply);
    }

    private static String info(Jedis jedis) {
        return jedis.info("replication");
    }

    @Test
    void aNewNodeStartsFromASnapshotAndIsKnownToAll() throws Exception {
        List<Integer> ports = TestNodes.freePorts(3);
        Node first = nodes.add(TestNodes.start(settings(0, ports.subList(0, 2))));
        Node second = nodes.add(TestNodes.start(settings(1, ports.subList(0, 2))));
        try (Jedis one = TestNodes.jedis(first);
                Jedis two = TestNodes.jedis(second)) {
            for (int i = 0; i < 200; i++) {
                one.set("one" + i, "v");
                two.set("two" + i, "v");
            }
            TestNodes.await("all puts to be let go of", () -> info(one).contains("outbox_start:201")
                    && info(two).contains("outbox_start:201"));
            node(one, "ADD", "3@127.0.0.1:" + ports.get(2));
            TestNodes.await("the other to hear of it", () -> info(two).contains("membership_epoch:1"));
            Node third = nodes.add(TestNodes.start(settings(2, ports)));
            try (Jedis three = TestNodes.jedis(third)) {
                TestNodes.await("the snapshot", () -> three.dbSize() == 400);
                assertThat(info(three)).contains("snapshots_taken:1").contains("membership_epoch:1");
                three.set("three", "v");
                one.set("later", "v");
                TestNodes.await("its puts", () -> "v".equals(one.get("three")) && "v".equals(two.get("three")));
                TestNodes.await("later puts", () -> "v".equals(three.get("later")));
            }
            assertThatThrownBy(() -> node(two, "REMOVE", "3"))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessageContaining("node 3 is connected; run NODE REMOVE 3 on it");
        }
        // The membership is kept: the settings of this node know nothing of node 3.
        second.close();
        try (Jedis two = TestNodes.jedis(nodes.add(TestNodes.start(settings(1, ports.subList(0, 2)))))) {
            TestNodes.await("its links", () -> info(two).lines().filter(line -> line.contains("out=streaming")).count() == 2);
        }
    }

    @Test
    void aNodeThatWasAloneGetsPeers() throws Exception {
        List<Integer> ports = TestNodes.freePorts(2);
        Map<String, String> alone = settings(0, ports);
        alone.put("peers", "");
        Node first = nodes.add(TestNodes.start(alone));
        try (Jedis one = TestNodes.jedis(first)) {
            for (int i = 0; i < 50; i++) {
                one.set("alone" + i, "v" + i);
            }
            node(one, "ADD", "2@127.0.0.1:" + ports.get(1));
            for (int i = 0; i < 300; i++) {
                one.set("together" + i, "v" + i);
            }
            try (Jedis two = TestNodes.jedis(nodes.add(TestNodes.start(settings(1, ports))))) {
                TestNodes.await("all puts", () -> two.dbSize() == 350);
                for (int i = 300; i < 500; i++) {
                    one.set("together" + i, "v" + i);
                }
                TestNodes.await("the rest", () -> two.dbSize() == 550);
                for (int i = 0; i < 500; i++) {
                    assertThat(two.get("together" + i)).isEqualTo("v" + i);
                }
                assertThat(two.get("alone49")).isEqualTo("v49");
            }
        }
    }

    @Test
    void aNodeLeavesOnceTheOthersHaveItsPutsAndTheyStay() throws Exception {
        List<Integer> ports = TestNodes.freePorts(3);
        Node first = nodes.add(TestNodes.start(settings(0, ports)));
        Node second = nodes.add(TestNodes.start(settings(1, ports)));
        Node third = nodes.add(TestNodes.start(settings(2, ports)));
        try (Jedis one = TestNodes.jedis(first);
                Jedis two = TestNodes.jedis(second);
                Jedis three = TestNodes.jedis(third)) {
            // The anchor leaves, so another becomes it.
            for (int i = 0; i < 100; i++) {
                one.set("key" + i, "v");
            }
            assertThat(node(one, "REMOVE", "1")).isNotEmpty();
            assertThatThrownBy(() -> one.set("late", "v")).hasMessageContaining("NOWRITES this node is leaving the cluster");
            TestNodes.await("the others to hear of it", () -> info(two).contains("membership_epoch:1")
                    && info(three).contains("membership_epoch:1")
                    && info(three).contains("peers:1"));
            TestNodes.await("its puts to stay", () -> two.dbSize() == 100 && three.dbSize() == 100);
            assertThat(info(two)).contains("anchor:").doesNotContain("anchor:1");
            two.set("after", "v");
            TestNodes.await("the others to go on", () -> "v".equals(three.get("after")));
            assertThatThrownBy(() -> node(two, "ADD", "1@127.0.0.1:" + ports.get(0)))
                    .hasMessageContaining("no id is used twice");
        }
    }

    @Test
    void aLostNodeIsReplacedAndWhatSomeHaveOfItComesToAll() throws Exception {
        List<Integer> ports = TestNodes.freePorts(4);
        List<Integer> three = ports.subList(0, 3);
        Node first = nodes.add(TestNodes.start(settings(0, three)));
        Map<String, String> deaf = settings(1, three);
        Node second = nodes.add(TestNodes.start(deaf));
        Node third = nodes.add(TestNodes.start(settings(2, three)));
        try (Jedis one = TestNodes.jedis(first)) {
            try (Jedis lost = TestNodes.jedis(third);
                    Jedis two = TestNodes.jedis(second)) {
                lost.set("before", "v");
                TestNodes.await("all to meet", () -> one.dbSize() == 1 && two.dbSize() == 1);
                second.close();
                lost.set("only one has it", "v");
                TestNodes.await("one to have it", () -> one.dbSize() == 2);
            }
            third.close();
            Node again = nodes.add(TestNodes.start(deaf));
            try (Jedis two = TestNodes.jedis(again)) {
                TestNodes.await("the links", () -> info(two).contains("in=connected") && info(one).contains("in=connected"));
                // Two knows less of what the lost node put than one does.
                assertThat(node(two, "REPLACE", "3", "4@127.0.0.1:" + ports.get(3))).isNotEmpty();
                TestNodes.await("all of the lost node's puts", () -> two.dbSize() == 2);
                Map<String, String> settings = settings(3, ports);
                settings.put("peers", "1@127.0.0.1:" + ports.get(0) + ",2@127.0.0.1:" + ports.get(1));
                try (Jedis four = TestNodes.jedis(nodes.add(TestNodes.start(settings)))) {
                    TestNodes.await("the new node to have all", () -> four.dbSize() == 2);
                    four.set("of the new node", "v");
                    TestNodes.await("its puts", () -> "v".equals(one.get("of the new node"))
                            && "v".equals(two.get("of the new node")));
                }
            }
        }
    }
}
