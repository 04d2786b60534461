package dev.espalier.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * LEB128, numbers of seven bits a byte, least significant first, eight bytes at a time: without a branch for each byte,
 * whose number the processor cannot foretell.
 */
final class Leb128 {
    /** The largest number of eight bytes. */
    static final long WORD_MAX = (1L << 56) - 1;

    private static final long CONTINUED = 0x8080808080808080L;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Leb128() {}

    /** The eight bytes of {@code buffer} from place {@code at} on. */
    static long word(byte[] buffer, int at) {
        return (long) WORDS.get(buffer, at);
    }

    /** How many bytes the number takes with which {@code word} begins; 9 if it goes on beyond. */
    static int length(long word) {
        return (Long.numberOfTrailingZeros(~word & CONTINUED) >>> 3) + 1;
    }

    /** The number of {@code length} bytes, 1 to 8, with which {@code word} begins. */
    static long unpacked(long word, int length) {
        long sevens = word & ~CONTINUED & (-1L >>> (64 - 8 * length));
        long fourteens = (sevens & 0x007f007f007f007fL) | (sevens & 0x7f007f007f007f00L) >>> 1;
        long halves = (fourteens & 0x00003fff00003fffL) | (fourteens & 0x3fff00003fff0000L) >>> 2;
        return (halves & 0x000000000fffffffL) | (halves & 0x0fffffff00000000L) >>> 4;
    }

    /**
     * Writes {@code value}, 1 to {@link #WORD_MAX}, to place {@code at} of {@code buffer}, where eight bytes have room; returns
     * how many of them it takes.
     */
    static int write(long value, byte[] buffer, int at) {
        int length = (63 - Long.numberOfLeadingZeros(value)) / 7 + 1;
        long halves = (value & 0x000000000fffffffL) | (value & 0x00fffffff0000000L) << 4;
        long fourteens = (halves & 0x00003fff00003fffL) | (halves & 0x0fffc0000fffc000L) << 2;
        long sevens = (fourteens & 0x007f007f007f007fL) | (fourteens & 0x3f803f803f803f80L) << 1;
        WORDS.set(buffer, at, sevens | CONTINUED & ~(-1L << (8 * length - 8)));
        return length;
    }
}
