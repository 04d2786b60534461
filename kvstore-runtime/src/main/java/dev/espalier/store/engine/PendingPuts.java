package dev.espalier.store.engine;

import dev.espalier.core.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts that have arrived and are not applied: a queue a sender, ordered by the sender's own numbering. Only the first
 * of each queue is worth trying: a put of a sender is enabled no later than the sender's following ones. A single list
 * rescanned after each apply would cost the square of its length.
 *
 * @param <P> the core's put payload
 */
final class PendingPuts<P> {
    private final Map<NodeId, SenderQueue<P>> bySender = new HashMap<>();
    private final List<SenderQueue<P>> queues = new ArrayList<>();
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
    }

    /** The puts of one sender. */
    static final class SenderQueue<P> {
        private final TreeMap<Long, Entry<P>> entries = new TreeMap<>();
        private long weight;

        @Nullable
        Entry<P> head() {
            Map.Entry<Long, Entry<P>> first = entries.firstEntry();
            return first == null ? null : first.getValue();
        }
    }

    /** Adds a put unless one of the same number is there already; returns whether it was added. */
    boolean add(Entry<P> entry) {
        SenderQueue<P> queue = queueOf(entry.message.origin());
        if (queue.entries.putIfAbsent(entry.message.sequence(), entry) != null) {
            return false;
        }
        queue.weight += entry.message.weight();
        size++;
        return true;
    }

    /** Whether {@code entry} is the one of its sender to be tried next. */
    boolean isHead(Entry<P> entry) {
        return queueOf(entry.message.origin()).head() == entry;
    }

    /** Takes a put out. */
    void remove(Entry<P> entry) {
        SenderQueue<P> queue = queueOf(entry.message.origin());
        if (queue.entries.remove(entry.message.sequence(), entry)) {
            entry.waiting = false;
            queue.weight -= entry.message.weight();
            size--;
        }
    }

    /** The pending put of that number, or {@code null}. */
    @Nullable
    Entry<P> find(NodeId origin, long sequence) {
        return queueOf(origin).entries.get(sequence);
    }

    /** One queue a sender, in order of first arrival. */
    List<SenderQueue<P>> queues() {
        return queues;
    }

    int size() {
        return size;
    }

    int size(NodeId origin) {
        SenderQueue<P> queue = bySender.get(origin);
        return queue == null ? 0 : queue.entries.size();
    }

    /** The least number of a pending put of {@code origin}; {@link Long#MAX_VALUE} when none is pending. */
    long first(NodeId origin) {
        SenderQueue<P> queue = bySender.get(origin);
        return queue == null || queue.entries.isEmpty() ? Long.MAX_VALUE : queue.entries.firstKey();
    }

    /** Memory that the puts of {@code origin} take, in bytes. */
    long weight(NodeId origin) {
        SenderQueue<P> queue = bySender.get(origin);
        return queue == null ? 0 : queue.weight;
    }

    private SenderQueue<P> queueOf(NodeId origin) {
        return bySender.computeIfAbsent(origin, id -> {
            SenderQueue<P> queue = new SenderQueue<>();
            queues.add(queue);
            return queue;
        });
    }
}
