package dev.espalier.core;

import dev.espalier.core.lang.Whole;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Grows a byte array by the primitives that payload codecs need. Numbers are variable-length (LEB128: seven bits a
 * byte, least significant first), byte strings are length-prefixed; nothing is delimited, so any bytes round-trip.
 */
public final class PayloadWriter {
    /** A natural number has 63 bits. */
    private static final int NATURAL_BYTES_MAX = 9;

    private byte[] buffer = new byte[64];
    private int length;
    private @Nullable RepeatedParts before;

    /** Writes a natural number, 0 to {@link Long#MAX_VALUE}. */
    public void writeNatural(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("not a natural number: " + value);
        }
        if (buffer.length - length < NATURAL_BYTES_MAX) {
            reserve(NATURAL_BYTES_MAX);
        }
        byte[] out = buffer;
        int at = length;
        if (value >= 0x80 && value <= Leb128.WORD_MAX) {
            length = at + Leb128.write(value, out, at);
            return;
        }
        long rest = value;
        while (rest >= 0x80) {
            out[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[at++] = (byte) rest;
        length = at;
    }

    /** Writes a whole number of any size: a byte string, in two's complement from its most significant byte. */
    public void writeWhole(Whole value) {
        writeBytes(Bytes.wrap(value.toBigInteger().toByteArray()));
    }

    /** Writes one byte, the low eight bits of {@code value}. */
    public void writeByte(int value) {
        reserve(1);
        buffer[length++] = (byte) value;
    }

    /** Writes a truth value. */
    public void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    /** Writes a length-prefixed byte string. */
    public void writeBytes(Bytes value) {
        writeNatural(value.length());
        reserve(value.length());
        System.arraycopy(value.shared(), 0, buffer, length, value.length());
        length += value.length();
    }

    /** Writes a value that may be absent. */
    public void writeValue(Value value) {
        Bytes bytes = value.bytesOrNull();
        writeBoolean(bytes != null);
        if (bytes != null) {
            writeBytes(bytes);
        }
    }

    /** Writes a node's identity. */
    public void writeNodeId(NodeId value) {
        writeNatural(value.number());
    }

    /**
     * Writes {@code value} if it is the very object that was written last at {@code place}; otherwise it is to be written, and
     * given to {@link #keep}.
     *
     * @param place as in {@link PayloadReader#readAgain}
     */
    public boolean writeAgain(int place, Object value) {
        if (before == null || before.value(place) != value) {
            return false;
        }
        byte[] bytes = before.bytes(place);
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
        return true;
    }

    /** Keeps {@code value}, which was just written as the bytes since length {@code from}, for {@link #writeAgain}. */
    public void keep(int place, int from, Object value) {
        if (before == null) {
            before = new RepeatedParts();
        }
        before.keep(place, value, buffer, from, length);
    }

    /** Number of bytes written so far. */
    public int length() {
        return length;
    }

    /** Copies what was written to {@code target}, from place {@code at} on. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(buffer, 0, target, at, length);
    }

    /** What was written, as a new array. */
    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    /** Forgets what was written, keeps the room. */
    public void reset() {
        length = 0;
    }

    private void reserve(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(length, more)));
        }
    }
}
