package dev.espalier.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened in a run: a hash of all of it, and, if asked for, in words. */
final class Trace {
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private final Timeline timeline;
    private final boolean inWords;
    private final List<String> lines = new ArrayList<>();
    private long hash;
    private long step;

    Trace(Timeline timeline, boolean inWords) {
        this.timeline = timeline;
        this.inWords = inWords;
    }

    void step(long number) {
        step = number;
    }

    long step() {
        return step;
    }

    /** Something happened to {@code host}: {@code what}, and the numbers of it. */
    void note(int host, String what, long one, long another) {
        mix(timeline.nanoTime());
        mix(host);
        mix(what.hashCode());
        mix(one);
        mix(another);
        if (inWords) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%8d  %9.3f ms  %-8s  %s",
                    step,
                    timeline.nanoTime() / 1e6 - 1000,
                    host < SimulatedClient.FIRST_HOST ? "node " + host : "client " + (host - SimulatedClient.FIRST_HOST),
                    what.replace("{}", Long.toString(one)).replace("[]", Long.toString(another))));
        }
    }

    private void mix(long value) {
        hash = (hash ^ value) * MULTIPLIER;
        hash ^= hash >>> 29;
    }

    long hash() {
        return hash;
    }

    List<String> lines() {
        return lines;
    }
}
