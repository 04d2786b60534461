package dev.espalier.bench.resp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;

/** Writes commands the way servers expect them: an array of byte strings. */
public final class RespRequests {
    private RespRequests() {}

    /** Appends one command to {@code out}. Arguments may hold any bytes. */
    public static void write(ByteBuf out, List<byte[]> arguments) {
        writeHeader(out, '*', arguments.size());
        for (byte[] argument : arguments) {
            writeHeader(out, '$', argument.length);
            out.writeBytes(argument);
            writeLineEnd(out);
        }
    }

    private static void writeHeader(ByteBuf out, char type, int count) {
        out.writeByte(type);
        ByteBufUtil.writeAscii(out, Integer.toString(count));
        writeLineEnd(out);
    }

    private static void writeLineEnd(ByteBuf out) {
        out.writeByte('\r');
        out.writeByte('\n');
    }
}
