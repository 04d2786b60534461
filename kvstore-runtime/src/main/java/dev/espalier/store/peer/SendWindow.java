package dev.espalier.store.peer;

import java.util.ArrayDeque;

/**
 * What is sent and not acknowledged on one connection: bounded, so that a slow peer costs bounded memory. Bytes are counted
 * by the run of puts that were sent together, until the last of them is acknowledged.
 */
final class SendWindow {
    private static final long BYTES_MAX = 8L << 20;
    private static final int PUTS_MAX = 1 << 16;

    /** Puts that were sent together, the last of them number {@code last}. */
    private record Run(long last, long bytes) {}

    private final ArrayDeque<Run> runs = new ArrayDeque<>();
    private long sent;
    private long acknowledged;
    private long bytes;

    /** How many puts are sent and not acknowledged. */
    long puts() {
        return sent - acknowledged;
    }

    boolean hasRoom() {
        return bytes < BYTES_MAX && puts() < PUTS_MAX;
    }

    /** Puts up to number {@code last}, of {@code size} bytes together, are on their way too. */
    void sent(long last, long size) {
        runs.add(new Run(last, size));
        sent = last;
        bytes += size;
    }

    /** All puts up to number {@code sequence} have arrived. */
    void acknowledged(long sequence) {
        acknowledged = sequence;
        for (Run run = runs.peek(); run != null && run.last <= sequence; run = runs.peek()) {
            bytes -= run.bytes;
            runs.remove();
        }
    }

    /** A new connection begins, on which puts after number {@code received} are sent. */
    void begin(long received) {
        runs.clear();
        bytes = 0;
        sent = received;
        acknowledged = received;
    }
}
