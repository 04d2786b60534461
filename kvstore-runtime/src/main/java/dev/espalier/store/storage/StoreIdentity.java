package dev.espalier.store.storage;

import dev.espalier.core.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Whose data a directory holds. All of it must match on every start: replaying a log through another core, or as another
 * node, would give another history. A state that is kept as it is suits every core of the same name whose states have the
 * same shape, whatever its hash.
 *
 * @param clusterId the cluster's name
 * @param node the node
 * @param coreName the core's name
 * @param coreHash the hash that identifies the core
 * @param stateShape the shape of the core's states, as {@link dev.espalier.core.StateCodec} says it; {@code null} for a
 *     core whose states cannot be written down, of which the inputs are kept
 * @param swapped whether the data directory says that this core took over from another, which the database may still name
 */
public record StoreIdentity(
        String clusterId,
        NodeId node,
        String coreName,
        String coreHash,
        @Nullable String stateShape,
        boolean swapped) {
    /** Of a core that the directory has had from the first. */
    public StoreIdentity(String clusterId, NodeId node, String coreName, String coreHash, @Nullable String stateShape) {
        this(clusterId, node, coreName, coreHash, stateShape, false);
    }

    /** Of a core whose states cannot be written down. */
    public StoreIdentity(String clusterId, NodeId node, String coreName, String coreHash) {
        this(clusterId, node, coreName, coreHash, null);
    }
}
