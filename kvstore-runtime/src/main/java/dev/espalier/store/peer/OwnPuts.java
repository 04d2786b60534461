package dev.espalier.store.peer;

import java.util.List;

/**
 * Own puts as the outbox gave them, without gaps.
 *
 * @param first the number of the first
 * @param bodies key, value and payload of each
 * @param bytes how long the bodies are together
 * @param longest how long the longest is, in bytes
 */
record OwnPuts(long first, List<byte[]> bodies, long bytes, int longest) {

    static OwnPuts of(long first, List<byte[]> bodies) {
        long bytes = 0;
        int longest = 0;
        for (byte[] body : bodies) {
            bytes += body.length;
            longest = Math.max(longest, body.length);
        }
        return new OwnPuts(first, bodies, bytes, longest);
    }

    int count() {
        return bodies.size();
    }

    /** The number of the last. */
    long last() {
        return first + bodies.size() - 1;
    }
}
