package dev.espalier.store.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.Value;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.peer.PeerFrame.Puts;
import dev.espalier.store.storage.MemoryStorage;
import dev.espalier.store.storage.PutBodies;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PutFramesTest {
    private static final NodeId SELF = new NodeId(1);

    private final MemoryStorage storage = new MemoryStorage();
    private final PutFrames frames = new PutFrames();
    private final List<ByteBuf> written = new ArrayList<>();

    private static PutMessage message(long sequence, int valueBytes) {
        Value value = Value.of(Bytes.wrap(new byte[valueBytes]));
        return new PutMessage(SELF, sequence, Bytes.utf8("k"), value, Bytes.EMPTY);
    }

    private void put(long sequence, int valueBytes) {
        storage.put(0, message(sequence, valueBytes));
    }

    @AfterEach
    void release() {
        frames.forget();
        written.forEach(ByteBuf::release);
    }

    private ByteBuf encoded(long first, long end, boolean together) throws Exception {
        OwnPuts puts = frames.read(first, end, storage);
        ByteBuf encoded = frames.encode(puts, together, storage.epochs(SELF), UnpooledByteBufAllocator.DEFAULT);
        written.add(encoded);
        return encoded;
    }

    /** Number of the first and number of the last put of each frame. */
    private static List<List<Long>> runs(ByteBuf in) throws PeerProtocolException {
        List<List<Long>> runs = new ArrayList<>();
        while (PeerFrameReader.read(in, PeerFrameFormat.FRAME_BYTES_MAX) instanceof Puts puts) {
            for (long sequence = puts.first(); sequence <= puts.last(); sequence++) {
                PutMessage.readBody(SELF, sequence, puts.bodies());
            }
            puts.bodies().expectEnd();
            runs.add(List.of(puts.first(), puts.last(), puts.epoch()));
        }
        assertThat(in.isReadable()).isFalse();
        return runs;
    }

    @Test
    void aFrameEndsWhereAnEpochDoes() throws Exception {
        storage.beginEpoch(SELF, 1, 70, 0);
        storage.beginEpoch(SELF, 4, 80, 0);
        storage.beginEpoch(SELF, 5, 90, 0);
        for (long sequence = 1; sequence <= 9; sequence++) {
            put(sequence, 5);
        }
        assertThat(runs(encoded(2, 8, true)))
                .containsExactly(List.of(2L, 3L, 70L), List.of(4L, 4L, 80L), List.of(5L, 8L, 90L));
        assertThat(runs(encoded(2, 3, false))).containsExactly(List.of(2L, 2L, 70L), List.of(3L, 3L, 70L));
    }

    @Test
    void aFrameIsNoLongerThanAReceiverTakes() throws Exception {
        List<byte[]> bodies = new ArrayList<>();
        for (int valueBytes : new int[] {900 << 10, 3 * PeerFrameFormat.PUTS_BYTES_MAX / 2, 10, 10}) {
            bodies.add(message(bodies.size() + 1L, valueBytes).encodeBody());
        }
        ByteBuf encoded = frames.encode(
                OwnPuts.of(1, PutBodies.of(bodies)), true, storage.epochs(SELF), UnpooledByteBufAllocator.DEFAULT);
        written.add(encoded);
        assertThat(runs(encoded)).containsExactly(List.of(1L, 1L, 0L), List.of(2L, 2L, 0L), List.of(3L, 4L, 0L));
    }

    @Test
    void theSamePutsAreReadAndEncodedOnceForEachKindOfReceiver() throws Exception {
        put(1, 5);
        put(2, 5);
        ByteBuf first = encoded(1, 2, true);
        OwnPuts read = frames.read(1, 2, storage);
        assertThat(frames.read(1, 2, storage)).isSameAs(read);
        ByteBuf again = encoded(1, 2, true);
        assertThat(again.memoryAddress()).isEqualTo(first.memoryAddress());
        assertThat(runs(encoded(1, 2, false))).hasSize(2);
        assertThat(runs(encoded(1, 2, true))).hasSize(1);
        put(3, 5);
        assertThat(runs(encoded(1, 3, true))).containsExactly(List.of(1L, 3L, 0L));
        frames.forget();
        assertThat(frames.read(1, 2, storage)).isNotSameAs(read);
        assertThat(runs(first)).hasSize(1);
        assertThat(runs(again)).hasSize(1);
    }

    @Test
    void nothingIsReadWhereNothingIsHeld() throws Exception {
        put(1, 5);
        storage.trimOutbox(1);
        assertThat(frames.read(1, 1, storage).count()).isZero();
    }
}
