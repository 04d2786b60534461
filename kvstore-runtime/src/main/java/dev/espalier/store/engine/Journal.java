package dev.espalier.store.engine;

import dev.espalier.core.NodeId;

/**
 * Where the engine records its inputs, in order, so that replaying them gives the same state. What is recorded is only
 * promised once the owner of the journal has made it durable.
 */
public interface Journal extends InputVisitor {
    /** A put received from a peer that is not enabled yet: it must survive although it is not applied. */
    void pending(PutMessage put);

    /** A put once recorded by {@link #pending} that is no longer pending: applied or already seen. */
    void noLongerPending(PutMessage put);

    /** All puts of {@code origin} up to {@code sequence} have arrived. */
    void received(NodeId origin, long sequence);
}
