package dev.espalier.store.program;

import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.engine.ReplicaEngine;

/**
 * The client inside the node: does the program's operations in order. A get that must wait for puts of others holds the
 * client up until they are applied, as it would a client outside.
 */
final class ProgramClient {
    private final Program program;
    private final ReplicaEngine<?> engine;
    private int next;
    private boolean waiting;
    private long gets;
    private long waits;
    private long payloadBytes;

    ProgramClient(Program program, ReplicaEngine<?> engine) {
        this.program = program;
        this.engine = engine;
    }

    /** Does up to {@code operations}, fewer if one must wait; returns whether puts were among them. */
    boolean advance(int operations) {
        int end = Math.min(program.operations(), next + operations);
        boolean put = false;
        while (next < end && !waiting) {
            if (program.isPut(next)) {
                PutMessage message = engine.put(program.key(next), program.value(next));
                payloadBytes += message.payload().length();
                put = true;
                next++;
            } else if (engine.get(program.key(next)) == null) {
                waiting = true;
                waits++;
            } else {
                gets++;
                next++;
            }
        }
        return put;
    }

    /** Tries the get that waits once more; returns whether it was answered. */
    boolean retry() {
        if (engine.get(program.key(next)) == null) {
            return false;
        }
        gets++;
        next++;
        waiting = false;
        return true;
    }

    boolean isWaiting() {
        return waiting;
    }

    boolean isFinished() {
        return next == program.operations();
    }

    /** Gets answered. */
    long gets() {
        return gets;
    }

    /** Gets that had to wait. */
    long waits() {
        return waits;
    }

    /** What the core sends along with puts, in bytes, without key and value. */
    long payloadBytes() {
        return payloadBytes;
    }
}
