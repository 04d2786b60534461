package dev.espalier.store.command;

import dev.espalier.core.NodeId;
import dev.espalier.store.config.PeerAddress;
import java.util.List;

/** Who belongs to the cluster, as commands ask and change it. Each change throws {@link CommandError} where it cannot be made. */
public interface ClusterMembers {
    /**
     * A member as this node sees it.
     *
     * @param state {@code self}, {@code leaving}, {@code catching-up}, or what this node's link to it does
     * @param isAnchor whether no other member cuts it off
     */
    record Member(PeerAddress address, String state, boolean isAnchor) {}

    /** All members, in the order of their ids. */
    List<Member> members();

    /** How many changes led to the present members. */
    long epoch();

    /** Makes {@code member} one, or gives it another address. */
    void add(PeerAddress member);

    /**
     * Removes a member. This node itself leaves once its peers have all its puts.
     *
     * @param force also removes another node that is connected, with the puts that have come by then
     */
    void remove(NodeId id, boolean force);

    /** Removes {@code old} and adds {@code member}, as one change. */
    void replace(NodeId old, PeerAddress member, boolean force);
}
