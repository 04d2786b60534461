package dev.espalier.store.peer;

import dev.espalier.store.storage.Epochs;
import dev.espalier.store.storage.PutBodies;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.storage.StorageException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Frames of own puts, read and encoded once for all links: most of the time every peer is as far as the others, and is sent
 * the same puts in the same tick. A put never changes under its number, so the same numbers are the same bytes.
 */
final class PutFrames {
    private static final int READ_PUTS = 512;
    private static final long READ_BYTES = 1L << 20;

    /** What frames are put together in, unless they are longer. */
    private final byte[] scratch = new byte[64 << 10];

    private @Nullable OwnPuts lastRead;
    private int lastMost;

    private @Nullable ByteBuf last;
    private @Nullable OwnPuts lastEncoded;
    private boolean lastTogether;

    /** Own puts from number {@code first} to at most number {@code end}, some of them; none when that one is not held. */
    OwnPuts read(long first, long end, Storage storage) throws StorageException {
        int most = (int) Math.min(READ_PUTS, end - first + 1);
        OwnPuts known = lastRead;
        if (known != null && first == known.first() && most == lastMost) {
            return known;
        }
        OwnPuts read = OwnPuts.of(first, storage.outbox(first, most, READ_BYTES));
        // A value may be large, and the next commit far away.
        lastRead = read.count() == 0 || read.bytes() > 2 * READ_BYTES ? null : read;
        lastMost = most;
        return read;
    }

    /**
     * The frames of {@code puts}; the caller releases them.
     *
     * @param together whether the receiver takes more than one put in a frame
     */
    ByteBuf encode(OwnPuts puts, boolean together, Epochs epochs, ByteBufAllocator allocator) {
        ByteBuf known = last;
        if (known != null && puts == lastEncoded && together == lastTogether) {
            return known.retainedDuplicate();
        }
        PutBodies bodies = puts.bodies();
        // As if none could share a frame: at most this.
        int most = Math.toIntExact(puts.bytes() + (long) puts.count() * PeerFrameFormat.PUT_HEADER_BYTES);
        byte[] encoded = most <= scratch.length ? scratch : new byte[most];
        int length = 0;
        for (int from = 0; from < bodies.count(); ) {
            long first = puts.first() + from;
            int end = together ? runEnd(bodies, from, epochs.lastLike(first) - puts.first() + 1) : from + 1;
            length = write(first, bodies, from, end, epochs.at(first), encoded, length);
            from = end;
        }
        // One copy out of the heap: many small writes to a buffer cost more.
        ByteBuf frames = allocator.buffer(length).writeBytes(encoded, 0, length);
        release();
        last = frames;
        lastEncoded = puts;
        lastTogether = together;
        return frames.retainedDuplicate();
    }

    /** The place behind the last body, before {@code limit}, that can be in one frame with that at {@code from}. */
    private static int runEnd(PutBodies bodies, int from, long limit) {
        long room = PeerFrameFormat.PUTS_BYTES_MAX - PeerFrameFormat.PUTS_HEADER_BYTES;
        int end = from + 1;
        int most = (int) Math.min(limit, Math.min(bodies.count(), (long) from + PeerFrameFormat.PUTS_MAX));
        while (end < most && bodies.bytes(from, end + 1) <= room) {
            end++;
        }
        return end;
    }

    /** Writes one frame of the bodies from place {@code from} to {@code end} to where {@code at} is, and gives the place behind it. */
    private static int write(long first, PutBodies bodies, int from, int end, long epoch, byte[] out, int at) {
        int count = end - from;
        int header = count == 1 ? PeerFrameFormat.PUT_HEADER_BYTES : PeerFrameFormat.PUTS_HEADER_BYTES;
        int bytes = bodies.bytes(from, end);
        System.arraycopy(bodies.shared(), bodies.offset(from), out, at + header, bytes);
        if (count == 1) {
            PeerFrameWriter.writePutHeader(first, epoch, bytes, out, at);
        } else {
            PeerFrameWriter.writePutsHeader(first, count, epoch, bytes, out, at);
        }
        return at + header + bytes;
    }

    /** Lets go of what would be given again. */
    void forget() {
        lastRead = null;
        lastEncoded = null;
        release();
    }

    private void release() {
        if (last != null) {
            last.release();
            last = null;
        }
    }
}
