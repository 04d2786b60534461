package dev.espalier.bench.load;

import io.netty.buffer.ByteBuf;

/**
 * The mark that makes a put's value unique, at the start of the value: the run's number in 8 hexadecimal digits and the
 * value's number in the history in 16. Text, so that a person who looks into the store can read it.
 */
final class ValueStamp {
    /** Bytes of a stamp: what a recorded value must have room for. */
    static final int BYTES = 24;
    /** What {@link #read} answers for bytes that are not a stamp of this run. */
    static final long FOREIGN = -1;

    private static final int RUN_DIGITS = 8;
    private static final int NUMBER_DIGITS = 16;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private ValueStamp() {}

    static void write(int run, long number, byte[] out, int offset) {
        writeHex(run & 0xffff_ffffL, out, offset, RUN_DIGITS);
        writeNumber(number, out, offset);
    }

    /** Replaces the number of a stamp that is already there. */
    static void writeNumber(long number, byte[] out, int offset) {
        writeHex(number, out, offset + RUN_DIGITS, NUMBER_DIGITS);
    }

    /** The number of the stamp at {@code offset}, or {@link #FOREIGN}. */
    static long read(int run, ByteBuf in, int offset, int length) {
        if (length < BYTES || readHex(in, offset, RUN_DIGITS) != (run & 0xffff_ffffL)) {
            return FOREIGN;
        }
        return readHex(in, offset + RUN_DIGITS, NUMBER_DIGITS);
    }

    private static void writeHex(long number, byte[] out, int offset, int digits) {
        long rest = number;
        for (int i = offset + digits - 1; i >= offset; i--) {
            out[i] = HEX[(int) rest & 0xf];
            rest >>>= 4;
        }
    }

    private static long readHex(ByteBuf in, int offset, int digits) {
        long value = 0;
        for (int i = offset; i < offset + digits; i++) {
            byte b = in.getByte(i);
            int digit = b >= '0' && b <= '9' ? b - '0' : b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
            if (digit < 0) {
                return FOREIGN;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
