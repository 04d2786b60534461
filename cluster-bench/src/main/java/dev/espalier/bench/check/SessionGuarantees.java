package dev.espalier.bench.check;

import dev.espalier.bench.history.History;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Says of every stale get which session guarantee it breaks. A get that breaks one is stale in the sense of causality, so
 * only those found so far are looked at, and each session is gone through once more to know what it had put and read
 * before them. A get that breaks none by itself takes several guarantees together, over more than two sessions.
 */
final class SessionGuarantees {
    /** Gets of a writer's session, before the put that was read, that are looked at; the latest, which tell most. */
    private static final int GETS_LOOKED_AT = 64;

    private static final int NOTHING = -1;

    private final History history;
    private final ReadsFrom readsFrom;
    private final HappensBefore happensBefore;
    private final OperationsByKey writes;
    private final OperationsByKey reads;
    private final Map<Guarantee, ViolationLog> logs = new EnumMap<>(Guarantee.class);
    private final int[] latestRead;
    private long unclassified;

    private SessionGuarantees(
            History history, ReadsFrom readsFrom, HappensBefore happensBefore, int detailsPerGuarantee) {
        this.history = history;
        this.readsFrom = readsFrom;
        this.happensBefore = happensBefore;
        this.writes = new OperationsByKey(history, history::isWrite);
        this.reads = new OperationsByKey(history, operation -> readsFrom.source(operation) >= 0);
        this.latestRead = new int[history.sessions()];
        for (Guarantee guarantee : Guarantee.values()) {
            logs.put(guarantee, new ViolationLog(history, detailsPerGuarantee));
        }
    }

    /** Looks at all of {@code stale}. */
    static SessionGuarantees classify(
            History history,
            ReadsFrom readsFrom,
            HappensBefore happensBefore,
            StaleReads stale,
            int detailsPerGuarantee) {
        SessionGuarantees guarantees = new SessionGuarantees(history, readsFrom, happensBefore, detailsPerGuarantee);
        for (int place = 0; place < stale.size(); ) {
            place = guarantees.session(stale, place);
        }
        return guarantees;
    }

    /** What broke {@code guarantee}, one of the four. */
    ViolationLog log(Guarantee guarantee) {
        return logs.getOrDefault(guarantee, new ViolationLog(history, 0));
    }

    /** How many stale gets break none of the four by themselves. */
    long unclassified() {
        return unclassified;
    }

    /** Goes through one session up to its last stale get; returns the place of the next session's first. */
    private int session(StaleReads stale, int first) {
        int session = history.session(stale.get(first));
        Arrays.fill(latestRead, NOTHING);
        int place = first;
        for (int operation = history.start(session);
                place < stale.size() && history.session(stale.get(place)) == session;
                operation++) {
            if (operation == stale.get(place)) {
                judge(operation);
                place++;
            }
            int source = readsFrom.source(operation);
            if (source >= 0) {
                int writer = history.session(source);
                latestRead[writer] = Math.max(latestRead[writer], source);
            }
        }
        return place;
    }

    private void judge(int read) {
        boolean ownFault = ownWrites(read);
        ownFault |= ownReads(read);
        if (!ownFault) {
            boolean others = writesOfOthers(read);
            others |= readsOfOthers(read);
            unclassified += others ? 0 : 1;
        }
    }

    private boolean ownWrites(int read) {
        int key = history.key(read);
        int own = writes.before(writes.placeBefore(key, read), key, history.session(read));
        if (own == NOTHING || !isOlder(read, own)) {
            return false;
        }
        add(Guarantee.READ_YOUR_WRITES, read, own, "its own session had made the " + view(own) + " before", own);
        return true;
    }

    private boolean ownReads(int read) {
        int key = history.key(read);
        int session = history.session(read);
        int place = reads.placeBefore(key, read);
        for (int looked = 0; looked < GETS_LOOKED_AT; looked++, place--) {
            int earlier = reads.before(place, key, session);
            if (earlier == NOTHING) {
                return false;
            }
            int seen = readsFrom.source(earlier);
            if (history.session(seen) != session && isOlder(read, seen)) {
                add(
                        Guarantee.MONOTONIC_READS,
                        read,
                        seen,
                        "its session had read that already, in the " + view(earlier),
                        earlier,
                        seen);
                return true;
            }
        }
        return false;
    }

    private boolean writesOfOthers(int read) {
        int key = history.key(read);
        for (int writer = 0; writer < latestRead.length; writer++) {
            int seen = latestRead[writer];
            if (seen == NOTHING || writer == history.session(read)) {
                continue;
            }
            int before = writes.before(writes.placeBefore(key, seen), key, writer);
            if (before != NOTHING && isOlder(read, before)) {
                add(
                        Guarantee.MONOTONIC_WRITES,
                        read,
                        before,
                        "the same session made the " + view(seen) + " only after that, and the reader had read it",
                        before,
                        seen);
                return true;
            }
        }
        return false;
    }

    private boolean readsOfOthers(int read) {
        int key = history.key(read);
        for (int writer = 0; writer < latestRead.length; writer++) {
            int seen = latestRead[writer];
            if (seen == NOTHING || writer == history.session(read)) {
                continue;
            }
            int place = reads.placeBefore(key, seen);
            for (int looked = 0; looked < GETS_LOOKED_AT; looked++, place--) {
                int known = reads.before(place, key, writer);
                if (known == NOTHING) {
                    break;
                }
                int put = readsFrom.source(known);
                if (isOlder(read, put)) {
                    add(
                            Guarantee.WRITES_FOLLOW_READS,
                            read,
                            put,
                            "the writer of the " + view(seen)
                                    + ", which the reader had read, had read that before, in the " + view(known),
                            put,
                            known,
                            seen);
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether what {@code read} returned is older than {@code put}. */
    private boolean isOlder(int read, int put) {
        int source = readsFrom.source(read);
        return source == ReadsFrom.INITIAL || (source != put && happensBefore.holds(source, put));
    }

    private void add(Guarantee guarantee, int read, int put, String why, int... others) {
        int source = readsFrom.source(read);
        int[] operations = new int[others.length + 1];
        System.arraycopy(others, 0, operations, 0, others.length);
        operations[others.length] = read;
        log(guarantee)
                .add(
                        source == ReadsFrom.INITIAL ? ViolationKind.STALE_INITIAL_READ : ViolationKind.STALE_READ,
                        () -> "the " + view(read) + " should have returned " + history.value(put)
                                + " or something newer, for " + why
                                + (source == ReadsFrom.INITIAL
                                        ? ""
                                        : "; what it returned is older, the " + view(source)),
                        operations);
    }

    private String view(int operation) {
        return OperationView.of(history, operation).toString();
    }
}
