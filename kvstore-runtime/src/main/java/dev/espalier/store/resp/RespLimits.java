package dev.espalier.store.resp;

/**
 * How large a request may be.
 *
 * @param bulkBytesMax one argument
 * @param commandBytesMax all arguments of one command
 */
public record RespLimits(int bulkBytesMax, long commandBytesMax) {
    /** Most arguments of one command, as in Redis. */
    static final int ARGUMENTS_MAX = 1 << 20;

    /** Longest inline command and longest header line, in bytes, as in Redis. */
    static final int LINE_BYTES_MAX = 64 << 10;

    /** Limits for arguments of up to {@code bulkBytesMax}: a command may hold two of them and a bit. */
    public static RespLimits forBulk(int bulkBytesMax) {
        return new RespLimits(bulkBytesMax, 2L * bulkBytesMax + (16L << 20));
    }
}
