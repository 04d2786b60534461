package dev.espalier.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string: any bytes, compared by content. Its hash is computed once, when it is first asked for. */
public final class Bytes implements Comparable<Bytes> {
    /** The byte string of length zero. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    /**
     * The hash, or 0 before it was asked for: most values and payloads are never asked. Threads may race to compute it,
     * and all come to the same, as with {@link String}.
     */
    private int hash;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** Wraps {@code content} without copying; the caller gives the array away and must not change it afterwards. */
    public static Bytes wrap(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content);
    }

    /** A copy of {@code content}. */
    public static Bytes copyOf(byte[] content) {
        return wrap(content.clone());
    }

    /** The UTF-8 encoding of {@code text}. */
    public static Bytes utf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Number of bytes. */
    public int length() {
        return content.length;
    }

    /** The byte at {@code index}. */
    public byte at(int index) {
        return content[index];
    }

    /** The bytes themselves, not a copy: for writing out only, never to be changed. */
    public byte[] shared() {
        return content;
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return content.clone();
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Bytes that && mayEqual(that) && Arrays.equals(content, that.content));
    }

    /** Whether the hashes, where both are known, do not tell the two apart. */
    private boolean mayEqual(Bytes that) {
        return hash == that.hash || hash == 0 || that.hash == 0;
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            known = Arrays.hashCode(content);
            hash = known;
        }
        return known;
    }

    /** Orders by unsigned bytes, then by length. */
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(content, other.content);
    }

    /** Printable ASCII as it is, anything else as hexadecimal: for logs and errors. */
    @Override
    public String toString() {
        for (byte b : content) {
            if (b < 0x20 || b > 0x7e) {
                return "0x" + HexFormat.of().formatHex(content);
            }
        }
        return new String(content, StandardCharsets.US_ASCII);
    }
}
