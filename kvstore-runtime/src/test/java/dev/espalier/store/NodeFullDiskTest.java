package dev.espalier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.fixture.SmallDisk;
import dev.espalier.store.fixture.SpawnedNode;
import dev.espalier.store.fixture.TestNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** A node process on a file system that really fills up, with a peer on another one. */
class NodeFullDiskTest {
    private static final int DISK_MEGABYTES = 16;
    private static final int VALUE_BYTES = 4096;

    @TempDir
    Path directory;

    private final Map<String, String> acknowledged = new HashMap<>();

    /** How the operator gets the node room again; returns the data directory to start with. */
    private interface Remedy {
        Path apply(SmallDisk disk, Path full) throws Exception;
    }

    @Test
    void nothingAcknowledgedIsLostWhenTheDiskIsEnlarged() throws Exception {
        fillAndRecover("everysec", (disk, full) -> {
            disk.enlarge(20 * DISK_MEGABYTES);
            return full;
        });
    }

    @Test
    void nothingAcknowledgedIsLostWhenTheDirectoryMovesToALargerDisk() throws Exception {
        fillAndRecover("always", (disk, full) -> {
            Path larger = directory.resolve("larger");
            copy(full, larger);
            return larger;
        });
    }

    private void fillAndRecover(String durability, Remedy remedy) throws Exception {
        Path mountPoint = Files.createDirectory(directory.resolve("disk"));
        List<Integer> ports = TestNodes.freePorts(2);
        Map<String, String> settings = TestNodes.settings(0, ports, directory);
        Path full = mountPoint.resolve("data");
        settings.put("data-dir", full.toString());
        settings.put("durability", durability);
        try (SmallDisk disk = SmallDisk.mount(mountPoint, DISK_MEGABYTES);
                Node peer = TestNodes.start(TestNodes.settings(1, ports, directory));
                Jedis onPeer = TestNodes.jedis(peer.clientPort())) {
            try (SpawnedNode node = SpawnedNode.ready(settings)) {
                JedisDataException refusal = writeUntilRefused(node);
                assertThat(refusal)
                        .hasMessageStartingWith("MISCONF this node has stopped serving: ")
                        .hasMessageContaining(full + " failed because the disk is full")
                        .hasMessageContaining("No space left on device")
                        .hasMessageEndingWith("free space there or enlarge the disk, then restart the node");
                stillSays(node, full);
                goesOnServing(onPeer);
            }
            doesNotStartOn(settings, full);
            settings.put("data-dir", remedy.apply(disk, full).toString());
            try (SpawnedNode node = SpawnedNode.ready(settings);
                    Jedis jedis = node.jedis()) {
                holdsAll(jedis);
                assertThat(jedis.set("after", "the repair")).isEqualTo("OK");
                TestNodes.await("what the peer took meanwhile", () -> "without you".equals(jedis.get("meanwhile")));
                TestNodes.await("the peer to have the rest", () -> "the repair".equals(onPeer.get("after")));
                holdsAll(onPeer);
                assertThat(onPeer.dbSize()).isEqualTo(jedis.dbSize());
            }
        }
        assertThat(acknowledged).as("puts before the disk was full").hasSizeGreaterThan(500);
    }

    /** Values that do not compress, so that what is written is what fills the disk. */
    private JedisDataException writeUntilRefused(SpawnedNode node) {
        Random random = new Random(5);
        byte[] bytes = new byte[VALUE_BYTES / 2];
        try (Jedis jedis = node.jedis()) {
            for (int i = 0; i < 2 * DISK_MEGABYTES * 1024 * 1024 / VALUE_BYTES; i++) {
                random.nextBytes(bytes);
                String value = HexFormat.of().formatHex(bytes);
                jedis.set("key" + i, value);
                acknowledged.put("key" + i, value);
            }
        } catch (JedisDataException refused) {
            return refused;
        }
        throw new AssertionError("twice the size of the disk was acknowledged");
    }

    private static void stillSays(SpawnedNode node, Path full) {
        try (Jedis jedis = node.jedis()) {
            assertThat(jedis.ping()).isEqualTo("PONG");
            assertThat(jedis.info("persistence"))
                    .contains("serving:no")
                    .contains("failure:writing to " + full + " failed because the disk is full");
        }
    }

    private static void goesOnServing(Jedis onPeer) throws Exception {
        assertThat(onPeer.set("meanwhile", "without you")).isEqualTo("OK");
        assertThat(onPeer.get("meanwhile")).isEqualTo("without you");
        TestNodes.await(
                "the peer to say why it cannot send",
                () -> onPeer.info("replication").contains("trouble=refusing this node: this node has stopped serving"));
        assertThat(onPeer.info("persistence")).contains("serving:yes");
    }

    private static void doesNotStartOn(Map<String, String> settings, Path full) throws Exception {
        try (SpawnedNode node = new SpawnedNode(settings)) {
            assertThat(node.awaitEnd()).isEqualTo(1);
            assertThat(node.errors().lines().toList())
                    .singleElement()
                    .asString()
                    .contains(full.toString())
                    .contains("because the disk is full")
                    .contains("No space left on device")
                    .endsWith("free space there or copy the whole data-dir to a larger disk, then start again");
        }
    }

    private void holdsAll(Jedis jedis) {
        acknowledged.forEach((key, value) -> assertThat(jedis.get(key)).as(key).isEqualTo(value));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
