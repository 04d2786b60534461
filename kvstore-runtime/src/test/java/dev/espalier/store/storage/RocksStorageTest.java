package dev.espalier.store.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.Value;
import dev.espalier.store.config.Durability;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.engine.WallClock;
import dev.espalier.store.fixture.VectorCore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksStorageTest {
    private static final NodeId SELF = new NodeId(1);
    private static final NodeId PEER = new NodeId(2);
    private static final StoreIdentity IDENTITY = new StoreIdentity("test", SELF, "core", "hash");

    @TempDir
    Path directory;

    private RocksStorage open() throws NodeStartException {
        return RocksStorage.open(directory.resolve("data"), IDENTITY, Durability.NONE, true);
    }

    private static ReplicaEngine<?> recovered(Storage storage) throws StorageException {
        ReplicaEngine<?> engine = ReplicaEngine.of(new VectorCore(), SELF, WallClock.system(), storage);
        storage.recover(engine.replay());
        return engine;
    }

    private static Bytes key(int i) {
        return Bytes.utf8("key" + i);
    }

    private static Value value(int i) {
        return Value.of(Bytes.utf8("value" + i));
    }

    private static void put(ReplicaEngine<?> engine, Storage storage, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            engine.put(key(i), value(i));
            if (i % 10 == 9) {
                engine.beforeCommit();
                storage.commit();
            }
        }
        engine.beforeCommit();
        storage.commit();
    }

    @Test
    void whatWasCommittedIsThereAfterwards() throws Exception {
        try (RocksStorage storage = open()) {
            ReplicaEngine<?> engine = recovered(storage);
            put(engine, storage, 0, 100);
            engine.put(key(100), Value.of(Bytes.wrap(new byte[3 << 20])));
            engine.put(key(0), Value.ABSENT);
            engine.beforeCommit();
            storage.commit();
            engine.put(key(101), value(101));
        }
        try (RocksStorage storage = open()) {
            ReplicaEngine<?> engine = recovered(storage);
            assertThat(engine.ownSequence()).isEqualTo(102);
            assertThat(engine.get(key(99))).isEqualTo(value(99));
            assertThat(engine.get(key(100))).isEqualTo(Value.of(Bytes.wrap(new byte[3 << 20])));
            assertThat(engine.get(key(0))).isEqualTo(Value.ABSENT);
            assertThat(engine.get(key(101))).as("not committed").isEqualTo(Value.ABSENT);
            assertThat(engine.liveKeyCount()).isEqualTo(100);
        }
    }

    @Test
    void restartsDoNotGrowTheLog() throws Exception {
        long records;
        try (RocksStorage storage = open()) {
            ReplicaEngine<?> engine = recovered(storage);
            put(engine, storage, 0, 50);
            for (int i = 0; i < 50; i++) {
                engine.get(key(i));
            }
            engine.beforeCommit();
            storage.commit();
            records = storage.logRecords();
        }
        for (int restart = 0; restart < 3; restart++) {
            try (RocksStorage storage = open()) {
                ReplicaEngine<?> engine = recovered(storage);
                engine.beforeCommit();
                storage.commit();
                assertThat(storage.logRecords()).isEqualTo(records);
            }
        }
    }

    @Test
    void theOutboxServesWhatIsNotTrimmedFromMemoryAndFromDisk() throws Exception {
        try (RocksStorage storage = open()) {
            put(recovered(storage), storage, 0, 1000);
            assertThat(storage.outbox(1, 10, 1 << 20).count()).isEqualTo(10);
            assertThat(storage.outbox(996, 10, 1 << 20).count()).isEqualTo(5);
            assertThat(storage.outbox(1, 1000, 1).count()).isEqualTo(1);
            storage.trimOutbox(400);
            storage.acknowledged(PEER, 400);
            storage.commit();
        }
        try (RocksStorage storage = open()) {
            recovered(storage);
            assertThat(storage.outboxStart()).isEqualTo(401);
            assertThat(storage.acknowledgedBy(PEER)).isEqualTo(400);
            assertThat(storage.outbox(400, 10, 1 << 20).count()).as("trimmed").isZero();
            PutBodies rest = storage.outbox(401, 1000, 1 << 20);
            assertThat(rest.count()).isEqualTo(600);
            PutMessage put = PutMessage.readBody(SELF, 401, rest.reader(0));
            assertThat(put.key()).isEqualTo(key(400));
            assertThat(put.value()).isEqualTo(value(400));
        }
    }

    @Test
    void epochsSurviveAndALaterOneReplacesWhatWasLost() throws Exception {
        try (RocksStorage storage = open()) {
            recovered(storage);
            assertThat(storage.epochs(PEER).at(1)).isEqualTo(Epochs.NONE);
            storage.beginEpoch(PEER, 1, 11, 0);
            storage.beginEpoch(PEER, 6, 12, 0);
            storage.beginEpoch(PEER, 9, 13, 0);
            storage.beginEpoch(PEER, 8, 14, 7);
            storage.commit();
        }
        try (RocksStorage storage = open()) {
            recovered(storage);
            Epochs epochs = storage.epochs(PEER);
            assertThat(epochs.at(5)).as("forgotten").isEqualTo(Epochs.NONE);
            assertThat(epochs.at(7)).isEqualTo(12);
            assertThat(epochs.at(8)).isEqualTo(14);
            assertThat(epochs.at(100)).isEqualTo(14);
            assertThat(storage.epochs(SELF).at(7)).isEqualTo(Epochs.NONE);
        }
    }

    @Test
    void theOutboxOfANodeThatGetsPeersLaterBeginsBehindWhatItDidAlone() throws Exception {
        Path data = directory.resolve("data");
        try (RocksStorage alone = RocksStorage.open(data, IDENTITY, Durability.NONE, false)) {
            put(recovered(alone), alone, 0, 20);
        }
        for (int first = 21; first <= 41; first += 20) {
            try (RocksStorage withPeers = open()) {
                ReplicaEngine<?> engine = recovered(withPeers);
                assertThat(withPeers.outboxStart()).isEqualTo(first);
                assertThat(withPeers.outbox(1, 10, 1 << 20).count()).isZero();
                put(engine, withPeers, 0, 10);
                assertThat(withPeers.outbox(first, 20, 1 << 20).count()).isEqualTo(10);
            }
            try (RocksStorage alone = RocksStorage.open(data, IDENTITY, Durability.NONE, false)) {
                put(recovered(alone), alone, 0, 10);
            }
        }
    }

    @Test
    void pendingPutsSurvive() throws Exception {
        ReplicaEngine<?> peer;
        PutMessage first;
        PutMessage second;
        try (RocksStorage other = RocksStorage.open(
                directory.resolve("peer"), new StoreIdentity("test", PEER, "core", "hash"), Durability.NONE, true)) {
            peer = ReplicaEngine.of(new VectorCore(), PEER, WallClock.system(), other);
            first = peer.put(key(1), value(1));
            second = peer.put(key(1), value(2));
        }
        try (RocksStorage storage = open()) {
            ReplicaEngine<?> engine = recovered(storage);
            engine.receive(second);
            engine.settle();
            engine.beforeCommit();
            storage.commit();
        }
        try (RocksStorage storage = open()) {
            ReplicaEngine<?> engine = recovered(storage);
            assertThat(engine.pendingCount(PEER)).isEqualTo(1);
            engine.receive(first);
            engine.settle();
            engine.beforeCommit();
            storage.commit();
        }
        try (RocksStorage storage = open()) {
            ReplicaEngine<?> engine = recovered(storage);
            assertThat(engine.pendingCount(PEER)).isZero();
            assertThat(engine.receivedContiguously(PEER)).isEqualTo(2);
            assertThat(engine.get(key(1))).isEqualTo(value(2));
        }
    }

    @Test
    void aDirectoryOfAnotherCoreIsRefused() throws Exception {
        open().close();
        StoreIdentity other = new StoreIdentity("test", SELF, "core", "another hash");
        assertThatThrownBy(() -> RocksStorage.open(directory.resolve("data"), other, Durability.NONE, true))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining("core-hash hash but this node has another hash");
        StoreIdentity renamed = new StoreIdentity("test", SELF, "another core", "hash");
        assertThatThrownBy(() -> RocksStorage.open(directory.resolve("data"), renamed, Durability.NONE, true))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining("has core core but this node has another core")
                .hasMessageEndingWith("or start with core core");
    }

    @Test
    void aDirectoryWithOtherThingsIsNotFilled() throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.writeString(data.resolve("thesis.txt"), "mine");
        assertThatThrownBy(this::open)
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining("is not empty (it holds thesis.txt)");
        assertThat(Files.exists(data.resolve("db"))).isFalse();
    }

    @Test
    void aCreationCutShortIsBegunAgain() throws Exception {
        Path creating = Files.createDirectories(directory.resolve("data").resolve("db.creating"));
        Files.writeString(creating.resolve("CURRENT"), "torn");
        try (RocksStorage storage = open()) {
            put(recovered(storage), storage, 0, 1);
        }
        assertThat(Files.exists(creating)).isFalse();
    }

    @Test
    void aDatabaseWithoutItsManifestIsNotTakenForNew() throws Exception {
        try (RocksStorage storage = open()) {
            put(recovered(storage), storage, 0, 10);
        }
        Files.delete(directory.resolve("data").resolve("db").resolve("CURRENT"));
        assertThatThrownBy(this::open).isInstanceOf(NodeStartException.class).hasMessageContaining("cannot be opened");
    }

    @Test
    void everyTornTailRecoversToARecordBoundary() throws Exception {
        try (RocksStorage storage = open()) {
            put(recovered(storage), storage, 0, 60);
        }
        Path log = newestLog(directory.resolve("data").resolve("db"));
        byte[] whole = Files.readAllBytes(log);
        long last = Long.MAX_VALUE;
        for (int length = whole.length; length >= 0; length -= 97) {
            Files.write(log, Arrays.copyOf(whole, length));
            Path copy = copyOfData("torn" + length);
            try (RocksStorage storage = RocksStorage.open(copy, IDENTITY, Durability.NONE, true)) {
                ReplicaEngine<?> engine = recovered(storage);
                assertThat(engine.ownSequence() % 10).as("%d bytes", length).isZero();
                assertThat(engine.ownSequence()).isLessThanOrEqualTo(last);
                last = engine.ownSequence();
                for (int i = 0; i < last; i++) {
                    assertThat(engine.get(key(i))).isEqualTo(value(i));
                }
            }
        }
        assertThat(last).isZero();
    }

    @Test
    void damageInTheMiddleOfTheLogIsRefused() throws Exception {
        try (RocksStorage storage = open()) {
            put(recovered(storage), storage, 0, 60);
        }
        Path log = newestLog(directory.resolve("data").resolve("db"));
        byte[] bytes = Files.readAllBytes(log);
        bytes[bytes.length / 2] ^= 0x40;
        Files.write(log, bytes);
        assertThatThrownBy(this::open)
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining("cannot be opened")
                .hasMessageContaining("checksum mismatch");
    }

    private static Path newestLog(Path database) throws IOException {
        try (Stream<Path> files = Files.list(database)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max(Comparator.comparing(file -> String.valueOf(file.getFileName())))
                    .orElseThrow();
        }
    }

    private Path copyOfData(String name) throws IOException {
        Path from = directory.resolve("data");
        Path to = directory.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }
}
