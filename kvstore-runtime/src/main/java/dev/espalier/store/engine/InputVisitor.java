package dev.espalier.store.engine;

import dev.espalier.core.Bytes;

/** The inputs that change a node's state, in the order in which they took effect. */
public interface InputVisitor {
    /**
     * A put by this node's own clients.
     *
     * @param now the clock reading that the core was given, in milliseconds since the epoch
     */
    void put(long now, PutMessage put);

    /** A get that changed the state of the client proxy or of the replica. */
    void get(Bytes key);

    /** A put that was pending and has been applied. */
    void applied(PutMessage put);
}
