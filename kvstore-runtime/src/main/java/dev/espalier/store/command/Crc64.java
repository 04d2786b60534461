package dev.espalier.store.command;

/**
 * The checksum of Redis's images of values: a cyclic redundancy check of 64 bits with the polynomial of D. T. Jones,
 * {@code ad93d23594c935a9}, bits in reverse, beginning with 0 and not inverted at the end.
 */
final class Crc64 {
    private static final long REVERSED_POLYNOMIAL = 0x95ac9329ac4bc9b5L;
    private static final long[] TABLE = new long[256];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            long remainder = i;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                remainder = (remainder & 1) == 0 ? remainder >>> 1 : remainder >>> 1 ^ REVERSED_POLYNOMIAL;
            }
            TABLE[i] = remainder;
        }
    }

    private Crc64() {}

    /** The checksum of the first {@code length} bytes. */
    static long of(byte[] bytes, int length) {
        long checksum = 0;
        for (int i = 0; i < length; i++) {
            checksum = TABLE[(int) (checksum ^ bytes[i]) & 0xff] ^ checksum >>> Byte.SIZE;
        }
        return checksum;
    }
}
