package dev.espalier.core.lang;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An OCaml {@code string}: immutable bytes, not characters. A Java {@code String} is a sequence of UTF-16 units, in which
 * length, order and {@code s.[i]} would be others as soon as one byte is above 127; so the bytes are kept as they are. A
 * byte is given out as a {@code char} from 0 to 255, as OCaml's {@code char} is.
 *
 * <p>Equality and order are by the bytes, unsigned, a proper prefix first. An element costs constant time. What OCaml
 * refuses with {@code Invalid_argument} is an {@link OcamlException} of that name.
 */
public final class ByteString implements Comparable<ByteString> {
    private static final ByteString EMPTY = new ByteString(new byte[0]);

    /** Most bytes that Java's arrays hold on every machine. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - 8L;

    private final byte[] bytes;

    private ByteString(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The bytes that the characters of {@code latin1} number: how literals are written.
     *
     * @param latin1 characters from 0 to 255 only
     */
    public static ByteString of(String latin1) {
        byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length; i++) {
            if ((bytes[i] & 0xFF) != latin1.charAt(i)) {
                throw new IllegalArgumentException("character " + (int) latin1.charAt(i) + " is no byte");
            }
        }
        return new ByteString(bytes);
    }

    /** A copy of {@code bytes}. */
    public static ByteString copyOf(byte[] bytes) {
        return new ByteString(bytes.clone());
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** {@code String.empty}. */
    public static ByteString empty() {
        return EMPTY;
    }

    /** {@code String.length}: the number of bytes. */
    public static long length(ByteString string) {
        return string.bytes.length;
    }

    /** {@code String.get}: the byte at {@code index}, counted from 0. */
    public static char get(ByteString string, long index) {
        if (index < 0 || index >= string.bytes.length) {
            throw OcamlException.invalidArgument("index out of bounds");
        }
        return (char) (string.bytes[(int) index] & 0xFF);
    }

    /** {@code String.make}: {@code length} times {@code element}. */
    public static ByteString make(long length, char element) {
        byte[] made = new byte[checked(length, "String.make")];
        Arrays.fill(made, (byte) element);
        return new ByteString(made);
    }

    /** {@code String.init}: what {@code element} gives for each index, in order. */
    public static ByteString init(long length, Func<Long, Character> element) {
        byte[] made = new byte[checked(length, "String.init")];
        for (int i = 0; i < made.length; i++) {
            made[i] = (byte) (char) element.apply((long) i);
        }
        return new ByteString(made);
    }

    /** {@code String.sub}: the {@code length} bytes from {@code start} on. */
    public static ByteString sub(ByteString string, long start, long length) {
        if (start < 0 || length < 0 || start > string.bytes.length - length) {
            throw OcamlException.invalidArgument("String.sub / Bytes.sub");
        }
        return new ByteString(Arrays.copyOfRange(string.bytes, (int) start, (int) (start + length)));
    }

    /** {@code (^)}: the one and then the other. */
    public static ByteString append(ByteString left, ByteString right) {
        int all = checked((long) left.bytes.length + right.bytes.length, "Bytes.extend");
        byte[] joined = Arrays.copyOf(left.bytes, all);
        System.arraycopy(right.bytes, 0, joined, left.bytes.length, right.bytes.length);
        return new ByteString(joined);
    }

    /** {@code String.concat}: all of {@code parts} with {@code separator} between them. */
    public static ByteString concat(ByteString separator, ConsList<ByteString> parts) {
        long length = 0;
        ConsList<ByteString> rest = parts;
        while (rest instanceof ConsList.Cell<ByteString> cell) {
            length += cell.head().bytes.length;
            rest = cell.tail();
            length += rest instanceof ConsList.Cell<ByteString> ? separator.bytes.length : 0;
        }
        byte[] joined = new byte[checked(length, "String.concat")];
        int at = 0;
        rest = parts;
        while (rest instanceof ConsList.Cell<ByteString> cell) {
            at = put(cell.head(), joined, at);
            rest = cell.tail();
            at = rest instanceof ConsList.Cell<ByteString> ? put(separator, joined, at) : at;
        }
        return new ByteString(joined);
    }

    private static int put(ByteString part, byte[] into, int at) {
        System.arraycopy(part.bytes, 0, into, at, part.bytes.length);
        return at + part.bytes.length;
    }

    private static int checked(long length, String operation) {
        if (length < 0 || length > MOST_BYTES) {
            throw OcamlException.invalidArgument(operation);
        }
        return (int) length;
    }

    /** {@code String.equal}. */
    public static boolean equal(ByteString left, ByteString right) {
        return left.equals(right);
    }

    /** {@code String.compare}: -1, 0 or 1. */
    public static long compare(ByteString left, ByteString right) {
        return Integer.signum(left.compareTo(right));
    }

    /** {@code string_of_int}: in decimal. */
    public static ByteString ofInt(long number) {
        return of(Long.toString(number));
    }

    @Override
    public int compareTo(ByteString other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteString that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The bytes as Latin-1 characters, for messages. */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
