package dev.espalier.core;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the payloads that one sender sends one after the other, by their place in them, each as it was read or written last:
 * what a put depends on is most often what the sender's put before depended on, so its bytes are compared, or copied, where
 * they would be decoded again. Not thread-safe.
 */
public final class RepeatedParts {
    /** Longer parts are not kept: a sender's take no more memory than this for each place, in bytes. */
    static final int BYTES_MAX = 512;

    private static final byte[] NONE = {};

    private @Nullable Object[] values = new Object[1];
    private byte[][] bytes = {NONE};

    /** Without parts. */
    public RepeatedParts() {}

    /** The value kept at {@code place}; {@code null} if none is. */
    @Nullable
    Object value(int place) {
        return place < values.length ? values[place] : null;
    }

    /** The bytes of the value at {@code place}; none if none is kept. */
    byte[] bytes(int place) {
        return bytes[place];
    }

    /** How many bytes the value at {@code place} has, if they are the next ones; 0 if they are not, or none is kept. */
    int lengthIfNext(int place, byte[] buffer, int position, int end) {
        if (place >= bytes.length) {
            return 0;
        }
        byte[] part = bytes[place];
        int next = position + part.length;
        return next <= end && Arrays.equals(part, 0, part.length, buffer, position, next) ? part.length : 0;
    }

    /** Keeps {@code value}, whose bytes are those of {@code buffer} from {@code from} to before {@code to}. */
    void keep(int place, Object value, byte[] buffer, int from, int to) {
        if (place >= bytes.length) {
            int grown = bytes.length;
            values = Arrays.copyOf(values, place + 1);
            bytes = Arrays.copyOf(bytes, place + 1);
            Arrays.fill(bytes, grown, bytes.length, NONE);
        }
        boolean kept = to - from <= BYTES_MAX;
        values[place] = kept ? value : null;
        bytes[place] = kept ? Arrays.copyOfRange(buffer, from, to) : NONE;
    }
}
