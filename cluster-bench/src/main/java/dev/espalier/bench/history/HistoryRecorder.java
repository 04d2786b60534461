package dev.espalier.bench.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Records what the sessions of a run did. Each session has a {@link SessionRecorder} of its own, which only the thread
 * that drives the session touches; the history is taken when all of them have come to rest.
 *
 * <p>A put that was sent but not acknowledged (connection lost, time-out, error reply) may or may not have happened: it
 * counts as done only if some read returned its value. A get without an answer told nothing and is left out.
 */
public final class HistoryRecorder {
    private final List<SessionRecorder> sessions = new ArrayList<>();

    /** Adds a session. Its label in the history is its number, from 0 in the order of calls. Thread-safe. */
    public synchronized SessionRecorder session() {
        SessionRecorder session = new SessionRecorder(sessions.size());
        sessions.add(session);
        return session;
    }

    /** Number of sessions added so far. */
    public synchronized int sessions() {
        return sessions.size();
    }

    /** The history so far. Only to be called when no session is recording, and after a hand-over from its thread. */
    public synchronized History history() {
        long[] uncertain = uncertainPuts();
        boolean[] seen = uncertain.length == 0 ? new boolean[0] : seen(uncertain);
        HistoryBuilder builder = History.builder();
        for (SessionRecorder session : sessions) {
            builder.session(session.number());
            for (int i = 0; i < session.sent(); i++) {
                if (session.isCertain(i) || (session.isPut(i) && wasSeen(session.value(i), uncertain, seen))) {
                    builder.add(session.number(), session.key(i), session.isPut(i), session.value(i));
                }
            }
        }
        return builder.build();
    }

    /** How many reads returned a value that no session of this recorder can have written. */
    public synchronized long foreignReads() {
        return sessions.stream().mapToLong(SessionRecorder::foreignReads).sum();
    }

    private long[] uncertainPuts() {
        long[] found = new long[16];
        int count = 0;
        for (SessionRecorder session : sessions) {
            for (int i = session.firstUncertain(); i < session.sent(); i++) {
                if (!session.isCertain(i) && session.isPut(i)) {
                    if (count == found.length) {
                        found = Arrays.copyOf(found, 2 * count);
                    }
                    found[count++] = session.value(i);
                }
            }
        }
        long[] sorted = Arrays.copyOf(found, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private boolean[] seen(long[] uncertain) {
        boolean[] seen = new boolean[uncertain.length];
        for (SessionRecorder session : sessions) {
            for (int i = 0; i < session.sent(); i++) {
                if (!session.isPut(i) && session.isCertain(i)) {
                    int found = Arrays.binarySearch(uncertain, session.value(i));
                    if (found >= 0) {
                        seen[found] = true;
                    }
                }
            }
        }
        return seen;
    }

    private static boolean wasSeen(long value, long[] uncertain, boolean[] seen) {
        int found = Arrays.binarySearch(uncertain, value);
        return found >= 0 && seen[found];
    }
}
