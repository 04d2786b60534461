package dev.espalier.store.resp;

import dev.espalier.core.Bytes;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into commands. Total: whatever bytes come, split wherever, it gives a command, asks for more, or
 * refuses. It remembers how far it got, so a command that arrives in many pieces is looked at once; and it believes no
 * length before the bytes are there, so a header costs no memory.
 *
 * <p>Both of Redis's forms are read: arrays of bulk strings, and inline commands. Error texts are Redis's.
 */
public final class RespParser {
    private static final int NO_ARRAY = -1;
    private static final int NO_BULK = -1;

    /** What Redis takes from a client that has not shown who it is. */
    private static final int UNTRUSTED_ARGUMENTS_MAX = 10;

    private static final int UNTRUSTED_BULK_BYTES_MAX = 16 << 10;

    private final RespLimits limits;
    private boolean trusted = true;
    private List<Bytes> arguments = new ArrayList<>();
    private int argumentsMissing = NO_ARRAY;
    private int bulkLength = NO_BULK;
    private long commandBytes;
    private int lineScanned;

    public RespParser(RespLimits limits) {
        this.limits = limits;
    }

    /** Sets whether the client may send what the limits allow, or only what it takes to show who it is. */
    public void trust(boolean isTrusted) {
        trusted = isTrusted;
    }

    /**
     * Takes the next command off {@code in}; {@code null} when it is not all there yet. Never gives an empty command.
     *
     * @throws RespProtocolException if the bytes are no command; the stream cannot be read any further
     */
    public @Nullable List<Bytes> next(ByteBuf in) throws RespProtocolException {
        while (in.isReadable() || argumentsMissing == 0) {
            if (argumentsMissing == NO_ARRAY) {
                if (in.getByte(in.readerIndex()) != '*') {
                    Bytes line = line(in);
                    if (line == null) {
                        return null;
                    }
                    List<Bytes> inline = InlineCommand.split(line);
                    if (!inline.isEmpty()) {
                        return inline;
                    }
                    continue;
                }
                if (!readArrayHeader(in)) {
                    return null;
                }
            }
            if (argumentsMissing > 0 && !readArgument(in)) {
                return null;
            }
            if (argumentsMissing == 0) {
                List<Bytes> command = arguments;
                arguments = new ArrayList<>(Math.min(command.size(), 64));
                argumentsMissing = NO_ARRAY;
                commandBytes = 0;
                return command;
            }
        }
        return null;
    }

    private boolean readArrayHeader(ByteBuf in) throws RespProtocolException {
        int end = lineEnd(in, "too big mbulk count string");
        if (end < 0) {
            return false;
        }
        long count = number(in, end);
        if (count == Long.MIN_VALUE || count > RespLimits.ARGUMENTS_MAX) {
            throw error("invalid multibulk length");
        }
        if (!trusted && count > UNTRUSTED_ARGUMENTS_MAX) {
            throw error("unauthenticated multibulk length");
        }
        argumentsMissing = count <= 0 ? NO_ARRAY : (int) count;
        return true;
    }

    /** Reads one argument, or as much of it as is there; {@code false} when more must come. */
    private boolean readArgument(ByteBuf in) throws RespProtocolException {
        if (bulkLength == NO_BULK) {
            if (!in.isReadable()) {
                return false;
            }
            byte first = in.getByte(in.readerIndex());
            if (first != '$') {
                throw error("expected '$', got '" + printable(first) + "'");
            }
            int end = lineEnd(in, "too big bulk count string");
            if (end < 0) {
                return false;
            }
            bulkLength = checkedBulkLength(number(in, end));
        }
        if (in.readableBytes() < bulkLength + 2) {
            return false;
        }
        byte[] content = new byte[bulkLength];
        in.readBytes(content);
        // Redis skips these two bytes unseen; a client that sends others there has lost count.
        if (in.readByte() != '\r' || in.readByte() != '\n') {
            throw error("bulk string of " + bulkLength + " bytes is not followed by CR LF");
        }
        arguments.add(Bytes.wrap(content));
        bulkLength = NO_BULK;
        argumentsMissing--;
        return true;
    }

    private int checkedBulkLength(long length) throws RespProtocolException {
        if (length < 0 || length > limits.bulkBytesMax()) {
            throw error(
                    length < 0
                            ? "invalid bulk length"
                            : "invalid bulk length (" + length + " bytes; max-bulk-bytes is " + limits.bulkBytesMax()
                                    + ")");
        }
        if (!trusted && length > UNTRUSTED_BULK_BYTES_MAX) {
            throw error("unauthenticated bulk length");
        }
        commandBytes += length;
        if (commandBytes > limits.commandBytesMax()) {
            throw error("invalid bulk length (the command exceeds " + limits.commandBytesMax() + " bytes)");
        }
        return (int) length;
    }

    /** The inline command at the reader index, without its end; {@code null} when its end is not there yet. */
    private @Nullable Bytes line(ByteBuf in) throws RespProtocolException {
        int end = lineEnd(in, "too big inline request");
        if (end < 0) {
            return null;
        }
        byte[] content = new byte[contentEnd(in, end) - in.readerIndex()];
        in.readBytes(content);
        in.readerIndex(end + 1);
        return Bytes.wrap(content);
    }

    /** Where the line feed is that ends the line at the reader index; negative when it is not there yet. */
    private int lineEnd(ByteBuf in, String tooLong) throws RespProtocolException {
        int start = in.readerIndex();
        int end = in.indexOf(start + lineScanned, in.writerIndex(), (byte) '\n');
        if (end < 0 ? in.readableBytes() > RespLimits.LINE_BYTES_MAX : end - start > RespLimits.LINE_BYTES_MAX) {
            throw error(tooLong);
        }
        lineScanned = end < 0 ? in.readableBytes() : 0;
        return end;
    }

    /** Where the content of a line ends whose line feed is at {@code end}: there, or one earlier. */
    private static int contentEnd(ByteBuf in, int end) {
        return end > in.readerIndex() && in.getByte(end - 1) == '\r' ? end - 1 : end;
    }

    /**
     * Takes the line whose line feed is at {@code lineEnd} off {@code in}: the number after its first byte, or
     * {@link Long#MIN_VALUE} when there is none.
     */
    private static long number(ByteBuf in, int lineEnd) {
        int end = contentEnd(in, lineEnd);
        int at = in.readerIndex() + 1;
        in.readerIndex(lineEnd + 1);
        boolean negative = at < end && in.getByte(at) == '-';
        if (negative) {
            at++;
        }
        int digits = end - at;
        if (digits < 1 || digits > 18) {
            return Long.MIN_VALUE;
        }
        long value = 0;
        for (; at < end; at++) {
            int digit = in.getByte(at) - '0';
            if (digit < 0 || digit > 9) {
                return Long.MIN_VALUE;
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    private static String printable(byte b) {
        return b >= 0x20 && b <= 0x7e ? String.valueOf((char) b) : String.format("\\x%02x", b & 0xff);
    }

    static RespProtocolException error(String message) {
        return new RespProtocolException("Protocol error: " + message);
    }
}
