package dev.espalier.store.peer;

import dev.espalier.core.NodeId;
import dev.espalier.store.storage.Storage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much the outbox may hold for a peer. A peer for which it holds more is cut off: what is held for it is dropped, and it
 * is to catch up from a snapshot.
 *
 * <p>One member of the cluster, the anchor, is never cut off by anyone. It gets every put by the ordinary way, so there is
 * always a node whose state has, or will have, all that any other lacks. Were both sides of a partition to cut each other
 * off, each would have puts that no snapshot of the other has, and neither could ever catch up.
 */
public final class OutboxLimit {
    private static final Logger log = LoggerFactory.getLogger(OutboxLimit.class);

    private final long bytesMax;
    private final boolean refusesWrites;
    private @Nullable NodeId anchor;
    private String refusal = "";
    private long warnedAtBytes;

    /**
     * @param bytesMax how many bytes may be held for a peer
     * @param refusesWrites whether no more is written once so much is held for a peer that cannot be cut off; otherwise the
     *     outbox grows
     * @param anchor the member that is never cut off
     */
    public OutboxLimit(long bytesMax, boolean refusesWrites, @Nullable NodeId anchor) {
        this.bytesMax = bytesMax;
        this.refusesWrites = refusesWrites;
        this.anchor = anchor;
    }

    /** No limit. */
    static OutboxLimit none() {
        return new OutboxLimit(Long.MAX_VALUE, false, null);
    }

    /** From now on {@code member} is never cut off. */
    public void anchor(NodeId member) {
        anchor = member;
    }

    /** The member that is never cut off; {@code null} when there is no limit. */
    public @Nullable NodeId anchor() {
        return anchor;
    }

    /** What keeps this node from taking writes; empty when it takes them. */
    String refusal() {
        return refusal;
    }

    /** Cuts off whom it may. */
    void enforce(List<OutboundLink> links, Storage storage, boolean snapshotsCanHelp) {
        String nextRefusal = "";
        long overMax = 0;
        for (OutboundLink link : links) {
            long upTo = link.isOwedAfter();
            long held = upTo == Long.MAX_VALUE ? 0 : storage.outboxBytes(upTo + 1);
            if (held <= bytesMax) {
                continue;
            }
            NodeId peer = link.address().id();
            if (snapshotsCanHelp && !peer.equals(anchor)) {
                link.cutOff("is owed " + held + " bytes of puts, more than outbox-limit-bytes " + bytesMax);
                continue;
            }
            overMax = Math.max(overMax, held);
            nextRefusal = "the outbox holds " + held + " bytes for node " + peer + ", more than outbox-limit-bytes "
                    + bytesMax + ", and it "
                    + (snapshotsCanHelp
                            ? "is the member that is never cut off"
                            : "could not catch up from a snapshot, since this core's state cannot be copied")
                    + "; bring the node back, remove it from the cluster, or raise the limit";
        }
        refusal = refusesWrites ? nextRefusal : "";
        if (overMax == 0) {
            warnedAtBytes = 0;
        } else if (overMax >= 2 * warnedAtBytes) {
            warnedAtBytes = overMax;
            log.warn("{}", nextRefusal);
        }
    }
}
