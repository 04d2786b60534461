package dev.espalier.store;

import dev.espalier.core.NodeId;
import dev.espalier.store.config.Durability;
import dev.espalier.store.peer.InboundPeers;
import dev.espalier.store.tls.TlsWatch;
import io.netty.util.concurrent.EventExecutor;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a node does because time passes, not because anybody asks. */
@SuppressWarnings("FutureReturnValueIgnored") // Both tasks guard themselves.
final class NodeHousekeeping {
    private static final long SWEEP_MILLIS = 100;
    private static final int SWEPT_AT_ONCE = 500;

    private final NodeParts parts;
    private final EventExecutor loop;
    private volatile boolean stopped;

    NodeHousekeeping(NodeParts parts) {
        this.parts = parts;
        this.loop = parts.transport().group().next();
    }

    void begin() {
        loop.scheduleAtFixedRate(this::housekeep, 1, 1, TimeUnit.SECONDS);
        loop.scheduleAtFixedRate(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Does nothing any more. May be called on any thread. */
    void stop() {
        stopped = true;
    }

    private boolean isOver() {
        return stopped || parts.cycle().failure() != null;
    }

    /** Drops expired keys, a bounded number at a time, and looks after what waits for time to pass. */
    private void sweep() {
        if (isOver()) {
            return;
        }
        try {
            if (parts.commands().dropExpired(SWEPT_AT_ONCE) == SWEPT_AT_ONCE) {
                loop.execute(this::sweep);
            }
            parts.clients().retryOthers();
        } catch (RuntimeException e) {
            parts.cycle()
                    .fail(new IllegalStateException(
                            "the sweep of expired keys failed (" + e + "); this is a defect; restart the node", e));
        }
    }

    /** An exception here would silently end the schedule, so it ends the service instead. */
    private void housekeep() {
        if (isOver()) {
            return;
        }
        try {
            InboundPeers inbound = parts.inbound();
            Map<NodeId, Long> marks = inbound.committedMarks();
            if (parts.config().durability() == Durability.EVERYSEC) {
                parts.syncer().sync(() -> inbound.syncedUpTo(marks));
            } else {
                inbound.syncedUpTo(marks);
            }
            TlsWatch tlsWatch = parts.tlsWatch();
            if (tlsWatch != null) {
                tlsWatch.second();
            }
            inbound.showLife();
            parts.outbound().housekeep(loop.ticker().nanoTime());
            parts.members().housekeep();
        } catch (RuntimeException e) {
            parts.cycle()
                    .fail(new IllegalStateException(
                            "the housekeeping of the node failed (" + e + "); this is a defect; restart the node", e));
        }
    }
}
