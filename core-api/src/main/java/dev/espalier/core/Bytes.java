package dev.espalier.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string: any bytes, compared by content. Its hash is computed once. */
public final class Bytes implements Comparable<Bytes> {
    /** The byte string of length zero. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;
    private final int hash;

    private Bytes(byte[] content) {
        this.content = content;
        this.hash = Arrays.hashCode(content);
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
        return this == other
                || (other instanceof Bytes that && hash == that.hash && Arrays.equals(content, that.content));
    }

    @Override
    public int hashCode() {
        return hash;
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
