package dev.espalier.core;

import org.jspecify.annotations.Nullable;

/**
 * What a node can run: a core of one of the two kinds. {@link Core} is a client proxy and a replica that talk by
 * requests and answers; {@link NodeCore} is a node that is both at once, in Chapar's shape. {@link java.util.ServiceLoader}
 * finds cores of both kinds by this interface.
 */
public sealed interface StoreCore permits Core, NodeCore {

    /** The core's name as users type it, for example {@code vector-clock}. */
    String name();

    /**
     * How this core's states are written down. {@code null} for a core whose states cannot be, since they hold functions
     * or no map: it comes back to a state by the inputs that led there.
     */
    @Nullable
    StateCodec<?> stateCodec();
}
