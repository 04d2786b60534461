package dev.espalier.store.server;

import dev.espalier.store.resp.ReplyWriter;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Messages of one connection that answer no command and wait for the end of the one that runs. */
final class Pushes {
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

    void clear() {
        waiting.clear();
    }
}
