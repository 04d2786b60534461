package dev.espalier.store.storage;

import dev.espalier.store.engine.StateKeeper;

/**
 * Moves the state that is kept from one node to another: an image of it is made there, its rows are taken into a column
 * family of their own here, and one batch switches to it. A crash before that batch leaves the old state, and rows that the
 * next attempt drops; a crash after it leaves the new one.
 */
public interface StateTransfer {
    /** An image of what is committed at some moment during the call. May be called from any thread. */
    StateImage image() throws StorageException;

    /** Begins to take an image in, in place of an unfinished attempt. May be called from any thread, one at a time. */
    StateImport begin() throws StorageException;

    /**
     * From the next batch on the imported rows are the state's. Called by the owner of the storage.
     *
     * @param imported a finished import
     * @return what keeps the engine's state from now on
     */
    StateKeeper use(StateImport imported) throws StorageException;

    /** Records in the next batch where the puts of the image's origins stand here. */
    void stands(OriginMark mark);

    /** The batch of {@link #use} is committed: makes it durable, then drops the old state. */
    void switched() throws StorageException;
}
