package dev.espalier.store.swap;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.store.engine.MigrationWriter;
import dev.espalier.store.peer.InboundPeers;
import dev.espalier.store.peer.LinkState;
import dev.espalier.store.peer.OutboundLink;
import dev.espalier.store.peer.OutboundPeers;
import java.util.List;

/** The other nodes in an epoch: every peer has to take part. */
final class EpochPeers {
    private final NodeId self;
    private final InboundPeers inbound;
    private final OutboundPeers outbound;

    EpochPeers(NodeId self, InboundPeers inbound, OutboundPeers outbound) {
        this.self = self;
        this.inbound = inbound;
        this.outbound = outbound;
    }

    List<NodeId> ids() {
        return outbound.links().stream().map(link -> link.address().id()).toList();
    }

    /** How many nodes take part, this one too. */
    int participants() {
        return outbound.links().size() + 1;
    }

    /** What keeps an epoch from beginning or from going on; empty when nothing does. */
    String obstacle() {
        if (self.equals(MigrationWriter.ID)) {
            return "node id " + self.number() + " is needed for the hand-over; give this node another one";
        }
        for (OutboundLink link : outbound.links()) {
            NodeId peer = link.address().id();
            if (peer.equals(MigrationWriter.ID)) {
                return "node id " + peer.number() + " is needed for the hand-over; give that node another one";
            }
            if (link.state() != LinkState.STREAMING) {
                return "peer " + link.address() + " cannot be reached ("
                        + (link.trouble().isEmpty() ? link.state().text() : link.trouble())
                        + "); every node has to take part";
            }
            if (!inbound.isConnected(peer)) {
                return "peer " + link.address() + " is not connected to this node; every node has to take part";
            }
        }
        return "";
    }

    void tellAll(EpochMessage message) {
        Bytes encoded = message.encode();
        outbound.links().forEach(link -> link.tell(encoded));
    }

    void tell(NodeId peer, EpochMessage message) {
        for (OutboundLink link : outbound.links()) {
            if (link.address().id().equals(peer)) {
                link.tell(message.encode());
            }
        }
    }
}
