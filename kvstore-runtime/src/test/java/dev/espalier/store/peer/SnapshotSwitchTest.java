package dev.espalier.store.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.core.Bytes;
import dev.espalier.core.MalformedPayloadException;
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
import dev.espalier.store.storage.OriginMark;
import dev.espalier.store.storage.RocksStorage;
import dev.espalier.store.storage.StateImage;
import dev.espalier.store.storage.StateImport;
import dev.espalier.store.storage.StateTransfer;
import dev.espalier.store.storage.StorageException;
import dev.espalier.store.storage.StoreIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taking over a snapshot, with the process gone at each step of it. */
class SnapshotSwitchTest {
    private static final NodeId SOURCE = new NodeId(1);
    private static final NodeId SELF = new NodeId(2);
    private static final int OF_SOURCE = 3_000;
    private static final int CHUNK_BYTES = 10_000;

    private static StoreCore core;
    private static String shape;

    @TempDir
    Path directory;

    /** A node without its links. */
    private record Bare(RocksStorage storage, ReplicaEngine<?> engine, Keyspace keyspace) implements AutoCloseable {
        static Bare open(Path data, NodeId self) throws NodeStartException, StorageException {
            StoreIdentity identity = new StoreIdentity("test", self, "causal-plus", "hash", shape);
            RocksStorage storage = RocksStorage.open(data, identity, Durability.NONE, true, 1 << 20);
            Keyspace keyspace = new Keyspace(WallClock.system(), storage.keptKeys());
            ReplicaEngine<?> engine = ReplicaEngine.of(core, self, WallClock.system(), storage, keyspace);
            storage.recover(engine.replay());
            keyspace.restore();
            storage.beginEpoch(self, engine.ownSequence() + 1, 70 + self.number(), 0);
            return new Bare(storage, engine, keyspace);
        }

        void commit() throws StorageException {
            engine.settle();
            engine.beforeCommit();
            storage.commit();
        }

        StateTransfer transfer() {
            return Objects.requireNonNull(storage.transfer());
        }

        @Override
        public void close() {
            storage.close();
        }
    }

    @BeforeAll
    static void load() throws NodeStartException {
        core = Cores.load("causal-plus", true).core();
        StateCodec<?> codec = Objects.requireNonNull(core.stateCodec());
        shape = codec.shape();
    }

    private static Bytes key(String name) {
        return Bytes.utf8(name);
    }

    private static Value value(String text) {
        return Value.of(Bytes.utf8(text));
    }

    private Bare source() throws Exception {
        Bare source = Bare.open(directory.resolve("source"), SOURCE);
        for (int i = 0; i < OF_SOURCE; i++) {
            source.engine.put(key("source" + i), value("v" + i));
        }
        source.engine.put(key("both"), value("of the source"));
        source.engine.put(key("source0"), Value.ABSENT);
        source.commit();
        return source;
    }

    /** With a put that the source has, and two that it has not. */
    private Bare self(Bare source) throws Exception {
        Bare self = Bare.open(directory.resolve("self"), SELF);
        PutMessage known = self.engine.put(key("mine"), value("known"));
        source.engine.receive(known);
        source.storage.beginEpoch(SELF, 1, 72, 0);
        source.commit();
        self.engine.put(key("mine"), value("newer"));
        self.engine.put(key("gone"), value("x"));
        self.engine.put(key("gone"), Value.ABSENT);
        self.commit();
        return self;
    }

    private static void assertOld(Bare self) {
        assertThat(self.engine.get(key("mine"))).isEqualTo(value("newer"));
        assertThat(self.engine.get(key("both"))).isEqualTo(Value.ABSENT);
        assertThat(self.engine.liveKeyCount()).isEqualTo(1);
        assertThat(self.engine.receivedContiguously(SOURCE)).isZero();
        assertThat(self.engine.ownSequence()).isEqualTo(4);
    }

    private static void assertNew(Bare self) {
        assertThat(self.engine.get(key("mine"))).isEqualTo(value("newer"));
        assertThat(self.engine.get(key("gone"))).isEqualTo(Value.ABSENT);
        assertThat(self.engine.get(key("both"))).isEqualTo(value("of the source"));
        assertThat(self.engine.get(key("source0"))).isEqualTo(Value.ABSENT);
        assertThat(self.engine.get(key("source2999"))).isEqualTo(value("v2999"));
        assertThat(self.engine.liveKeyCount()).isEqualTo(OF_SOURCE + 1);
        assertThat(self.engine.receivedContiguously(SOURCE)).isEqualTo(OF_SOURCE + 2);
        assertThat(self.storage.epochs(SOURCE).at(OF_SOURCE + 2)).isEqualTo(71);
        assertThat(self.storage.incarnationOf(SOURCE)).isNotZero();
        assertThat(self.engine.ownSequence()).isEqualTo(4);
    }

    /** What a start finds if the process is gone now. */
    private Bare afterACrash(String step) throws Exception {
        Path copy = directory.resolve("crash-" + step);
        copyTree(directory.resolve("self"), copy);
        return Bare.open(copy, SELF);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    @Test
    void aCrashLeavesTheOldStateOrTheNewOne() throws Exception {
        try (Bare source = source();
                Bare self = self(source);
                StateImage image = source.transfer().image()) {
            // What is put after the copy is not in it.
            source.engine.put(key("both"), value("too late"));
            source.commit();
            SnapshotSwitch takeover =
                    new SnapshotSwitch(SELF, self.engine, self.storage, self.keyspace::replaced);
            assertThat(takeover.unfit(image.marks(), Map.of(SELF, 4L))).isEmpty();
            StateImport rows = self.transfer().begin();
            CRC32C checksum = new CRC32C();
            int chunks = 0;
            for (byte[] chunk = image.rows(CHUNK_BYTES); chunk.length > 0; chunk = image.rows(CHUNK_BYTES)) {
                rows.add(chunk);
                checksum.update(chunk);
                chunks++;
                if (chunks == 3) {
                    try (Bare crashed = afterACrash("within-rows")) {
                        assertOld(crashed);
                    }
                }
            }
            assertThat(chunks).isGreaterThan(5);
            rows.finish(image.rowsRead(), (int) checksum.getValue());
            try (Bare crashed = afterACrash("before-switch")) {
                assertOld(crashed);
                // The next attempt begins anew, beside what this one left.
                assertThat(crashed.transfer().begin().rows()).isZero();
            }
            takeover.run(image.state(), image.marks(), rows);
            assertNew(self);
            try (Bare crashed = afterACrash("before-batch")) {
                assertOld(crashed);
            }
            self.commit();
            try (Bare crashed = afterACrash("before-drop")) {
                assertNew(crashed);
            }
            self.transfer().switched();
            try (Bare crashed = afterACrash("after")) {
                assertNew(crashed);
                crashed.engine.put(key("later"), value("v"));
                crashed.commit();
                assertThat(crashed.engine.get(key("later"))).isEqualTo(value("v"));
            }
        }
        assertThat(directory.resolve("source").resolve("snapshots")).isEmptyDirectory();
    }

    @Test
    void rowsThatAreNotWhatWasSentAreRefused() throws Exception {
        try (Bare source = source();
                Bare self = self(source);
                StateImage image = source.transfer().image()) {
            StateImport rows = self.transfer().begin();
            byte[] first = image.rows(CHUNK_BYTES);
            rows.add(first);
            assertThatThrownBy(() -> rows.add(first))
                    .isInstanceOf(MalformedPayloadException.class)
                    .hasMessageContaining("out of order");
            assertThatThrownBy(() -> rows.finish(image.rowsRead(), 5))
                    .isInstanceOf(MalformedPayloadException.class)
                    .hasMessageContaining("with checksum 5 were announced");
            assertThatThrownBy(() -> self.transfer().use(rows)).hasMessageContaining("not all there");
        }
    }

    @Test
    void aSnapshotThatLacksWhatIsAppliedHereDoesNotFit() throws Exception {
        try (Bare source = source();
                Bare self = self(source);
                StateImage image = source.transfer().image()) {
            SnapshotSwitch takeover = new SnapshotSwitch(SELF, self.engine, self.storage, () -> {});
            assertThat(takeover.unfit(image.marks(), Map.of(new NodeId(9), 3L)))
                    .isEqualTo("it has puts of node n9 up to 0 and this node up to 3");
            List<OriginMark> otherRun = new ArrayList<>();
            image.marks().forEach(mark -> otherRun.add(
                    new OriginMark(mark.origin(), mark.applied(), mark.epoch() + 1, mark.incarnation())));
            assertThat(takeover.unfit(otherRun, Map.of())).contains("it holds put 1 of this node");
        }
    }
}
