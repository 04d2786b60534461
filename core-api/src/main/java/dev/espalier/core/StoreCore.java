package dev.espalier.core;

/**
 * What a node can run: a core of one of the two kinds. {@link Core} is a client proxy and a replica that talk by
 * requests and answers; {@link NodeCore} is a node that is both at once, in Chapar's shape. {@link java.util.ServiceLoader}
 * finds cores of both kinds by this interface.
 */
public sealed interface StoreCore permits Core, NodeCore {

    /** The core's name as users type it, for example {@code vector-clock}. */
    String name();
}
