package dev.espalier.store.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.StateCodec;
import dev.espalier.core.StoreCore;
import dev.espalier.core.Value;
import dev.espalier.store.config.Durability;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.cores.Cores;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.engine.WallClock;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.keyspace.StoredValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** The grown core on a disk that keeps its state and not its inputs. */
class KeptStateTest {
    private static final NodeId SELF = new NodeId(1);
    private static final NodeId PEER = new NodeId(2);

    /** So little that most of what is read comes from the disk. */
    private static final long SMALL_CACHE = 4096;

    private static StoreCore core;
    private static StoreIdentity identity;
    private static StoreIdentity withoutCodec;

    @TempDir
    Path directory;

    @BeforeAll
    static void load() throws NodeStartException {
        core = Cores.load("causal-plus", true).core();
        StateCodec<?> codec = Objects.requireNonNull(core.stateCodec());
        identity = new StoreIdentity("test", SELF, "causal-plus", "hash", codec.shape());
        withoutCodec = new StoreIdentity("test", SELF, "causal-plus", "hash");
    }

    private RocksStorage open() throws NodeStartException {
        return open(directory.resolve("data"), identity);
    }

    private static RocksStorage open(Path data, StoreIdentity identity) throws NodeStartException {
        return RocksStorage.open(data, identity, Durability.NONE, true, SMALL_CACHE);
    }

    private static ReplicaEngine<?> recovered(Storage storage) throws StorageException {
        Keyspace keyspace = new Keyspace(WallClock.system(), storage.keptKeys());
        ReplicaEngine<?> engine = ReplicaEngine.of(core, SELF, WallClock.system(), storage, keyspace);
        storage.recover(engine.replay());
        keyspace.restore();
        return engine;
    }

    private static List<Bytes> liveKeys(Storage storage, @Nullable Bytes after, int most) {
        return Objects.requireNonNull(storage.keptKeys()).from(after, most).stream()
                .map(KeptKeys.KeptKey::key)
                .toList();
    }

    private static void commit(ReplicaEngine<?> engine, Storage storage) throws StorageException {
        engine.settle();
        engine.beforeCommit();
        storage.commit();
    }

    private static Bytes key(int i) {
        return Bytes.utf8("key" + i);
    }

    private static Value value(int i) {
        return Value.of(Bytes.utf8("value" + i));
    }

    /** Puts made by a node of its own, in their order. */
    private List<PutMessage> putsOfPeer(int count) throws Exception {
        List<PutMessage> puts = new ArrayList<>();
        StoreIdentity peer = new StoreIdentity("test", PEER, "causal-plus", "hash", identity.stateShape());
        try (RocksStorage storage = open(directory.resolve("peer"), peer)) {
            // Its clock is ahead: many puts in a millisecond push a node's stamps beyond its own clock.
            WallClock ahead = () -> System.currentTimeMillis() + 60_000;
            ReplicaEngine<?> engine = ReplicaEngine.of(core, PEER, ahead, storage);
            storage.recover(engine.replay());
            for (int i = 0; i < count; i++) {
                puts.add(engine.put(key(i), Value.of(Bytes.utf8("of the peer " + i))));
            }
        }
        return puts;
    }

    @Test
    void whatWasCommittedIsThereAfterRestartsAndNothingElse() throws Exception {
        Random random = new Random(3);
        List<PutMessage> fromPeer = putsOfPeer(400);
        Map<Bytes, Value> expected = new TreeMap<>();
        int arrived = 0;
        for (int round = 0; round < 12; round++) {
            try (RocksStorage storage = open()) {
                ReplicaEngine<?> engine = recovered(storage);
                assertThat(storage.logRecords()).isZero();
                assertHolds(engine, storage, expected);
                for (int tick = 0; tick < 20; tick++) {
                    Map<Bytes, Value> changes = new TreeMap<>();
                    for (int i = random.nextInt(8); i > 0; i--) {
                        Bytes key = key(random.nextInt(300));
                        Value value = random.nextInt(4) == 0 ? Value.ABSENT : value(random.nextInt());
                        engine.put(key, value);
                        changes.put(key, value);
                    }
                    for (int i = random.nextInt(3); i > 0 && arrived < fromPeer.size(); i--) {
                        PutMessage put = fromPeer.get(arrived++);
                        engine.receive(put);
                        engine.settle();
                        changes.put(put.key(), Objects.requireNonNull(engine.get(put.key())));
                    }
                    Bytes read = key(random.nextInt(300));
                    assertThat(engine.get(read))
                            .isEqualTo(changes.getOrDefault(read, expected.getOrDefault(read, Value.ABSENT)));
                    expected.putAll(changes);
                    commit(engine, storage);
                }
                assertHolds(engine, storage, expected);
                engine.put(key(1000), value(1000));
            }
        }
    }

    private static void assertHolds(ReplicaEngine<?> engine, RocksStorage storage, Map<Bytes, Value> expected) {
        List<Bytes> live = expected.keySet().stream()
                .filter(key -> !Objects.requireNonNull(expected.get(key)).isAbsent())
                .toList();
        expected.forEach(
                (key, value) -> assertThat(engine.get(key)).as("%s", key).isEqualTo(value));
        assertThat(engine.get(key(1000))).as("not committed").isEqualTo(Value.ABSENT);
        assertThat(engine.liveKeyCount()).isEqualTo(live.size());
        List<Bytes> walked = new ArrayList<>();
        for (List<Bytes> some = liveKeys(storage, null, 7);
                !some.isEmpty();
                some = liveKeys(storage, walked.getLast(), 7)) {
            walked.addAll(some);
        }
        assertThat(walked).isEqualTo(live);
    }

    @Test
    void theKeysShowWhatTheTickDidBeforeItIsWritten() throws Exception {
        try (RocksStorage storage = open()) {
            ReplicaEngine<?> engine = recovered(storage);
            engine.put(key(1), value(1));
            engine.put(key(2), value(2));
            commit(engine, storage);
            engine.put(key(1), Value.ABSENT);
            engine.put(key(3), value(3));
            assertThat(liveKeys(storage, null, 10)).containsExactly(key(2), key(3));
            assertThat(liveKeys(storage, key(2), 10)).containsExactly(key(3));
            assertThat(engine.liveKeyCount()).isEqualTo(2);
        }
    }

    @Test
    void deadlinesAreKeptBesideTheKeysAlsoWhereOnlyTheyChange() throws Exception {
        long later = System.currentTimeMillis() + 1_000_000;
        Bytes content = Bytes.utf8("content");
        try (RocksStorage storage = open()) {
            ReplicaEngine<?> engine = recovered(storage);
            engine.put(key(1), StoredValue.plain(content));
            engine.put(key(2), StoredValue.until(content, later));
            commit(engine, storage);
            engine.put(key(1), StoredValue.until(content, later + 1));
            engine.put(key(2), StoredValue.plain(content));
            engine.put(key(3), StoredValue.until(content, later + 3));
            commit(engine, storage);
        }
        for (int restart = 0; restart < 3; restart++) {
            try (RocksStorage storage = open()) {
                ReplicaEngine<?> engine = recovered(storage);
                assertThat(Objects.requireNonNull(storage.keptKeys()).from(null, 10))
                        .containsExactly(
                                new KeptKeys.KeptKey(key(1), later + 1),
                                new KeptKeys.KeptKey(key(2), KeptKeys.NEVER),
                                new KeptKeys.KeptKey(key(3), later + 3 + restart));
                engine.put(key(3), StoredValue.until(content, later + 4 + restart));
                commit(engine, storage);
            }
        }
    }

    @Test
    void aStartReadsTheSameHoweverMuchWasPut() throws Exception {
        try (RocksStorage storage = open()) {
            ReplicaEngine<?> engine = recovered(storage);
            for (int i = 0; i < 20_000; i++) {
                engine.put(key(i % 7_000), value(i));
                if (i % 100 == 99) {
                    commit(engine, storage);
                }
            }
            storage.trimOutbox(20_000);
            commit(engine, storage);
        }
        try (RocksStorage storage = open()) {
            ReplicaEngine<?> engine = recovered(storage);
            assertThat(engine.liveKeyCount()).isEqualTo(7_000);
            assertThat(engine.ownSequence()).isEqualTo(20_000);
            assertThat(storage.recoveredRecords()).isEqualTo(1);
            assertThat(storage.stateStatistics().entriesRead()).isZero();
            assertThat(engine.get(key(6_999))).isEqualTo(value(13_999));
            assertThat(storage.stateStatistics().entriesRead()).isEqualTo(1);
        }
    }

    @Test
    void arrivalsBeyondAGapAreRememberedAcrossRestarts() throws Exception {
        List<PutMessage> puts = putsOfPeer(4);
        try (RocksStorage storage = open()) {
            ReplicaEngine<?> engine = recovered(storage);
            engine.receive(puts.get(0));
            engine.receive(puts.get(2));
            commit(engine, storage);
            assertThat(engine.pendingCount(PEER)).isEqualTo(1);
        }
        try (RocksStorage storage = open()) {
            ReplicaEngine<?> engine = recovered(storage);
            assertThat(storage.recoveredRecords())
                    .as("the state and what is pending")
                    .isEqualTo(2);
            engine.receive(puts.get(2));
            assertThat(engine.statistics().duplicatesDropped()).isEqualTo(1);
            engine.receive(puts.get(1));
            engine.receive(puts.get(3));
            commit(engine, storage);
        }
        try (RocksStorage storage = open()) {
            ReplicaEngine<?> engine = recovered(storage);
            assertThat(engine.pendingCount(PEER)).isZero();
            assertThat(engine.receivedContiguously(PEER)).isEqualTo(4);
            assertThat(engine.get(key(3))).isEqualTo(Value.of(Bytes.utf8("of the peer 3")));
        }
    }

    @Test
    void everyTornTailRecoversToTheEndOfATick() throws Exception {
        try (RocksStorage storage = open()) {
            ReplicaEngine<?> engine = recovered(storage);
            for (int i = 0; i < 60; i++) {
                engine.put(key(i % 15), value(i));
                if (i % 10 == 9) {
                    commit(engine, storage);
                }
            }
        }
        Path log = newestLog(directory.resolve("data").resolve("db"));
        byte[] whole = Files.readAllBytes(log);
        long last = Long.MAX_VALUE;
        for (int length = whole.length; length >= 0; length -= 101) {
            Files.write(log, Arrays.copyOf(whole, length));
            try (RocksStorage storage = open(copyOfData("torn" + length), identity)) {
                ReplicaEngine<?> engine = recovered(storage);
                long sequence = engine.ownSequence();
                assertThat(sequence % 10).as("%d bytes", length).isZero();
                assertThat(sequence).isLessThanOrEqualTo(last);
                last = sequence;
                for (int key = 0; key < 15; key++) {
                    int newest = (int) sequence - 1;
                    while (newest >= 0 && newest % 15 != key) {
                        newest--;
                    }
                    assertThat(engine.get(key(key))).isEqualTo(newest < 0 ? Value.ABSENT : value(newest));
                }
                assertThat(engine.liveKeyCount()).isEqualTo((int) Math.min(15, sequence));
                assertThat(storage.outbox(1, 100, 1 << 20).count()).isEqualTo((int) sequence);
            }
        }
        assertThat(last).isZero();
    }

    @Test
    void recordedInputsBecomeAStateOnceAndACrashOnTheWayLeavesThem() throws Exception {
        try (RocksStorage storage = open(directory.resolve("data"), withoutCodec)) {
            ReplicaEngine<?> engine = recovered(storage);
            for (int i = 0; i < 300; i++) {
                engine.put(key(i % 100), i % 100 < 30 && i >= 200 ? Value.ABSENT : value(i));
                commit(engine, storage);
            }
            for (PutMessage put : putsOfPeer(3)) {
                engine.receive(put);
            }
            commit(engine, storage);
        }
        long inputs;
        try (RocksStorage storage = open()) {
            ReplicaEngine<?> engine = recovered(storage);
            inputs = storage.recoveredRecords();
            assertThat(inputs).isEqualTo(303);
            assertThat(engine.liveKeyCount()).isEqualTo(73);
            // Not committed: as if it had crashed.
        }
        try (RocksStorage storage = open()) {
            ReplicaEngine<?> engine = recovered(storage);
            assertThat(storage.recoveredRecords()).isEqualTo(inputs);
            assertThat(engine.liveKeyCount()).isEqualTo(73);
            commit(engine, storage);
        }
        try (RocksStorage storage = open()) {
            ReplicaEngine<?> engine = recovered(storage);
            assertThat(storage.recoveredRecords()).isEqualTo(1);
            assertThat(engine.ownSequence()).isEqualTo(300);
            assertThat(engine.receivedContiguously(PEER)).isEqualTo(3);
            assertThat(engine.liveKeyCount()).isEqualTo(73);
            assertThat(engine.get(key(99))).isEqualTo(value(299));
            assertThat(engine.get(key(29))).isEqualTo(Value.ABSENT);
            assertThat(storage.outbox(1, 1000, 1 << 20).count()).isEqualTo(300);
        }
        assertThatThrownBy(() -> open(directory.resolve("data"), withoutCodec))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining("holds a state of shape (client_record{")
                .hasMessageContaining("can only begin from recorded inputs")
                .hasMessageEndingWith("start it with the core that wrote it, of core-hash hash");
    }

    @Test
    void inputsThatMakeMoreThanAPartAreWrittenInParts() throws Exception {
        byte[] large = new byte[200_000];
        int puts = 250;
        try (RocksStorage storage = open(directory.resolve("data"), withoutCodec)) {
            ReplicaEngine<?> engine = recovered(storage);
            for (int i = 0; i < puts; i++) {
                large[0] = (byte) i;
                engine.put(key(i), Value.of(Bytes.copyOf(large)));
                commit(engine, storage);
            }
        }
        for (int restart = 0; restart < 3; restart++) {
            try (RocksStorage storage = open()) {
                ReplicaEngine<?> engine = recovered(storage);
                assertThat(engine.liveKeyCount()).isEqualTo(puts);
                for (int i = 0; i < puts; i++) {
                    large[0] = (byte) i;
                    assertThat(engine.get(key(i))).isEqualTo(Value.of(Bytes.copyOf(large)));
                }
                if (restart == 1) {
                    commit(engine, storage);
                }
                assertThat(storage.recoveredRecords()).isEqualTo(restart < 2 ? puts : 1);
            }
        }
    }

    @Test
    void aStateOfAnotherShapeIsRefusedAndOneOfTheSameIsTakenOver() throws Exception {
        try (RocksStorage storage = open()) {
            ReplicaEngine<?> engine = recovered(storage);
            engine.put(key(1), value(1));
            commit(engine, storage);
        }
        StoreIdentity other = new StoreIdentity("test", SELF, "causal-plus", "another hash", "(nothing)");
        assertThatThrownBy(() -> open(directory.resolve("data"), other))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining("holds a state of shape (client_record{")
                .hasMessageContaining("core causal-plus of this node has states of shape (nothing)")
                .hasMessageEndingWith("start it with the core that wrote it, of core-hash hash");
        StoreIdentity rebuilt = new StoreIdentity("test", SELF, "causal-plus", "another hash", identity.stateShape());
        try (RocksStorage storage = open(directory.resolve("data"), rebuilt)) {
            ReplicaEngine<?> engine = recovered(storage);
            assertThat(engine.get(key(1))).isEqualTo(value(1));
            commit(engine, storage);
        }
        assertThatThrownBy(() -> open(directory.resolve("data"), other)).hasMessageEndingWith("core-hash another hash");
    }

    @Test
    void aFormatOfTheFutureIsRefusedByName() throws Exception {
        open().close();
        writeMeta("format", "3".getBytes(UTF_8));
        assertThatThrownBy(this::open)
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining("has format 3 but this version reads formats 1 and 2")
                .hasMessageEndingWith("start it with the version of Espalier that wrote it");
    }

    @Test
    void damageIsSaidAndNotServed() throws Exception {
        try (RocksStorage storage = open()) {
            ReplicaEngine<?> engine = recovered(storage);
            engine.put(key(1), value(1));
            commit(engine, storage);
        }
        try (Database database = Database.open(directory.resolve("data").resolve("db"), identity)) {
            put(database, database.state, "\1key1", new byte[] {3, 9});
        }
        try (RocksStorage storage = open()) {
            ReplicaEngine<?> engine = recovered(storage);
            assertThatThrownBy(() -> engine.get(key(1)))
                    .isInstanceOf(UnreadableStateException.class)
                    .hasMessageContaining("what key key1 holds in " + directory.resolve("data") + " is damaged")
                    .hasMessageContaining("restore the directory from a copy");
        }
        writeMeta("state", new byte[] {1, 1, 0, 0, (byte) 0xff});
        try (RocksStorage storage = open()) {
            assertThatThrownBy(() -> recovered(storage))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("the state in " + directory.resolve("data") + " is damaged");
        }
    }

    private void writeMeta(String name, byte[] value) throws NodeStartException, RocksDBException {
        try (Database database = Database.open(directory.resolve("data").resolve("db"), identity)) {
            put(database, database.meta, name, value);
        }
    }

    private static void put(Database database, RowFamily family, String key, byte[] value) throws RocksDBException {
        try (TickBatch batch = database.db.newBatch()) {
            batch.put(family, key.getBytes(UTF_8), value);
            batch.write(false);
        }
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
