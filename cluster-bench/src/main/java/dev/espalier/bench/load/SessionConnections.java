package dev.espalier.bench.load;

import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** The connections of a session: to one target, or to each of them if it changes nodes; and which one it uses now. */
final class SessionConnections {
    private final @Nullable ChannelHandlerContext[] contexts;
    private final int first;
    private final boolean all;
    private int connecting;
    private int active;

    /**
     * No connections yet.
     *
     * @param first the target that the session begins with
     * @param all whether it needs the others too
     */
    SessionConnections(int targets, int first, boolean all) {
        this.contexts = new ChannelHandlerContext[targets];
        this.first = first;
        this.all = all;
        this.active = first;
    }

    /** The targets that it needs a connection to, the one it begins with first. */
    int[] needed() {
        int[] needed = new int[all ? contexts.length : 1];
        for (int i = 0; i < needed.length; i++) {
            needed[i] = (first + i) % contexts.length;
        }
        return needed;
    }

    /** The next connection is to {@code target}. */
    void connecting(int target) {
        connecting = target;
    }

    void opened(ChannelHandlerContext context) {
        contexts[connecting] = context;
    }

    /** The target in use. */
    int target() {
        return active;
    }

    /** The connection in use; {@code null} if it was never made. */
    @Nullable
    ChannelHandlerContext context() {
        return contexts[active];
    }

    /** From now on another target is in use. */
    void use(int target) {
        active = target;
    }

    void closeAll() {
        for (ChannelHandlerContext context : contexts) {
            if (context != null) {
                var _ = context.close();
            }
        }
    }
}
