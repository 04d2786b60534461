package dev.espalier.core;

import dev.espalier.core.lang.Whole;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link PayloadWriter} wrote. Total: any bytes give a value or a {@link MalformedPayloadException}, and
 * no length is believed before the bytes are there.
 */
public final class PayloadReader {
    private final byte[] buffer;
    private final int end;
    private final @Nullable RepeatedParts before;
    private int position;

    /** Reads all of {@code buffer}. */
    public PayloadReader(byte[] buffer) {
        this(buffer, 0, buffer.length);
    }

    /**
     * Reads all of {@code buffer}, whose parts are likely to be those that were read {@code before}. What is read is kept there,
     * so all its readers are to read the same kind of payload.
     */
    public PayloadReader(byte[] buffer, RepeatedParts before) {
        this.buffer = buffer;
        this.end = buffer.length;
        this.before = before;
    }

    /** Reads {@code length} bytes of {@code buffer} from {@code offset}. */
    public PayloadReader(byte[] buffer, int offset, int length) {
        if (offset < 0 || length < 0 || offset > buffer.length - length) {
            throw new IndexOutOfBoundsException(offset + "+" + length + " of " + buffer.length);
        }
        this.buffer = buffer;
        this.position = offset;
        this.end = offset + length;
        this.before = null;
    }

    /** Reads a natural number, 0 to {@link Long#MAX_VALUE}; refuses encodings longer than need be. */
    public long readNatural() {
        int at = position;
        if (at < end && buffer[at] >= 0) {
            // Lengths, node numbers: most numbers are of one byte, and this much the JVM inlines where it is called.
            position = at + 1;
            return buffer[at];
        }
        return readLongerNatural();
    }

    private long readLongerNatural() {
        int at = position;
        if (end - at >= Long.BYTES) {
            long word = Leb128.word(buffer, at);
            int length = Leb128.length(word);
            if (length > 1 && length <= Long.BYTES && buffer[at + length - 1] != 0) {
                position = at + length;
                return Leb128.unpacked(word, length);
            }
        }
        return readByteByByte();
    }

    private long readByteByByte() {
        int at = position;
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            if (at >= end) {
                position = end;
                throw malformed("the end of the payload");
            }
            int next = buffer[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                position = at;
                if (next == 0 && shift > 0) {
                    throw malformed("a number with superfluous bytes");
                }
                return value;
            }
        }
        position = at;
        throw malformed("a number beyond 63 bits");
    }

    /** Reads one byte, 0 to 255. */
    public int readByte() {
        if (position >= end) {
            throw malformed("the end of the payload");
        }
        return buffer[position++] & 0xff;
    }

    /** Reads a truth value. */
    public boolean readBoolean() {
        int value = readByte();
        if (value > 1) {
            throw malformed("a truth value of " + value);
        }
        return value == 1;
    }

    /** Reads a length-prefixed byte string. */
    public Bytes readBytes() {
        long length = readNatural();
        if (length > end - position) {
            throw malformed("a byte string of " + length + " bytes where " + (end - position) + " are left");
        }
        Bytes value = Bytes.wrap(Arrays.copyOfRange(buffer, position, position + (int) length));
        position += (int) length;
        return value;
    }

    /** Reads a whole number of any size. */
    public Whole readWhole() {
        Bytes bytes = readBytes();
        if (bytes.length() == 0) {
            throw malformed("a number without bytes");
        }
        return Whole.of(new BigInteger(bytes.shared()));
    }

    /** Reads a whole number that is at least {@code least}. */
    public Whole readWhole(Whole least) {
        Whole value = readWhole();
        if (value.lessThan(least)) {
            throw malformed("a number less than " + least);
        }
        return value;
    }

    /** Reads a value that may be absent. */
    public Value readValue() {
        return readBoolean() ? Value.of(readBytes()) : Value.ABSENT;
    }

    /** Reads a node's identity. */
    public NodeId readNodeId() {
        long number = readNatural();
        if (number > NodeId.MAX) {
            throw malformed("node id " + number);
        }
        return NodeId.of((int) number);
    }

    /**
     * The value that was read last at {@code place}, if the same bytes follow again: they are skipped then. {@code null} otherwise,
     * and then the value is to be read and given to {@link #keep}.
     *
     * @param place a number of the reading method's own: one place has one type of values, none of which ever changes
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // by the place
    public <T> @Nullable T readAgain(int place) {
        if (before == null) {
            return null;
        }
        int length = before.lengthIfNext(place, buffer, position, end);
        if (length == 0) {
            return null;
        }
        position += length;
        return (T) before.value(place);
    }

    /** Keeps {@code value}, which was just read from the bytes since position {@code from}, for {@link #readAgain}; returns it. */
    public <T> T keep(int place, int from, T value) {
        if (before != null) {
            before.keep(place, value, buffer, from, position);
        }
        return value;
    }

    /** The position in the buffer of the next byte to read. */
    public int position() {
        return position;
    }

    /** Bytes not yet read. */
    public int remaining() {
        return end - position;
    }

    /** Checks that everything was read. */
    public void expectEnd() {
        if (position != end) {
            throw malformed(remaining() + " bytes too many");
        }
    }

    /** An error at the present position: for decoders built on this reader. */
    public MalformedPayloadException malformed(String found) {
        return new MalformedPayloadException("malformed payload: found " + found + " at byte " + position);
    }
}
