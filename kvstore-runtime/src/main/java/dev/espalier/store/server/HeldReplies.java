package dev.espalier.store.server;

import dev.espalier.store.resp.ReplyWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** The replies of one connection that wait for the commit which covers them. */
final class HeldReplies {
    private @Nullable ByteBuf buffer;
    private @Nullable ReplyWriter writer;
    private int writerVersion;
    private int count;

    /** A writer behind what is held, in a version of the protocol. */
    ReplyWriter writer(ByteBufAllocator memory, int version) {
        if (buffer == null) {
            buffer = memory.buffer();
        }
        if (writer == null || writerVersion != version) {
            writer = new ReplyWriter(buffer, version);
            writerVersion = version;
        }
        return writer;
    }

    /** Notes that a reply is complete. */
    void complete() {
        count++;
    }

    /** How many replies are complete. */
    int count() {
        return count;
    }

    /** How much is held, in bytes. */
    int bytes() {
        return buffer == null ? 0 : buffer.readableBytes();
    }

    /** Drops what was written behind the first {@code bytes}, if there is more. */
    void cutTo(int bytes) {
        if (buffer != null && buffer.readableBytes() > bytes) {
            buffer.writerIndex(buffer.readerIndex() + bytes);
        }
    }

    /** Each complete reply becomes {@code error}, written by {@code to}, which is the writer of this. */
    void replaceAll(ReplyWriter to, String error) {
        cutTo(0);
        for (int i = 0; i < count; i++) {
            to.error(error);
        }
    }

    /** All that is held, for the caller to send or release; nothing is held afterwards. */
    ByteBuf take() {
        ByteBuf taken = buffer == null ? Unpooled.EMPTY_BUFFER : buffer;
        buffer = null;
        writer = null;
        count = 0;
        return taken;
    }
}
