package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The commands that took longest, the latest ones kept. Reading the clock twice costs as much as a quick command, so
 * commands that take constant time are only timed when the threshold is below a millisecond.
 */
public final class SlowLog {
    private static final int ARGUMENTS_MAX = 32;
    private static final int ARGUMENT_BYTES_MAX = 128;

    /**
     * A command that took long.
     *
     * @param id from 0, one more each time
     * @param seconds when it ran, since the epoch
     * @param micros how long it took
     * @param arguments its name and arguments, shortened
     * @param address of the client
     * @param name of the client
     */
    record Entry(long id, long seconds, long micros, List<Bytes> arguments, String address, Bytes name) {}

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long thresholdMicros = 10_000;
    private int lengthMax = 128;
    private long nextId;

    boolean times(CommandSpec spec) {
        return thresholdMicros >= 0
                && !spec.has("skip_slowlog")
                && (thresholdMicros < 1000 || !(spec.has("fast") || spec.name().equals("set")));
    }

    void ran(CommandSpec spec, Session session, List<Bytes> arguments, long nanos) {
        if (!spec.has("skip_slowlog")) {
            add(session, Redaction.shown(spec, arguments), nanos);
        }
    }

    /** A command has waited so long because that is what it does. */
    void slept(Session session, List<Bytes> arguments, long nanos) {
        add(session, arguments, nanos);
    }

    private void add(Session session, List<Bytes> arguments, long nanos) {
        long micros = TimeUnit.NANOSECONDS.toMicros(nanos);
        if (thresholdMicros < 0 || micros < thresholdMicros || lengthMax == 0) {
            return;
        }
        entries.addFirst(new Entry(
                nextId++,
                System.currentTimeMillis() / 1000,
                micros,
                shortened(arguments),
                session.remoteAddress(),
                session.state().name()));
        trim();
    }

    private static List<Bytes> shortened(List<Bytes> arguments) {
        List<Bytes> kept = new ArrayList<>();
        for (Bytes argument : arguments) {
            boolean lastThatFits = kept.size() == ARGUMENTS_MAX - 1 && arguments.size() > ARGUMENTS_MAX;
            if (lastThatFits) {
                kept.add(Bytes.utf8("... (" + (arguments.size() - kept.size()) + " more arguments)"));
                break;
            }
            kept.add(shortened(argument));
        }
        return kept;
    }

    private static Bytes shortened(Bytes argument) {
        if (argument.length() <= ARGUMENT_BYTES_MAX) {
            return argument;
        }
        byte[] note = ("... (" + (argument.length() - ARGUMENT_BYTES_MAX) + " more bytes)")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] kept = Arrays.copyOf(argument.shared(), ARGUMENT_BYTES_MAX + note.length);
        System.arraycopy(note, 0, kept, ARGUMENT_BYTES_MAX, note.length);
        return Bytes.wrap(kept);
    }

    private void trim() {
        while (entries.size() > lengthMax) {
            entries.removeLast();
        }
    }

    /** The entries, the latest first. */
    List<Entry> entries() {
        return List.copyOf(entries);
    }

    int length() {
        return entries.size();
    }

    void clear() {
        entries.clear();
    }

    long thresholdMicros() {
        return thresholdMicros;
    }

    void thresholdMicros(long micros) {
        thresholdMicros = micros;
    }

    int lengthMax() {
        return lengthMax;
    }

    void lengthMax(int most) {
        lengthMax = most;
        trim();
    }
}
