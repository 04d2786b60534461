package dev.espalier.store.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.NodeId;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.peer.PeerFrame.Compressed;
import dev.espalier.store.peer.PeerFrame.Hello;
import dev.espalier.store.peer.PeerFrame.Puts;
import dev.espalier.store.storage.MemoryStorage;
import dev.espalier.store.storage.PutBodies;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any bytes from a peer connection. A test run tries the inputs in the resources; with JAZZER_FUZZ=1 in the environment
 * Jazzer looks for new ones.
 */
class PeerFrameCodecFuzzTest {
    private static final NodeId ORIGIN = new NodeId(1);

    /** What a stream gave: frames and put bodies, and the error that ended it, if any. */
    private record Read(List<Object> frames, String error) {}

    /** A frame of puts, with their bodies read, or null when one is malformed. */
    private record ReadPuts(
            long first, long epoch, @Nullable List<PutMessage> messages) {}

    @FuzzTest(maxDuration = "2m")
    void anyBytesReadTheSameHoweverTheyAreSplit(byte[] input) throws PeerProtocolException {
        Read whole = read(input, Integer.MAX_VALUE);
        assertThat(read(input, 1)).isEqualTo(whole);
        assertThat(read(input, 13)).isEqualTo(whole);
        for (Object frame : whole.frames()) {
            ByteBuf again = Unpooled.buffer();
            if (frame instanceof ReadPuts puts) {
                if (puts.messages() == null) {
                    continue;
                }
                ByteBuf written = written(puts.first(), puts.epoch(), puts.messages());
                again.writeBytes(written);
                written.release();
            } else if (frame instanceof Hello hello && hello.version() > PeerFrame.VERSION) {
                // It may have had more fields than are known.
                continue;
            } else {
                WrittenFrames.write(frame, again);
            }
            PeerFrame second = PeerFrameReader.read(again, PeerFrameFormat.FRAME_BYTES_MAX);
            assertThat(second).isNotNull();
            if (second != null) {
                assertThat(opened(second)).isEqualTo(frame);
            }
            assertThat(again.isReadable()).isFalse();
        }
    }

    private static ByteBuf written(long first, long epoch, List<PutMessage> messages) {
        MemoryStorage storage = new MemoryStorage();
        storage.beginEpoch(ORIGIN, 1, epoch, 0);
        List<byte[]> bodies = messages.stream().map(PutMessage::encodeBody).toList();
        PutFrames frames = new PutFrames();
        ByteBuf written = frames.encode(
                OwnPuts.of(first, PutBodies.of(bodies)),
                true,
                storage.epochs(ORIGIN),
                UnpooledByteBufAllocator.DEFAULT);
        frames.forget();
        return written;
    }

    private static Read read(byte[] input, int pieceBytes) {
        ByteBuf buffer = Unpooled.buffer();
        List<Object> frames = new ArrayList<>();
        try {
            for (int at = 0; at < input.length; ) {
                int piece = Math.min(input.length - at, pieceBytes);
                buffer.writeBytes(input, at, piece);
                at += piece;
                for (PeerFrame f = next(buffer); f != null; f = next(buffer)) {
                    frames.add(opened(f));
                }
                buffer.discardReadBytes();
            }
            return new Read(frames, "");
        } catch (PeerProtocolException e) {
            return new Read(frames, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable PeerFrame next(ByteBuf buffer) throws PeerProtocolException {
        return PeerFrameReader.read(buffer, PeerFrameFormat.HANDSHAKE_BYTES_MAX);
    }

    private static Object opened(PeerFrame frame) {
        if (frame instanceof Compressed compressed) {
            try {
                PeerCompression.decompress(compressed);
            } catch (PeerProtocolException e) {
                return new ReadPuts(compressed.code(), compressed.plainBytes(), null);
            }
            return new ReadPuts(compressed.code(), 0, null);
        }
        if (!(frame instanceof Puts puts)) {
            return frame;
        }
        try {
            List<PutMessage> messages = new ArrayList<>();
            for (long sequence = puts.first(); sequence <= puts.last(); sequence++) {
                messages.add(PutMessage.readBody(ORIGIN, sequence, puts.bodies()));
            }
            puts.bodies().expectEnd();
            return new ReadPuts(puts.first(), puts.epoch(), messages);
        } catch (MalformedPayloadException e) {
            return new ReadPuts(puts.first(), puts.epoch(), null);
        }
    }
}
