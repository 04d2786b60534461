package dev.espalier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.TestNodes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.SetParams;

/** Deadlines that travel, and that a restart keeps. */
class NodeExpiryTest {
    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    @Test
    void everyNodeStopsGivingAValueAtItsDeadlineAndPutsNothing() throws Exception {
        List<Integer> ports = TestNodes.freePorts(2);
        List<Node> pair = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            pair.add(nodes.add(TestNodes.start(TestNodes.settings(i, ports, directory))));
        }
        try (Jedis here = TestNodes.jedis(pair.get(0));
                Jedis there = TestNodes.jedis(pair.get(1))) {
            here.set("k", "v", new SetParams().px(5000));
            long deadline = here.pexpireTime("k");
            TestNodes.await("the value on the other node", () -> "v".equals(there.get("k")));
            assertThat(there.pexpireTime("k")).isEqualTo(deadline);
            TestNodes.await("the value to expire there", () -> there.get("k") == null);
            assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(deadline);
            assertThat(here.get("k")).isNull();
            TestNodes.await("both sweeps", () -> here.dbSize() == 0 && there.dbSize() == 0);
            assertThat(here.info("stats")).contains("own_puts:1\r\n");
            assertThat(there.info("stats")).contains("own_puts:0\r\n");
        }
    }

    @Test
    void aRestartKeepsDeadlinesAndCountsNoneThatHavePassed() throws Exception {
        Map<String, String> settings = TestNodes.settings(0, List.of(0), directory);
        try (Node node = TestNodes.start(settings);
                Jedis client = TestNodes.jedis(node)) {
            client.set("long", "v", new SetParams().exAt(9_999_999_999L));
            client.set("short", "v", new SetParams().px(1));
            client.set("plain", "v");
        }
        try (Node node = TestNodes.start(settings);
                Jedis client = TestNodes.jedis(node)) {
            assertThat(client.expireTime("long")).isEqualTo(9_999_999_999L);
            assertThat(client.ttl("plain")).isEqualTo(-1);
            assertThat(client.info("keyspace")).contains("db0:keys=2,expires=1,avg_ttl=");
        }
    }
}
