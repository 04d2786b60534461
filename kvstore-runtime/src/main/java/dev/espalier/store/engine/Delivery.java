package dev.espalier.store.engine;

import dev.espalier.core.NodeId;
import dev.espalier.store.engine.PendingPuts.Entry;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds puts back until their guards let them be applied, and decides which to ask next: the hold-back queue of causal
 * delivery (Birman, Schiper and Stephenson, "Lightweight causal and atomic group multicast", ACM TOCS 9(3), 1991), with the
 * core's guard in the place of theirs.
 *
 * @param <P> the core's put payload
 */
final class Delivery<P> {
    private final Replica<P> replica;
    private final Journal journal;
    private PendingPuts<P> pending = new PendingPuts<>();
    private final ArrayDeque<Entry<P>> arrivedSinceCommit = new ArrayDeque<>();
    private Runnable appliedListener = () -> {};
    private boolean headsWorthTrying;

    /** Whose puts arrive one after the other just now; {@code null} when none do. */
    private @Nullable NodeId arriving;

    /** Whether something has arrived since the last {@link #settle} that may be applied before all else of its sender. */
    private boolean headArrived;

    /**
     * A put that has just arrived while puts arrive, of a sender of which none waits: most are enabled, and applied by the
     * {@link #settle} that follows without ever being in a queue. {@code null} at all other times.
     */
    private @Nullable Entry<P> fresh;

    private boolean settling;
    private boolean held;
    private int nextQueue;

    /** What is asked for each put, and told of it. */
    interface Replica<P> {
        /** Applies a put if its guard is true; returns whether it was. */
        boolean applyIfEnabled(Entry<P> entry);

        /** Whether a put is in already; its guard is false for ever then. */
        boolean dropIfSeen(Entry<P> entry);
    }

    /**
     * @param journal is told which puts wait, and no longer do
     */
    Delivery(Replica<P> replica, Journal journal) {
        this.replica = replica;
        this.journal = journal;
    }

    /** Sets what runs after each put that {@link #settle} applies or finds applied. */
    void onApplied(Runnable listener) {
        appliedListener = listener;
    }

    PendingPuts<P> pending() {
        return pending;
    }

    /** The replica has changed: a put that waits may be enabled now. */
    void replicaChanged() {
        headsWorthTrying = true;
    }

    /** A put of a peer, which {@link #settle} applies when it is enabled. */
    void arrive(Entry<P> entry) {
        queueFresh();
        if (arriving != null && !held && !settling && pending.size(entry.message.origin()) == 0) {
            fresh = entry;
            headsWorthTrying = true;
        } else {
            queue(entry);
        }
    }

    /**
     * A put that waits from now on and did not arrive just now: an own one, or one of before a restart.
     *
     * @param unrecorded whether it is to be recorded as pending if it still is at the next commit
     */
    void holdBack(Entry<P> entry, boolean unrecorded) {
        pending.add(entry);
        headsWorthTrying = true;
        if (unrecorded) {
            arrivedSinceCommit.add(entry);
        }
    }

    private void queue(Entry<P> entry) {
        pending.add(entry);
        arrivedSinceCommit.add(entry);
        if (pending.isHead(entry)) {
            headsWorthTrying = true;
            headArrived = true;
        }
    }

    private void queueFresh() {
        if (fresh != null) {
            queue(fresh);
            fresh = null;
        }
    }

    /** Puts of {@code origin} are about to arrive one after the other, until {@link #endOfArrivals}. */
    void beginArrivals(NodeId origin) {
        arriving = origin;
    }

    /** Ends {@link #beginArrivals}; {@link #settle} is to follow. */
    void endOfArrivals() {
        queueFresh();
        arriving = null;
    }

    /** Applies nothing, however enabled, until {@link #release}. */
    void hold() {
        held = true;
    }

    /** Ends {@link #hold}; {@link #settle} is to follow. */
    void release() {
        held = false;
        headsWorthTrying = true;
    }

    /** Applies pending puts until none is enabled. Calls from the listener return at once. */
    void settle() {
        if (settling || held || !headsWorthTrying) {
            return;
        }
        settling = true;
        try {
            if (fresh != null) {
                applyFresh(fresh);
                return;
            }
            if (arriving != null) {
                // A head that waits is not asked again because another put came behind it.
                boolean enabled = headArrived;
                headArrived = false;
                while (enabled) {
                    enabled = applyHead(pending.queueOf(arriving));
                }
                return;
            }
            while (headsWorthTrying) {
                // Cleared first: whatever the listener does then asks for another round.
                headsWorthTrying = false;
                appliedListener.run();
                applyEnabledHead();
            }
        } finally {
            settling = false;
        }
    }

    /** Applies the put that has just arrived, or queues it. */
    private void applyFresh(Entry<P> entry) {
        boolean done = false;
        try {
            done = replica.applyIfEnabled(entry) || replica.dropIfSeen(entry);
        } finally {
            fresh = null;
            if (!done) {
                queue(entry);
                headArrived = false;
            }
        }
    }

    /**
     * Goes on with the sender whose put was applied last: as long as its puts are enabled each is asked once, where turns would
     * ask those that wait each time.
     */
    private void applyEnabledHead() {
        List<SenderQueue<P>> queues = pending.queues();
        for (int tried = 0; tried < queues.size() && pending.size() > 0; tried++) {
            nextQueue = nextQueue < queues.size() ? nextQueue : 0;
            if (applyHead(queues.get(nextQueue))) {
                return;
            }
            nextQueue++;
        }
    }

    /** Applies the first put of a sender that is not in already, if it is enabled; returns whether it was. */
    private boolean applyHead(SenderQueue<P> queue) {
        for (Entry<P> head = queue.head(); head != null; head = queue.head()) {
            if (replica.applyIfEnabled(head)) {
                discard(head);
                return true;
            }
            if (!replica.dropIfSeen(head)) {
                return false;
            }
            discard(head);
        }
        return false;
    }

    private void discard(Entry<P> entry) {
        pending.remove(entry);
        if (entry.recorded) {
            journal.noLongerPending(entry.message);
        } else if (arrivedSinceCommit.peekLast() == entry) {
            // Applied as soon as it came, as most are: the commit need not look at it.
            arrivedSinceCommit.removeLast();
        }
    }

    /** Journals each put that came since the last call, is to be recorded and still waits. */
    void recordWaiting() {
        for (Entry<P> entry = arrivedSinceCommit.poll(); entry != null; entry = arrivedSinceCommit.poll()) {
            if (entry.waiting) {
                entry.recorded = true;
                journal.pending(entry.message);
            }
        }
    }

    /** The pending puts with their payloads read anew. */
    PendingPuts<P> reread(Function<PutMessage, P> reader) {
        PendingPuts<P> reread = new PendingPuts<>();
        for (SenderQueue<P> queue : pending.queues()) {
            queue.forEach(entry -> reread.add(entry.reread(reader.apply(entry.message))));
        }
        return reread;
    }

    /** Goes on with {@code reread} in place of what is pending, when everything is recorded. */
    void replace(PendingPuts<P> reread) {
        pending = reread;
        headsWorthTrying = true;
    }

    /** Goes on with all that waits in {@code next}, which is not used any more. */
    void become(Delivery<P> next) {
        pending = next.pending;
        arrivedSinceCommit.clear();
        arrivedSinceCommit.addAll(next.arrivedSinceCommit);
        headsWorthTrying = true;
    }
}
