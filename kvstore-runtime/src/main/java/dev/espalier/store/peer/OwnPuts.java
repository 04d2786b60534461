package dev.espalier.store.peer;

import dev.espalier.store.storage.PutBodies;

/**
 * Own puts as the outbox gave them, without gaps.
 *
 * @param first the number of the first
 * @param bodies key, value and payload of each
 * @param longest how long the longest body is, in bytes
 */
record OwnPuts(long first, PutBodies bodies, int longest) {

    static OwnPuts of(long first, PutBodies bodies) {
        return new OwnPuts(first, bodies, bodies.longest());
    }

    int count() {
        return bodies.count();
    }

    /** How long the bodies are together. */
    int bytes() {
        return bodies.bytes();
    }

    /** The number of the last. */
    long last() {
        return first + count() - 1;
    }
}
