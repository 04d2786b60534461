package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a session has queued since MULTI, and the keys that it watches. */
final class Transaction {
    /** A command that EXEC is to run. */
    record Queued(CommandSpec spec, List<Bytes> arguments) {}

    private final Map<Bytes, Long> watched = new LinkedHashMap<>();
    private final List<Queued> queue = new ArrayList<>();
    private boolean open;
    private boolean running;
    private boolean refused;
    private boolean spoiled;
    private long bytes;

    /** Whether commands are queued rather than run. */
    boolean isOpen() {
        return open;
    }

    void open() {
        open = true;
    }

    /** Whether EXEC runs the commands now. */
    boolean isRunning() {
        return running;
    }

    void running(boolean now) {
        running = now;
    }

    void add(Queued command) {
        queue.add(command);
        bytes += weight(command.arguments());
    }

    static long weight(List<Bytes> arguments) {
        long weight = 64;
        for (Bytes argument : arguments) {
            weight += 40L + argument.length();
        }
        return weight;
    }

    List<Queued> queue() {
        return queue;
    }

    /** About how much memory the queue takes, in bytes. */
    long bytes() {
        return bytes;
    }

    /** A command was refused when it should have been queued: EXEC must run none. */
    void refuse() {
        refused |= open;
    }

    boolean isRefused() {
        return refused;
    }

    /** A watched key has changed: EXEC must run none. */
    void spoil() {
        spoiled = true;
    }

    boolean isSpoiled() {
        return spoiled;
    }

    /** The watched keys, each with the deadline that it had, {@code Long.MAX_VALUE} for none. */
    Map<Bytes, Long> watched() {
        return watched;
    }

    /** Back to the beginning, watched keys apart. */
    void clear() {
        queue.clear();
        bytes = 0;
        open = false;
        refused = false;
    }

    void forgetWatched() {
        watched.clear();
        spoiled = false;
    }
}
