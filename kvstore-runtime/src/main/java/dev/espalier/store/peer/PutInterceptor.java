package dev.espalier.store.peer;

import dev.espalier.store.engine.PutMessage;
import java.util.function.Consumer;

/**
 * Sees each put that arrives from a peer before it becomes pending, and may hold it back, let it through later, in
 * another order or more than once: all that the model's network may do except lose it for good. For tests that show what
 * a wrong core does under reordering; a node in production passes everything through.
 */
@FunctionalInterface
public interface PutInterceptor {
    /**
     * Takes an arriving put. Called on the node's event loop.
     *
     * @param put the put
     * @param release lets a put through; may be called from any thread, any number of times, also later
     */
    void arrived(PutMessage put, Consumer<PutMessage> release);

    /** Lets everything through at once. */
    static PutInterceptor passThrough() {
        return (put, release) -> release.accept(put);
    }
}
