package dev.espalier.store.peer;

import dev.espalier.core.NodeId;
import dev.espalier.store.peer.PeerFrame.Hello;
import dev.espalier.store.peer.PeerFrame.Purpose;
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
 * @param incarnation tells this node's data from any that it lost; 0 when it keeps none
 * @param membership the epoch of the membership that {@code peers} are of
 */
public record PeerIdentity(
        String clusterId, NodeId self, Set<NodeId> peers, PeerCore core, long incarnation, long membership) {
    /** What is wrong with a node whose incarnation has changed, and what to do. */
    static final String LOST_DATA = "has come back with another data-dir than it had, so puts of its own may be lost and "
            + "their numbers used again; restore the older data-dir, or give it an empty one and a node-id that no node "
            + "of the cluster has had";

    public PeerIdentity {
        peers = Set.copyOf(peers);
    }

    /** Of a node that keeps no data. */
    public PeerIdentity(String clusterId, NodeId self, Set<NodeId> peers, PeerCore core) {
        this(clusterId, self, peers, core, 0, 0);
    }

    /** The same node with other peers. */
    PeerIdentity with(Set<NodeId> nextPeers, long nextMembership) {
        return new PeerIdentity(clusterId, self, nextPeers, core, incarnation, nextMembership);
    }

    /** The greeting of {@code target} in {@code version}, the newest that is to be spoken. */
    Hello helloTo(NodeId target, int version, Purpose purpose) {
        return new Hello(
                version,
                Math.min(version, PeerFrame.VERSION_LEAST),
                clusterId,
                self,
                target,
                core.name(),
                core.hash(),
                incarnation,
                membership,
                PeerCompression.READABLE,
                purpose);
    }

    /** The newest version that this node and the sender of {@code hello} both speak; {@link #check} has found one. */
    static int version(Hello hello) {
        return Math.min(hello.version(), PeerFrame.VERSION);
    }

    /**
     * Why {@code hello} is not acceptable, or {@code null} when it is.
     *
     * @param knownIncarnation the sender's when it was met first; 0 when it was not
     */
    @Nullable
    Refused check(Hello hello, long knownIncarnation) {
        if (hello.version() < PeerFrame.VERSION_LEAST || hello.versionLeast() > PeerFrame.VERSION) {
            return new Refused(
                    Reason.VERSION,
                    "protocol versions " + hello.versionLeast() + " to " + hello.version() + " are none of "
                            + PeerFrame.VERSION_LEAST + " to " + PeerFrame.VERSION
                            + "; upgrade the older node, one release at a time");
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
                    "node " + hello.from() + " is not among the peers of node " + self + "; add it to its peers, or by NODE ADD");
        }
        if (!core.agreesWith(hello.coreName(), hello.coreHash())) {
            return new Refused(
                    Reason.CORE,
                    "core " + hello.coreName() + " (" + hello.coreHash() + ") is not " + core.name() + " ("
                            + core.hash() + "); run the same core on every node");
        }
        if (isAnother(hello.incarnation(), knownIncarnation)) {
            return new Refused(Reason.INCARNATION, "node " + hello.from() + " " + LOST_DATA);
        }
        return null;
    }

    /** Whether a node that says it is of incarnation {@code said} is not the one that was met as {@code known}. */
    static boolean isAnother(long said, long known) {
        return said != 0 && known != 0 && said != known;
    }
}
