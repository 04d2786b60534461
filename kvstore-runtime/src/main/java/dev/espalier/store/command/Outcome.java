package dev.espalier.store.command;

import dev.espalier.core.Bytes;

/** What became of a command. */
public sealed interface Outcome {
    /** It was carried out, or refused, and replied. */
    Outcome DONE = new Done();

    /** It replied, and the connection is to be closed. */
    Outcome CLOSE = new Close();

    /** See {@link #DONE}. */
    record Done() implements Outcome {}

    /** See {@link #CLOSE}. */
    record Close() implements Outcome {}

    /**
     * It did and replied nothing, because a read of {@code key} must wait; to be tried again.
     *
     * @param key what it would read
     */
    record Wait(Bytes key) implements Outcome {}
}
