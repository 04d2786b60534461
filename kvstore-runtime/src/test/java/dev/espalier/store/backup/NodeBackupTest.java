package dev.espalier.store.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.core.NodeId;
import dev.espalier.core.StoreCore;
import dev.espalier.store.Node;
import dev.espalier.store.cores.LoadedCore;
import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.TestNodes;
import dev.espalier.store.fixture.VectorCore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;

/** Backups of a node that serves, and the clusters that begin from them. */
class NodeBackupTest {
    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    private static LoadedCore core(String name) throws Exception {
        VectorCore test = new VectorCore();
        StoreCore core = name.equals(test.name()) ? test : TestNodes.verified(name);
        return new LoadedCore(core, TestNodes.identity(core));
    }

    private static Path backup(Jedis client, String name) {
        return Path.of(new String((byte[]) client.sendCommand(() -> "BACKUP".getBytes(), name.getBytes())));
    }

    private Node start(int index, List<Integer> ports, String core, String... more) throws Exception {
        Map<String, String> settings = TestNodes.settings(index, ports, directory);
        settings.put("core", core);
        settings.put("backup-dir", directory.resolve("backups").toString());
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return nodes.add(TestNodes.start(settings));
    }

    /** Two keys are put by turns, so a copy of half a batch, or of a moment that never was, shows. */
    @ParameterizedTest
    @ValueSource(strings = {"test-vector", "causal-plus"})
    void aBackupUnderLoadIsOfOneMomentAndBeginsANewCluster(String name) throws Exception {
        List<Integer> ports = TestNodes.freePorts(2);
        Node old = start(0, ports, name);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong done = new AtomicLong();
        Thread load = Thread.ofPlatform().start(() -> {
            try (Jedis client = TestNodes.jedis(old)) {
                for (long i = 1; !stop.get(); i++) {
                    client.set("a", Long.toString(i));
                    client.set("b", Long.toString(i));
                    client.set("k" + i % 5000, "v" + i);
                    done.set(i);
                }
            }
        });
        long before;
        Path made;
        try (Jedis client = TestNodes.jedis(old)) {
            client.setex("soon", 5000, "there");
            client.set("binary\r\n", "\u0000\r\n");
            client.set("gone", "x");
            client.del("gone");
            TestNodes.await("some load", () -> done.get() > 1000);
            before = done.get();
            made = backup(client, "monday");
            assertThatThrownBy(() -> backup(client, "monday"))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessageContaining("is there already");
            assertThatThrownBy(() -> backup(client, "../monday")).hasMessageContaining("the name of a backup is");
        } finally {
            stop.set(true);
            load.join();
        }
        Path restored = directory.resolve("node1-of-new");
        long keys = Restore.of(made, restored, "new").run(core(name), "new", new NodeId(1));
        Manifest.read(made).verify(made);

        List<Integer> newPorts = TestNodes.freePorts(2);
        Node first = start(0, newPorts, name, "cluster-id", "new", "data-dir", restored.toString());
        try (Jedis client = TestNodes.jedis(first)) {
            long a = Long.parseLong(client.get("a"));
            long b = Long.parseLong(client.get("b"));
            assertThat(a).as("what was answered before the backup is in it").isGreaterThanOrEqualTo(before);
            assertThat(b).as("b follows a").isBetween(a - 1, a);
            assertThat(client.ttl("soon")).isBetween(4000L, 5000L);
            assertThat(client.get("binary\r\n")).isEqualTo("\u0000\r\n");
            assertThat(client.exists("gone")).isFalse();
            assertThat(client.dbSize()).isEqualTo(keys);
            client.set("after", "restore");
        }
        Node second = start(
                1,
                newPorts,
                name,
                "cluster-id",
                "new",
                "data-dir",
                directory.resolve("node2-of-new").toString());
        try (Jedis here = TestNodes.jedis(first);
                Jedis there = TestNodes.jedis(second)) {
            TestNodes.await("everything at the second node", () -> there.dbSize() == keys + 1);
            assertThat(there.get("a")).isEqualTo(here.get("a"));
            assertThat(there.get("after")).isEqualTo("restore");
            there.set("back", "again");
            TestNodes.await("the way back", () -> "again".equals(here.get("back")));
        }
    }

    @Test
    void whatCannotBeRestoredSoundlyIsRefusedAndLeavesNothing() throws Exception {
        Path made;
        Node node = start(0, TestNodes.freePorts(1), "test-vector");
        try (Jedis client = TestNodes.jedis(node)) {
            client.set("k", "v");
            made = backup(client, "b");
        }
        Path target = directory.resolve("t");
        assertThatThrownBy(() -> Restore.of(made, target, "test"))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("would reuse the numbers of puts")
                .hasMessageContaining("give a new cluster-id");
        assertThatThrownBy(() -> Restore.of(made, directory, "new")).hasMessageContaining("not empty");
        assertThatThrownBy(() -> Restore.of(directory, target, "new")).hasMessageContaining("is no backup");
        Path file = made.resolve(Manifest.read(made).files().getFirst().name());
        byte[] contents = Files.readAllBytes(file);
        byte[] damaged = contents.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(file, damaged);
        assertThatThrownBy(() -> Restore.of(made, target, "new")).hasMessageContaining("is damaged");
        Files.delete(file);
        assertThatThrownBy(() -> Restore.of(made, target, "new")).hasMessageContaining("is missing");
        Files.write(file, contents);
        assertThatThrownBy(() -> Restore.of(made, target, "new").run(core("causal-plus"), "new", new NodeId(1)))
                .as("another core cannot read it")
                .isInstanceOf(BackupException.class);
        assertThat(target).doesNotExist();
        assertThat(Restore.of(made, target, "new").run(core("test-vector"), "new", new NodeId(1)))
                .isEqualTo(1);
    }

    @Test
    void withoutABackupDirThereAreNone() throws Exception {
        Node node = nodes.add(TestNodes.startAlone(directory, Map.of()));
        try (Jedis client = TestNodes.jedis(node)) {
            assertThatThrownBy(() -> backup(client, "x")).hasMessageContaining("no backup-dir is set");
            client.sendCommand(Protocol.Command.MULTI);
            assertThatThrownBy(() -> backup(client, "x")).hasMessageContaining("not allowed inside a transaction");
        }
    }
}
