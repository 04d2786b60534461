package dev.espalier.store.peer;

import dev.espalier.core.NodeId;
import dev.espalier.store.peer.PeerFrame.Hello;
import dev.espalier.store.peer.PeerFrame.Reason;
import dev.espalier.store.peer.PeerFrame.Refused;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What two nodes must agree on before they talk.
 *
 * @param clusterId the cluster's name
 * @param self this node
 * @param peers the nodes it takes puts from
 * @param core the core that this node runs
 */
public record PeerIdentity(String clusterId, NodeId self, Set<NodeId> peers, PeerCore core) {
    public PeerIdentity {
        peers = Set.copyOf(peers);
    }

    Hello helloTo(NodeId target) {
        return new Hello(PeerFrame.VERSION, clusterId, self, target, core.name(), core.hash());
    }

    /** Why {@code hello} is not acceptable, or {@code null} when it is. */
    @Nullable
    Refused check(Hello hello) {
        if (hello.version() != PeerFrame.VERSION) {
            return new Refused(
                    Reason.VERSION,
                    "protocol version " + hello.version() + " is not " + PeerFrame.VERSION + "; run the same release");
        }
        if (!hello.clusterId().equals(clusterId)) {
            return new Refused(
                    Reason.CLUSTER,
                    "cluster id \"" + hello.clusterId() + "\" is not \"" + clusterId
                            + "\"; check cluster-id and peers");
        }
        if (!hello.to().equals(self)) {
            return new Refused(
                    Reason.TARGET, "this is node " + self + ", not " + hello.to() + "; check the ids in peers");
        }
        if (!peers.contains(hello.from())) {
            return new Refused(
                    Reason.UNKNOWN_PEER,
                    "node " + hello.from() + " is not among the peers of node " + self + "; add it to its peers");
        }
        if (!core.agreesWith(hello.coreName(), hello.coreHash())) {
            return new Refused(
                    Reason.CORE,
                    "core " + hello.coreName() + " (" + hello.coreHash() + ") is not " + core.name() + " ("
                            + core.hash() + "); run the same core on every node");
        }
        return null;
    }
}
