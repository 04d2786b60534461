package dev.espalier.store.engine;

import dev.espalier.core.StoredMaps;

/**
 * Keeps the engine's state itself instead of the inputs that led to it: the entries of its maps one by one as they change,
 * and what is beside them as a whole. As with a {@link Journal}, all of it is only promised once its owner has made it
 * durable, together with what the journal records.
 */
public interface StateKeeper {
    /** The maps of the state, to be met once from the first to the last. */
    StoredMaps maps();

    /**
     * Forgets what is read of the maps, which the next reading opens anew: for another core, whose entries are objects of
     * other classes.
     *
     * @throws IllegalStateException if a change is not written yet
     */
    void reopen();

    /** Records what is beside the entries of the maps, in place of what was recorded before. */
    void keep(byte[] state);
}
