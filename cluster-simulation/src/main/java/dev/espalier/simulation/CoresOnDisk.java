package dev.espalier.simulation;

import dev.espalier.store.cores.CoreInForce;
import dev.espalier.store.cores.PreparedEpoch;
import org.jspecify.annotations.Nullable;

/** What a simulated disk says of cores; it changes when a write comes to the disk, and is durable then. */
final class CoresOnDisk {
    @Nullable
    CoreInForce inForce;

    @Nullable
    PreparedEpoch prepared;

    /** The epoch in force; 0 before the first. */
    long epoch() {
        return inForce == null ? 0 : inForce.epoch();
    }

    /** The epoch that the node will not do without, if any other node begins it: the one in force, or one that is prepared. */
    long promised() {
        return prepared == null ? epoch() : Math.max(epoch(), prepared.next().epoch());
    }
}
