package dev.espalier.store;

import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.peer.OutboundPeers;
import dev.espalier.store.server.Clients;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** The part of a stop that waits: for replies to leave, and for connected peers to take what they lack while they do. */
@SuppressWarnings("FutureReturnValueIgnored") // What does not come about in time is not waited for.
final class NodeStop {
    private static final long LOOK_MILLIS = 5;
    /** A peer that takes nothing for so long will not take more. */
    private static final long STANDSTILL_MILLIS = 500;
    /** Ended connections that the client has not closed yet, so that its last commands do not reset them. */
    private static final long LINGER_MILLIS = 200;

    private final EventLoopGroup loop;
    private final Clients clients;
    private final OutboundPeers outbound;
    private final CommitCycle cycle;
    private final Runnable closeListeners;

    NodeStop(EventLoopGroup loop, Clients clients, OutboundPeers outbound, CommitCycle cycle, Runnable closeListeners) {
        this.loop = loop;
        this.clients = clients;
        this.outbound = outbound;
        this.cycle = cycle;
        this.closeListeners = closeListeners;
    }

    /**
     * Returns when there is nothing to wait for any more, after {@code limitMillis} at the latest.
     *
     * @param peersToo whether to wait for peers
     */
    void run(long limitMillis, boolean peersToo) {
        long end = now() + limitMillis;
        try {
            ask(
                    () -> {
                        closeListeners.run();
                        if (limitMillis > 0) {
                            clients.drain();
                        }
                        return true;
                    },
                    1000);
            while (now() < end && ask(() -> clients.unanswered() > 0, end - now())) {
                Thread.sleep(LOOK_MILLIS);
            }
            if (peersToo) {
                awaitPeers(end);
            }
            long lingerEnd = Math.min(end, now() + LINGER_MILLIS);
            while (now() < lingerEnd && ask(() -> clients.statistics().connected() > 0, lingerEnd - now())) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitPeers(long end) throws InterruptedException {
        long[] taken = {-1};
        long lastProgress = now();
        while (now() < end
                && now() - lastProgress < STANDSTILL_MILLIS
                && ask(() -> cycle.failure() == null && !outbound.allTaken(), end - now())) {
            long before = taken[0];
            ask(
                    () -> {
                        taken[0] = outbound.taken();
                        return true;
                    },
                    end - now());
            if (taken[0] != before) {
                lastProgress = now();
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** The answer of the loop; {@code false} when it does not come in time. */
    private boolean ask(Callable<Boolean> question, long limitMillis) throws InterruptedException {
        try {
            var answer = loop.submit(question);
            return answer.await(Math.max(1, limitMillis), TimeUnit.MILLISECONDS) && answer.get();
        } catch (ExecutionException e) {
            return false;
        }
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
