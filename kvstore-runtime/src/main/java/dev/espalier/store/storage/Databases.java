package dev.espalier.store.storage;

import dev.espalier.store.config.NodeStartException;

/** Opens the databases of a node, of which it has one an epoch of cores. */
@FunctionalInterface
public interface Databases {
    /**
     * Opens the database called {@code name}, or makes it where there is none.
     *
     * @throws NodeStartException if it cannot be used, or is somebody else's
     */
    Storage open(String name, StoreIdentity identity) throws NodeStartException;
}
