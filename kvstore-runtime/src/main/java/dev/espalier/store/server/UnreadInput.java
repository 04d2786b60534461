package dev.espalier.store.server;

import dev.espalier.core.Bytes;
import dev.espalier.store.resp.RespParser;
import dev.espalier.store.resp.RespProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client has sent and the node has not carried out yet. */
final class UnreadInput {
    private final RespParser parser;
    private @Nullable ByteBuf buffer;
    private int commandBytes;

    UnreadInput(RespParser parser) {
        this.parser = parser;
    }

    /** Takes over {@code arrived}, behind what there is. */
    void add(ByteBuf arrived, ByteBufAllocator memory) {
        buffer = buffer == null ? arrived : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(memory, buffer, arrived);
    }

    /**
     * The next command, or {@code null} while it is not complete.
     *
     * @throws RespProtocolException if what there is begins no command
     */
    @Nullable
    List<Bytes> next(boolean trusted) throws RespProtocolException {
        if (buffer == null) {
            return null;
        }
        parser.trust(trusted);
        int before = buffer.readableBytes();
        List<Bytes> command = parser.next(buffer);
        commandBytes = buffer.readableBytes() == before ? commandBytes : before - buffer.readableBytes();
        return command;
    }

    /** Whether there is nothing. */
    boolean isEmpty() {
        return buffer == null;
    }

    /** Lets go of the memory of what has been read to its end. */
    void dropIfRead() {
        if (buffer != null && !buffer.isReadable()) {
            release();
        }
    }

    void release() {
        if (buffer != null) {
            buffer.release();
            buffer = null;
        }
    }

    /** Bytes of the last command and of what is behind it. */
    long bytes() {
        return commandBytes + (buffer == null ? 0 : buffer.readableBytes());
    }
}
