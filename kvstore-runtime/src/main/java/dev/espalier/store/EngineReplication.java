package dev.espalier.store;

import dev.espalier.core.NodeId;
import dev.espalier.store.command.Replication;
import dev.espalier.store.engine.MigrationWriter;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.peer.OutboundPeers;
import java.util.HashMap;
import java.util.Map;

/** How far puts have come: here, by the engine, and at the peers, by their acknowledgements. */
final class EngineReplication implements Replication {
    private final NodeId self;
    private final ReplicaEngine<?> engine;
    private final OutboundPeers outbound;

    EngineReplication(NodeId self, ReplicaEngine<?> engine, OutboundPeers outbound) {
        this.self = self;
        this.engine = engine;
        this.outbound = outbound;
    }

    @Override
    public NodeId self() {
        return self;
    }

    @Override
    public Map<NodeId, Long> applied() {
        Map<NodeId, Long> applied = new HashMap<>();
        applied.put(self, engine.appliedContiguously(self));
        engine.origins().stream()
                .filter(origin -> !origin.equals(MigrationWriter.ID))
                .forEach(origin -> applied.put(origin, engine.appliedContiguously(origin)));
        return applied;
    }

    @Override
    public boolean hasApplied(NodeId node, long sequence) {
        return engine.appliedContiguously(node) >= sequence;
    }

    @Override
    public int holders(long sequence) {
        return outbound.holders(sequence);
    }

    @Override
    public int linkedPeers(long seconds) {
        return outbound.heardWithin(seconds);
    }
}
