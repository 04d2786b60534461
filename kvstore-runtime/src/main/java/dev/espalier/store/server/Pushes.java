package dev.espalier.store.server;

import dev.espalier.store.resp.ReplyWriter;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Messages of one connection that answer no command and wait for the end of the one that runs. */
final class Pushes {
    /** Redis's hard limit for subscribers. */
    private static final long UNSENT_BYTES_MAX = 32L << 20;

    private final ArrayDeque<Consumer<ReplyWriter>> waiting = new ArrayDeque<>();

    void add(Consumer<ReplyWriter> message) {
        waiting.add(message);
    }

    /** Writes all of them; returns whether there were any. */
    boolean writeAll(Supplier<ReplyWriter> reply) {
        boolean any = false;
        for (Consumer<ReplyWriter> message = waiting.poll(); message != null; message = waiting.poll()) {
            message.accept(reply.get());
            any = true;
        }
        return any;
    }

    /** Whether more waits for a client than any that listens may leave lying, {@code heldBytes} among it. */
    boolean areTooMany(long heldBytes, Channel channel) {
        ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
        return heldBytes + (outbound == null ? 0 : outbound.totalPendingWriteBytes()) > UNSENT_BYTES_MAX;
    }

    void clear() {
        waiting.clear();
    }
}
