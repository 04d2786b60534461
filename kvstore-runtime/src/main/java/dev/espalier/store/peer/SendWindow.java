package dev.espalier.store.peer;

import java.util.ArrayDeque;

/** What is sent and not acknowledged on one connection: bounded, so that a slow peer costs bounded memory. */
final class SendWindow {
    private static final long BYTES_MAX = 8L << 20;
    private static final int PUTS_MAX = 1 << 16;

    private final ArrayDeque<Integer> sizes = new ArrayDeque<>();
    private long bytes;

    boolean hasRoom() {
        return bytes < BYTES_MAX && sizes.size() < PUTS_MAX;
    }

    /** One more put of {@code size} bytes is on its way. */
    void sent(int size) {
        sizes.add(size);
        bytes += size;
    }

    /** The oldest put has arrived. */
    void acknowledged() {
        Integer size = sizes.poll();
        bytes -= size == null ? 0 : size;
    }

    /** A new connection begins. */
    void clear() {
        sizes.clear();
        bytes = 0;
    }
}
