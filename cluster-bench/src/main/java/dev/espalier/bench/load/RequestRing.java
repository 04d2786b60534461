package dev.espalier.bench.load;

/** A queue of requests in arrays of fixed length, so that nothing is made for an operation. */
final class RequestRing {
    private static final int CODE_BITS = 3;
    private static final int CODE_MASK = (1 << CODE_BITS) - 1;

    private final long[] dueAt;
    private final long[] sentAt;
    /** The key's number, of 29 bits, and the request's. */
    private final int[] keyAndRequest;
    /** How many keys it is about. */
    private final int[] keyCounts;

    private final int mask;
    private int first;
    private int size;

    /** A queue for at most {@code capacity} requests. */
    RequestRing(int capacity) {
        int length = Integer.highestOneBit(2 * capacity - 1);
        dueAt = new long[length];
        sentAt = new long[length];
        keyAndRequest = new int[length];
        keyCounts = new int[length];
        mask = length - 1;
    }

    void add(Request request, int key, long dueNanos, long sentNanos) {
        add(request, key, 1, dueNanos, sentNanos);
    }

    void add(Request request, int key, int keys, long dueNanos, long sentNanos) {
        int place = (first + size++) & mask;
        dueAt[place] = dueNanos;
        sentAt[place] = sentNanos;
        keyAndRequest[place] = key << CODE_BITS | request.code();
        keyCounts[place] = keys;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    Request oldestRequest() {
        return Request.of(keyAndRequest[first] & CODE_MASK);
    }

    int oldestKey() {
        return keyAndRequest[first] >>> CODE_BITS;
    }

    /** How many keys the oldest is about: a scan's own and those behind it. */
    int oldestKeyCount() {
        return keyCounts[first];
    }

    /** When the oldest was meant to be sent, of {@link System#nanoTime}. */
    long oldestDue() {
        return dueAt[first];
    }

    /** When the oldest was sent, of {@link System#nanoTime}. */
    long oldestSent() {
        return sentAt[first];
    }

    void removeOldest() {
        first = (first + 1) & mask;
        size--;
    }
}
