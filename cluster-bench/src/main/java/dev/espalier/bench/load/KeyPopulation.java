package dev.espalier.bench.load;

import dev.espalier.bench.history.SessionRecorder;
import java.util.concurrent.atomic.AtomicInteger;

/** The keys that there are while a run inserts new ones; shared by its sessions. */
final class KeyPopulation {
    private final int atFirst;
    private final AtomicInteger next;

    KeyPopulation(int atFirst) {
        this.atFirst = atFirst;
        this.next = new AtomicInteger(atFirst);
    }

    /** How many keys there are. Of those inserted last some may still be on their way to the server. */
    int count() {
        return next.getPlain();
    }

    /** The number of a new key. Once all numbers are used up, that of the last. */
    int insert() {
        return Math.min(
                next.getAndUpdate(known -> Math.min(known + 1, SessionRecorder.KEY_MAX)), SessionRecorder.KEY_MAX - 1);
    }

    /** Whether there are more keys than at first. */
    boolean hasGrown() {
        return count() > atFirst;
    }
}
