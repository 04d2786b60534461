package dev.espalier.store.engine;

import dev.espalier.core.NodeId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts that have arrived and are not applied: a queue a sender, ordered by the sender's own numbering. Only the first
 * of each queue is worth trying: a put of a sender is enabled no later than the sender's following ones. A single list
 * rescanned after each apply would cost the square of its length.
 *
 * @param <P> the core's put payload
 */
final class PendingPuts<P> {
    private final List<SenderQueue<P>> queues = new ArrayList<>();
    private final BySender<SenderQueue<P>> bySender = new BySender<>(sender -> newQueue());
    private int size;

    /** A put with its payload read; {@code recorded} says whether the journal holds it as pending. */
    static final class Entry<P> {
        final PutMessage message;
        final P request;
        boolean recorded;
        boolean waiting = true;

        Entry(PutMessage message, P request) {
            this.message = message;
            this.request = request;
        }

        /** The same put with its payload read anew. */
        Entry<P> reread(P newRequest) {
            Entry<P> entry = new Entry<>(message, newRequest);
            entry.recorded = recorded;
            entry.waiting = waiting;
            return entry;
        }
    }

    /** Adds a put unless one of the same number is there already; returns whether it was added. */
    boolean add(Entry<P> entry) {
        boolean added = queueOf(entry.message.origin()).add(entry);
        if (added) {
            size++;
        }
        return added;
    }

    /** Whether {@code entry} is the one of its sender to be tried next. */
    boolean isHead(Entry<P> entry) {
        return queueOf(entry.message.origin()).head() == entry;
    }

    /** Takes a put out. */
    void remove(Entry<P> entry) {
        if (queueOf(entry.message.origin()).remove(entry)) {
            entry.waiting = false;
            size--;
        }
    }

    /** The pending put of that number, or {@code null}. */
    @Nullable
    Entry<P> find(NodeId origin, long sequence) {
        return queueOf(origin).find(sequence);
    }

    /** One queue a sender, in order of first arrival. */
    List<SenderQueue<P>> queues() {
        return queues;
    }

    int size() {
        return size;
    }

    int size(NodeId origin) {
        return queueOf(origin).size();
    }

    /** The least number of a pending put of {@code origin}; {@link Long#MAX_VALUE} when none is pending. */
    long first(NodeId origin) {
        Entry<P> head = queueOf(origin).head();
        return head == null ? Long.MAX_VALUE : head.message.sequence();
    }

    /** Memory that the puts of {@code origin} take, in bytes. */
    long weight(NodeId origin) {
        return queueOf(origin).weight();
    }

    /** The queue of one sender. */
    SenderQueue<P> queueOf(NodeId origin) {
        return bySender.of(origin);
    }

    private SenderQueue<P> newQueue() {
        SenderQueue<P> queue = new SenderQueue<>();
        queues.add(queue);
        return queue;
    }
}
