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
    private boolean lastTogether;

    /**
     * The frames of {@code bodies}, the first of which is put {@code first}; the caller releases them.
     *
     * @param together whether the receiver takes more than one put in a frame
     */
    ByteBuf encode(long first, List<byte[]> bodies, boolean together, Epochs epochs, ByteBufAllocator allocator) {
        ByteBuf known = last;
        if (known != null && first == lastFirst && bodies.size() == lastCount && together == lastTogether) {
            return known.retainedDuplicate();
        }
        // As if none could share a frame: at most this.
        long bytes = 0;
        for (byte[] body : bodies) {
            bytes += PeerFrameCodec.PUT_HEADER_BYTES + body.length;
        }
        byte[] encoded = new byte[Math.toIntExact(bytes)];
        int length = 0;
        for (int from = 0; from < bodies.size(); ) {
            long epoch = epochs.at(first + from);
            int end = together ? runEnd(first, bodies, from, epoch, epochs) : from + 1;
            length = write(first + from, bodies.subList(from, end), epoch, encoded, length);
            from = end;
        }
        // One copy out of the heap: many small writes to a buffer cost more.
        ByteBuf frames = allocator.buffer(length).writeBytes(encoded, 0, length);
        forget();
        last = frames;
        lastFirst = first;
        lastCount = bodies.size();
        lastTogether = together;
        return frames.retainedDuplicate();
    }

    /** The place behind the last body that can be in one frame with that at {@code from}. */
    private static int runEnd(long first, List<byte[]> bodies, int from, long epoch, Epochs epochs) {
        long room = PeerFrameCodec.PUTS_BYTES_MAX - PeerFrameCodec.PUTS_HEADER_BYTES - bodies.get(from).length;
        int end = from + 1;
        while (end < bodies.size()
                && end - from < PeerFrameCodec.PUTS_MAX
                && room >= bodies.get(end).length
                && epochs.at(first + end) == epoch) {
            room -= bodies.get(end).length;
            end++;
        }
        return end;
    }

    /** Writes one frame to where {@code at} is, and gives the place behind it. */
    private static int write(long first, List<byte[]> bodies, long epoch, byte[] out, int at) {
        int bytes = 0;
        for (byte[] body : bodies) {
            bytes += body.length;
        }
        int end = at;
        if (bodies.size() == 1) {
            PeerFrameCodec.writePutHeader(first, epoch, bytes, out, at);
            end += PeerFrameCodec.PUT_HEADER_BYTES;
        } else {
            PeerFrameCodec.writePutsHeader(first, bodies.size(), epoch, bytes, out, at);
            end += PeerFrameCodec.PUTS_HEADER_BYTES;
        }
        for (byte[] body : bodies) {
            System.arraycopy(body, 0, out, end, body.length);
            end += body.length;
        }
        return end;
    }

    /** Lets go of the frames that {@link #encode} would give again. */
    void forget() {
        if (last != null) {
            last.release();
            last = null;
        }
    }
}
