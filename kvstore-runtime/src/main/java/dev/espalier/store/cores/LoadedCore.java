package dev.espalier.store.cores;

import dev.espalier.core.StoreCore;

/**
 * A core with what is known about it.
 *
 * @param core the core
 * @param identity which one it is, and whether it is verified
 */
public record LoadedCore(StoreCore core, CoreIdentity identity) {}
