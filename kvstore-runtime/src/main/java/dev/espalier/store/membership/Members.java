package dev.espalier.store.membership;

import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.NodeId;
import dev.espalier.store.command.ClusterMembers;
import dev.espalier.store.command.CommandError;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.commit.CommitListener;
import dev.espalier.store.config.PeerAddress;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.peer.CatchUp;
import dev.espalier.store.peer.InboundPeers;
import dev.espalier.store.peer.LinkState;
import dev.espalier.store.peer.OutboundLink;
import dev.espalier.store.peer.OutboundPeers;
import dev.espalier.store.storage.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The membership that this node goes by. A change made here, or heard of from a peer, is recorded first; then the links
 * follow it, and the peers are told.
 */
public final class Members implements ClusterMembers, CommitListener {
    private static final Logger log = LoggerFactory.getLogger(Members.class);

    private final NodeId self;
    private final Storage storage;
    private final ReplicaEngine<?> engine;
    private final CommitCycle cycle;
    private final InboundPeers inbound;
    private final OutboundPeers outbound;
    private final CatchUp catchUp;
    private final Map<NodeId, PeerAddress> configured = new HashMap<>();
    private Membership current;
    private boolean untold;
    private boolean mayTell;
    private boolean leaving;

    /**
     * @param current what is recorded, or what the settings give
     * @param configured addresses by which this node, in its surroundings, reaches others: they go before those of the members
     */
    public Members(
            NodeId self,
            Membership current,
            List<PeerAddress> configured,
            Storage storage,
            ReplicaEngine<?> engine,
            CommitCycle cycle,
            InboundPeers inbound,
            OutboundPeers outbound,
            CatchUp catchUp) {
        this.self = self;
        this.current = current;
        this.storage = storage;
        this.engine = engine;
        this.cycle = cycle;
        this.inbound = inbound;
        this.outbound = outbound;
        this.catchUp = catchUp;
        configured.forEach(peer -> this.configured.put(peer.id(), peer));
        outbound.onMembership(this::heard);
        inbound.onMembership(this::heard);
        inbound.onGreeted(outbound::greeted);
        apply();
    }

    /** The recorded membership of {@code storage}; otherwise the one of the settings. */
    public static Membership recorded(Storage storage, PeerAddress self, List<PeerAddress> configured) {
        byte[] recorded = storage.membership();
        if (recorded != null) {
            return Membership.decode(recorded);
        }
        List<PeerAddress> members = new ArrayList<>(configured);
        members.add(self);
        // Every node has the same members in its settings, so all choose the same anchor.
        NodeId anchor =
                members.stream().map(PeerAddress::id).min(NodeId::compareTo).orElse(self.id());
        return new Membership(0, members, anchor, Map.of());
    }

    /** The membership now. */
    public Membership current() {
        return current;
    }

    /** The peers by the addresses at which this node reaches them. */
    public List<PeerAddress> peers() {
        return current.members().stream()
                .filter(member -> !member.id().equals(self))
                .map(member -> configured.getOrDefault(member.id(), member))
                .toList();
    }

    private boolean isMember() {
        return current.member(self) != null;
    }

    @Override
    public void add(PeerAddress member) {
        requireMember();
        if (current.removed().containsKey(member.id())) {
            throw new CommandError("ERR node " + member.id().number()
                    + " was removed from the cluster, and no id is used twice; give the new node another node-id");
        }
        if (member.id().equals(self)) {
            throw new CommandError(
                    "ERR node " + self.number() + " is this node; run NODE ADD on another one to move it");
        }
        if (storage.transfer() == null && storage.outboxStart() > 1) {
            throw new CommandError(
                    "ERR this core's state cannot be copied to a new node, and " + (storage.outboxStart() - 1)
                            + " puts are in no outbox any more; run a core whose state can be copied");
        }
        adopt(current.with(member), "NODE ADD");
    }

    @Override
    public void remove(NodeId id, boolean force) {
        requireMember();
        if (id.equals(self)) {
            if (current.members().size() == 1) {
                throw new CommandError("ERR this node is the only member; stop it instead");
            }
            leaving = true;
            outbound.refuseWrites("this node is leaving the cluster; write to another one");
            log.info("this node leaves the cluster as soon as its peers have all its puts");
            leaveOnceAllIsSent();
            return;
        }
        requireGone(id, force);
        adopt(withoutGone(id), "NODE REMOVE");
    }

    @Override
    public void replace(NodeId old, PeerAddress member, boolean force) {
        requireMember();
        requireGone(old, force);
        if (current.removed().containsKey(member.id()) || current.member(member.id()) != null) {
            throw new CommandError(
                    "ERR node " + member.id().number() + " is or was a member; give the new node another node-id");
        }
        Membership without = withoutGone(old);
        Membership next = without.with(member);
        adopt(new Membership(without.epoch(), next.members(), next.anchor(), next.removed()), "NODE REPLACE");
    }

    private void requireMember() {
        if (!isMember() || leaving) {
            throw new CommandError("ERR this node has left the cluster or is leaving it; ask another one");
        }
    }

    private void requireGone(NodeId id, boolean force) {
        if (current.member(id) == null) {
            throw new CommandError("ERR node " + id.number() + " is no member; see NODE LIST");
        }
        if (inbound.isConnected(id) && !force) {
            throw new CommandError("ERR node " + id.number() + " is connected; run NODE REMOVE " + id.number()
                    + " on it, so that all its puts come to the others first, or say FORCE");
        }
    }

    private Membership withoutGone(NodeId id) {
        NodeId anchor = current.anchor();
        if (id.equals(anchor)) {
            requireAllLinks(id);
            anchor = self;
        }
        return current.without(id, engine.receivedContiguously(id), anchor);
    }

    /** Whoever becomes the anchor must not have been cut off by anyone, nor cut off by what it missed. */
    private void requireAllLinks(NodeId apartFrom) {
        if (!catchUp.progress().isEmpty()) {
            throw new CommandError("ERR this node is catching up itself; ask one that is not");
        }
        for (OutboundLink link : outbound.links()) {
            NodeId peer = link.address().id();
            if (!peer.equals(apartFrom) && (link.state() != LinkState.STREAMING || !inbound.isConnected(peer))) {
                throw new CommandError("ERR node " + apartFrom.number()
                        + " is the anchor, and this node takes its place only while it is connected to all others; node "
                        + peer.number() + " is not");
            }
        }
    }

    /** A peer goes by the membership that {@code encoded} is. */
    private void heard(byte[] encoded) {
        Membership theirs;
        try {
            theirs = Membership.decode(encoded);
        } catch (MalformedPayloadException e) {
            log.warn("a peer sent a membership that cannot be read: {}", e.getMessage());
            return;
        }
        if (theirs.isAfter(current)) {
            if (theirs.epoch() == current.epoch()) {
                log.error(
                        "the membership was changed at two nodes at once: {} gives way to {}; repeat what is lost",
                        current,
                        theirs);
            }
            adopt(theirs, "a peer");
        } else if (current.isAfter(theirs)) {
            untold = true;
            cycle.request();
        }
    }

    private void adopt(Membership next, String by) {
        Membership adopted = next;
        for (Map.Entry<NodeId, Long> gone : next.removed().entrySet()) {
            long here = engine.receivedContiguously(gone.getKey());
            if (here > gone.getValue() && !gone.getKey().equals(self)) {
                // More of its puts have come here than whoever removed it knew of.
                adopted = adopted.without(gone.getKey(), here, adopted.anchor());
            }
        }
        log.info(
                "membership {} by {}: members {}, anchor {}, removed {}",
                adopted.epoch(),
                by,
                adopted.members(),
                adopted.anchor(),
                adopted.removed());
        current = adopted;
        storage.keepMembership(adopted.encode());
        untold = true;
        apply();
        cycle.request();
    }

    private void apply() {
        boolean member = isMember();
        outbound.members(peers(), current.anchor(), current.epoch(), current.encode());
        inbound.members(outbound.identity(), current.encode());
        if (!member) {
            outbound.refuseWrites("this node was removed from the cluster (membership " + current.epoch()
                    + "); start a new one, with an empty data-dir and another node-id, to join it again");
        }
    }

    @Override
    public void durable() {
        mayTell = untold;
        untold = false;
    }

    @Override
    public void committed() {
        if (mayTell) {
            mayTell = false;
            outbound.tellMembership();
        }
        leaveOnceAllIsSent();
    }

    private void leaveOnceAllIsSent() {
        if (!leaving || !isMember()) {
            return;
        }
        for (OutboundLink link : outbound.links()) {
            if (link.received() < engine.ownSequence()) {
                return;
            }
        }
        NodeId anchor = current.anchor().equals(self) ? successor() : current.anchor();
        adopt(current.without(self, engine.ownSequence(), anchor), "NODE REMOVE of this node");
    }

    /** A peer that is up to date with this node, so that nobody has cut it off; any, if there is none. */
    private NodeId successor() {
        List<OutboundLink> links = outbound.links();
        return links.stream()
                .filter(link -> link.state() == LinkState.STREAMING
                        && inbound.isConnected(link.address().id()))
                .findFirst()
                .orElse(links.getFirst())
                .address()
                .id();
    }

    /** Has this node take a snapshot if it lacks puts of a node that was removed. To be called about once a second. */
    public void housekeep() {
        leaveOnceAllIsSent();
        current.removed().forEach((gone, last) -> {
            if (!gone.equals(self) && isMember() && engine.receivedContiguously(gone) < last) {
                catchUp.behind(gone, last + 1);
            }
        });
    }

    @Override
    public void commitFailed(Exception cause) {}

    @Override
    public List<Member> members() {
        List<Member> list = new ArrayList<>();
        for (PeerAddress member : current.members()) {
            list.add(new Member(member, stateOf(member.id()), member.id().equals(current.anchor())));
        }
        return list;
    }

    private String stateOf(NodeId id) {
        if (id.equals(self)) {
            return leaving ? "leaving" : catchUp.progress().isEmpty() ? "self" : "catching-up";
        }
        @Nullable OutboundLink link = outbound.link(id);
        return link == null ? "absent" : link.state().text();
    }

    @Override
    public long epoch() {
        return current.epoch();
    }
}
