package dev.espalier.store.command;

import dev.espalier.core.NodeId;
import java.util.Map;

/** How far puts have come, as commands ask. */
public interface Replication {
    /** This node. */
    NodeId self();

    /** How far the puts of each node are applied here, those of this node included. */
    Map<NodeId, Long> applied();

    /** Whether all puts of {@code node} up to {@code sequence} are applied here. */
    boolean hasApplied(NodeId node, long sequence);

    /** How many peers have said that they hold all puts of this node up to {@code sequence}. */
    int holders(long sequence);

    /** How many peers are linked and were heard of in the last {@code seconds}. */
    int linkedPeers(long seconds);
}
