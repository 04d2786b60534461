package dev.espalier.store.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.Bytes;
import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.NodeId;
import dev.espalier.core.StoreCore;
import dev.espalier.core.Value;
import dev.espalier.store.config.Durability;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.cores.Cores;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.engine.WallClock;
import dev.espalier.store.fixture.MemoryRows;
import dev.espalier.store.fixture.MutatedInputs;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.keyspace.StoredValue;
import dev.espalier.store.peer.PeerFrame.Image;
import dev.espalier.store.peer.PeerFrame.ImageEnd;
import dev.espalier.store.peer.PeerFrame.Rows;
import dev.espalier.store.storage.RocksStorage;
import dev.espalier.store.storage.StateImage;
import dev.espalier.store.storage.StateImport;
import dev.espalier.store.storage.StorageException;
import dev.espalier.store.storage.StoreIdentity;
import dev.espalier.store.storage.UnreadableStateException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Any bytes in place of a snapshot are one, or end in a typed error: read as frames, taken in, switched to, and every key
 * of it read. A checksum guards the rows, so behind it changed ones are tried too, as if it were the right one.
 */
class SnapshotFuzzTest {
    private static final NodeId SOURCE = new NodeId(1);
    private static final NodeId SELF = new NodeId(2);
    private static final List<String> KEYS = List.of("k", "key", "gone", "other");
    private static final int CHUNK_BYTES = 40;
    private static final int SNAPSHOTS_OF_A_NODE = 100;

    private static StoreCore core;
    private static String shape;
    private static final AtomicLong switches = new AtomicLong();
    private static final AtomicLong reads = new AtomicLong();
    private static @Nullable Bare receiver;
    private static int snapshotsTaken;

    /** A node without its links, on rows in memory. */
    private record Bare(RocksStorage storage, ReplicaEngine<?> engine, Keyspace keyspace) {
        static Bare open(NodeId self) throws NodeStartException, StorageException {
            MemoryRows rows = new MemoryRows();
            StoreIdentity identity = new StoreIdentity("test", self, "causal-plus", "hash", shape);
            RocksStorage storage = RocksStorage.on(rows, rows, "memory", identity, Durability.NONE, true, 1 << 20);
            Keyspace keyspace = new Keyspace(WallClock.system(), storage.keptKeys());
            ReplicaEngine<?> engine = ReplicaEngine.of(core, self, WallClock.system(), storage, keyspace);
            storage.recover(engine.replay());
            keyspace.restore();
            storage.beginEpoch(self, 1, 70 + self.number(), 0);
            return new Bare(storage, engine, keyspace);
        }

        void commit() throws StorageException {
            engine.settle();
            engine.beforeCommit();
            storage.commit();
        }
    }

    @BeforeAll
    static void load() throws NodeStartException {
        core = Cores.load("causal-plus", true).core();
        shape = Objects.requireNonNull(core.stateCodec()).shape();
    }

    private static Value value(String text) {
        return StoredValue.plain(Bytes.utf8(text));
    }

    /** What a node with a put of another, one with a deadline and one that is gone sends. */
    private static byte[] valid() throws Exception {
        Bare source = Bare.open(SOURCE);
        Bare third = Bare.open(new NodeId(3));
        source.engine.receive(third.engine.put(Bytes.utf8("other"), value("of node 3")));
        source.storage.beginEpoch(new NodeId(3), 1, 73, 0);
        source.engine.put(Bytes.utf8("k"), value("v"));
        source.engine.put(Bytes.utf8("key"), StoredValue.until(Bytes.utf8("a\r\n\0b"), 1L << 50));
        source.engine.put(Bytes.utf8("gone"), value("v"));
        source.engine.put(Bytes.utf8("gone"), Value.ABSENT);
        source.commit();
        ByteBuf out = Unpooled.buffer();
        try (StateImage image =
                Objects.requireNonNull(source.storage.transfer()).image()) {
            PeerFrameWriter.write(new Image(image.shape(), Bytes.wrap(image.state()), image.marks()), out);
            CRC32C checksum = new CRC32C();
            for (byte[] chunk = image.rows(CHUNK_BYTES); chunk.length > 0; chunk = image.rows(CHUNK_BYTES)) {
                checksum.update(chunk);
                PeerFrameWriter.write(new Rows(Bytes.wrap(chunk)), out);
            }
            PeerFrameWriter.write(new ImageEnd(image.rowsRead(), (int) checksum.getValue()), out);
        }
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }

    private static void take(byte[] input) {
        try {
            receive(input);
        } catch (PeerProtocolException | MalformedPayloadException | StorageException | UnreadableStateException e) {
            assertThat(e.getMessage()).isNotEmpty();
        } catch (NodeStartException e) {
            throw new AssertionError("rows in memory", e);
        }
    }

    private static void receive(byte[] input) throws PeerProtocolException, StorageException, NodeStartException {
        List<PeerFrame> frames = frames(input);
        if (frames.isEmpty()
                || !(frames.getFirst() instanceof Image image)
                || !image.shape().equals(shape)) {
            return;
        }
        Bare self = receiver();
        SnapshotSwitch takeover = new SnapshotSwitch(SELF, self.engine, self.storage, self.keyspace::replaced);
        if (!takeover.unfit(image.marks(), Map.of()).isEmpty()) {
            return;
        }
        StateImport rows = Objects.requireNonNull(self.storage.transfer()).begin();
        CRC32C checksum = new CRC32C();
        for (PeerFrame frame : frames.subList(1, frames.size())) {
            if (frame instanceof Rows some) {
                rows.add(some.chunk().shared());
                checksum.update(some.chunk().shared());
            }
        }
        rows.finish(rows.rows(), (int) checksum.getValue());
        // A node that cannot switch, or read what it switched to, serves no more.
        receiver = null;
        takeover.run(image.state().shared(), image.marks(), rows);
        self.commit();
        switches.incrementAndGet();
        List<Bytes> keys = new ArrayList<>();
        self.keyspace.forEach(keys::add);
        KEYS.forEach(key -> keys.add(Bytes.utf8(key)));
        for (Bytes key : keys) {
            self.engine.get(key);
            reads.incrementAndGet();
        }
        if (++snapshotsTaken < SNAPSHOTS_OF_A_NODE) {
            receiver = self;
        } else {
            self.engine.put(Bytes.utf8("k"), value("later"));
            self.commit();
        }
    }

    /** The node that takes the next snapshot: a new one costs far more than a snapshot. */
    private static Bare receiver() throws NodeStartException, StorageException {
        Bare present = receiver;
        if (present == null) {
            present = Bare.open(SELF);
            receiver = present;
            snapshotsTaken = 0;
        }
        return present;
    }

    private static List<PeerFrame> frames(byte[] input) throws PeerProtocolException {
        ByteBuf in = Unpooled.wrappedBuffer(input);
        List<PeerFrame> frames = new ArrayList<>();
        for (PeerFrame frame = next(in); frame != null; frame = next(in)) {
            frames.add(frame);
        }
        return frames;
    }

    private static @Nullable PeerFrame next(ByteBuf in) throws PeerProtocolException {
        return PeerFrameReader.read(in, PeerFrameFormat.FRAME_BYTES_MAX);
    }

    @Test
    void anyBytesAreASnapshotOrATypedError() throws Exception {
        byte[] valid = valid();
        switches.set(0);
        receive(valid);
        assertThat(switches).as("switches by what is valid").hasValue(1);
        reads.set(0);
        MutatedInputs.feed(List.of(valid), MutatedInputs.FEW, SnapshotFuzzTest::take);
        assertThat(reads.get()).as("keys read of changed snapshots").isGreaterThan(MutatedInputs.FEW / 4);
    }

    @Tag("campaign")
    @Test
    void aCampaignOfAnyBytes() throws Exception {
        MutatedInputs.feed(List.of(valid()), MutatedInputs.CAMPAIGN, SnapshotFuzzTest::take);
    }
}
