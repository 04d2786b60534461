package dev.espalier.store.peer;

import dev.espalier.store.storage.Epochs;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames of own puts, encoded once for all links: most of the time every peer is as far as the others, and is sent the
 * same puts in the same tick. A put never changes under its number, so the same numbers are the same bytes.
 */
final class PutFrames {
    private @Nullable ByteBuf last;
    private long lastFirst;
    private int lastCount;

    /** The frames of {@code bodies}, the first of which is put {@code first}; the caller releases them. */
    ByteBuf encode(long first, List<byte[]> bodies, Epochs epochs, ByteBufAllocator allocator) {
        ByteBuf known = last;
        if (known != null && first == lastFirst && bodies.size() == lastCount) {
            return known.retainedDuplicate();
        }
        int bytes = 0;
        for (byte[] body : bodies) {
            bytes += PeerFrameCodec.PUT_HEADER_BYTES + body.length;
        }
        byte[] encoded = new byte[bytes];
        int at = 0;
        long sequence = first;
        for (byte[] body : bodies) {
            PeerFrameCodec.writePutHeader(sequence, epochs.at(sequence), body.length, encoded, at);
            at += PeerFrameCodec.PUT_HEADER_BYTES;
            System.arraycopy(body, 0, encoded, at, body.length);
            at += body.length;
            sequence++;
        }
        // One copy out of the heap: many small writes to a buffer cost more.
        ByteBuf frames = allocator.buffer(bytes).writeBytes(encoded);
        forget();
        last = frames;
        lastFirst = first;
        lastCount = bodies.size();
        return frames.retainedDuplicate();
    }

    /** Lets go of the frames that {@link #encode} would give again. */
    void forget() {
        if (last != null) {
            last.release();
            last = null;
        }
    }
}
