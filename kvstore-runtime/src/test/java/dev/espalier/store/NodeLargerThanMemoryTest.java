package dev.espalier.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.fixture.SpawnedNode;
import dev.espalier.store.fixture.TestNodes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/** A node whose heap is a fifth of its data: it takes all of it, is killed, comes back at once, and serves all of it. */
class NodeLargerThanMemoryTest {
    private static final int HEAP_MEGABYTES = 64;
    private static final int VALUE_BYTES = 100_000;
    private static final int KEYS = 3_200;
    private static final int AT_ONCE = 20;
    private static final byte[] NOISE = noise();

    @TempDir
    Path directory;

    @Test
    void allOfItIsServedAndAStartReadsNoneOfIt() throws Exception {
        Map<String, String> settings = TestNodes.settings(0, List.of(0), directory);
        settings.put("core", "causal-plus");
        try (SpawnedNode node = SpawnedNode.ready(settings, HEAP_MEGABYTES);
                Jedis jedis = node.jedis()) {
            for (int from = 0; from < KEYS; from += AT_ONCE) {
                Pipeline pipeline = jedis.pipelined();
                for (int key = from; key < from + AT_ONCE; key++) {
                    pipeline.set(name(key), value(key));
                }
                pipeline.sync();
            }
            assertThat(jedis.dbSize()).isEqualTo(KEYS);
            serves(jedis);
            node.kill();
        }
        try (SpawnedNode node = SpawnedNode.ready(settings, HEAP_MEGABYTES);
                Jedis jedis = node.jedis()) {
            assertThat(jedis.info("persistence").lines())
                    .contains("log_records:0", "recovered_records:1", "entries_read:0");
            assertThat(jedis.dbSize()).isEqualTo(KEYS);
            serves(jedis);
            assertThat(fact(jedis, "entries_read")).isGreaterThanOrEqualTo(KEYS);
            assertThat(fact(jedis, "cache_bytes")).isLessThanOrEqualTo(fact(jedis, "cache_bytes_max"));
            assertThat(fact(jedis, "cache_bytes_max")).isLessThan(VALUE_BYTES * (long) KEYS / 10);
        }
    }

    private static void serves(Jedis jedis) {
        for (int from = 0; from < KEYS; from += AT_ONCE) {
            Pipeline pipeline = jedis.pipelined();
            List<Response<byte[]>> replies = new ArrayList<>();
            for (int key = from; key < from + AT_ONCE; key++) {
                replies.add(pipeline.get(name(key)));
            }
            pipeline.sync();
            for (int i = 0; i < AT_ONCE; i++) {
                assertThat(Arrays.equals(replies.get(i).get(), value(from + i)))
                        .as("key %d", from + i)
                        .isTrue();
            }
        }
    }

    private static long fact(Jedis jedis, String name) {
        return jedis.info("persistence")
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] name(int key) {
        return ("key" + key).getBytes(US_ASCII);
    }

    /** Bytes that do not compress, and that no other key has. */
    private static byte[] value(int key) {
        byte[] value = NOISE.clone();
        for (int at = 0; at < VALUE_BYTES; at += 1_000) {
            value[at] = (byte) key;
            value[at + 1] = (byte) (key >> Byte.SIZE);
        }
        return value;
    }

    private static byte[] noise() {
        byte[] noise = new byte[VALUE_BYTES];
        new Random(1).nextBytes(noise);
        return noise;
    }
}
