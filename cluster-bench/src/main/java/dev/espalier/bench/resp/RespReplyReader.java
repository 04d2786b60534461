package dev.espalier.bench.resp;

import io.netty.buffer.ByteBuf;

/**
 * Reads RESP2 replies a token at a time, without copying: an array is a token that tells how many replies follow.
 * Total: any bytes, cut anywhere, give a token, {@link Token#INCOMPLETE}, or a {@link MalformedReplyException}; no
 * length is believed beyond its limit, and nothing is reserved before the bytes are there.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">The protocol's specification</a>
 */
public final class RespReplyReader {
    /** Longest line (status, error, number) in bytes, without its end. */
    public static final int LINE_BYTES_MAX = 64 * 1024;
    /** Longest bulk string in bytes: the protocol's own limit. */
    public static final int BULK_BYTES_MAX = 512 * 1024 * 1024;
    /** Most elements of one array. */
    public static final int ARRAY_ELEMENTS_MAX = 1024 * 1024;

    private static final int NO_LINE_END = -1;

    /** What {@link #next} found. */
    public enum Token {
        /** The reply is not all there yet; nothing was consumed. */
        INCOMPLETE,
        /** A status such as {@code OK}. */
        STATUS,
        /** An error; its text follows the minus sign. */
        ERROR,
        /** A number, in {@link RespReplyReader#number}. */
        INTEGER,
        /** A byte string. */
        BULK,
        /** No value. */
        NULL,
        /** An array of {@link RespReplyReader#number} replies, which come next. */
        ARRAY
    }

    private int offset;
    private int length;
    private long number;

    /**
     * Consumes the next token of {@code in}, if it is all there.
     *
     * @throws MalformedReplyException if the bytes are not a reply; the connection is then of no further use
     */
    public Token next(ByteBuf in) {
        if (!in.isReadable()) {
            return Token.INCOMPLETE;
        }
        int start = in.readerIndex();
        int end = lineEnd(in, start + 1);
        if (end == NO_LINE_END) {
            return Token.INCOMPLETE;
        }
        byte type = in.getByte(start);
        return switch (type) {
            case '+' -> line(in, start, end, Token.STATUS);
            case '-' -> line(in, start, end, Token.ERROR);
            case ':' -> {
                number = parseNumber(in, start + 1, end);
                yield line(in, start, end, Token.INTEGER);
            }
            case '*' -> array(in, start, end);
            case '$' -> bulk(in, start, end);
            default ->
                throw new MalformedReplyException(
                        "expected a reply (one of + - : $ *), found byte 0x" + Integer.toHexString(type & 0xff));
        };
    }

    /** Index in the buffer where the last token's content starts; of no meaning once the buffer is changed. */
    public int offset() {
        return offset;
    }

    /** Bytes of content of the last token. */
    public int length() {
        return length;
    }

    /** The last {@link Token#INTEGER}'s value or the last {@link Token#ARRAY}'s number of elements. */
    public long number() {
        return number;
    }

    private Token line(ByteBuf in, int start, int end, Token token) {
        offset = start + 1;
        length = end - start - 1;
        in.readerIndex(end + 2);
        return token;
    }

    private Token array(ByteBuf in, int start, int end) {
        number = parseNumber(in, start + 1, end);
        if (number > ARRAY_ELEMENTS_MAX || number < -1) {
            throw new MalformedReplyException(
                    "an array of " + number + " elements; the limit is " + ARRAY_ELEMENTS_MAX);
        }
        return line(in, start, end, number < 0 ? Token.NULL : Token.ARRAY);
    }

    private Token bulk(ByteBuf in, int start, int end) {
        long size = parseNumber(in, start + 1, end);
        if (size == -1) {
            return line(in, start, end, Token.NULL);
        }
        if (size < 0 || size > BULK_BYTES_MAX) {
            throw new MalformedReplyException("a string of " + size + " bytes; the limit is " + BULK_BYTES_MAX);
        }
        int content = end + 2;
        if (in.writerIndex() - content < size + 2) {
            return Token.INCOMPLETE;
        }
        int after = content + (int) size;
        if (in.getByte(after) != '\r' || in.getByte(after + 1) != '\n') {
            throw new MalformedReplyException("a string of " + size + " bytes does not end with CR LF");
        }
        offset = content;
        length = (int) size;
        in.readerIndex(after + 2);
        return Token.BULK;
    }

    /** Index of the CR of the CR LF that ends the line which starts at {@code from}. */
    private static int lineEnd(ByteBuf in, int from) {
        int limit = in.writerIndex();
        int scanEnd = Math.min(limit, from + LINE_BYTES_MAX + 1);
        for (int i = from; i < scanEnd; i++) {
            byte b = in.getByte(i);
            if (b == '\r') {
                if (i + 1 == limit) {
                    return NO_LINE_END;
                }
                if (in.getByte(i + 1) != '\n') {
                    throw new MalformedReplyException("a CR without its LF");
                }
                return i;
            }
            if (b == '\n') {
                throw new MalformedReplyException("a LF without its CR");
            }
        }
        if (limit - from > LINE_BYTES_MAX) {
            throw new MalformedReplyException("a line of more than " + LINE_BYTES_MAX + " bytes");
        }
        return NO_LINE_END;
    }

    private static long parseNumber(ByteBuf in, int from, int end) {
        boolean negative = from < end && in.getByte(from) == '-';
        int first = negative ? from + 1 : from;
        if (first == end || end - first > 19) {
            throw new MalformedReplyException("a number of " + (end - first) + " digits");
        }
        long value = 0;
        for (int i = first; i < end; i++) {
            int digit = in.getByte(i) - '0';
            // A sum past 2^63 shows as a negative one, for no 19 digits reach 2^64.
            value = value * 10 + digit;
            if (digit < 0 || digit > 9 || value < 0) {
                throw new MalformedReplyException("a number with a wrong digit, or beyond 63 bits");
            }
        }
        return negative ? -value : value;
    }
}
