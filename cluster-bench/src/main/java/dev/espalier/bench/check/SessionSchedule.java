package dev.espalier.bench.check;

import dev.espalier.bench.history.History;
import java.util.Arrays;

/**
 * Runs all operations of a history, each after those before it in its session and after those it waits for: a
 * topological order, session by session. Since a session waits for one operation at a time, sessions that are stuck
 * point at each other, one each, and a cycle is found by following them.
 */
final class SessionSchedule {
    private static final int NOBODY = -1;

    /** What waits for what. */
    interface Dependencies {
        /** What {@link #blockedBy} answers when nothing is in the way. */
        int NOTHING = -1;

        /** An operation that {@code operation} must wait for and that has not run, or {@link #NOTHING}. */
        int blockedBy(int operation, SessionSchedule schedule);

        /** {@code operation} runs. */
        void run(int operation);

        /**
         * A cycle: {@code waiting[i]} waits for {@code awaited[i]}, which is {@code waiting[i + 1]} or comes after it in
         * its session, and so round. Must give up the wait of one of them.
         *
         * @return the index of the one that was given up
         */
        int breakCycle(int[] waiting, int[] awaited);
    }

    private final History history;
    private final Dependencies dependencies;
    private final int[] next;
    private final int[] awaited;
    /** Per session, the sessions that wait for one of its operations: a list threaded through {@link #nextWaiter}. */
    private final int[] firstWaiter;

    private final int[] nextWaiter;
    private final int[] ready;
    private int readyCount;

    SessionSchedule(History history, Dependencies dependencies) {
        this.history = history;
        this.dependencies = dependencies;
        int sessions = history.sessions();
        next = new int[sessions];
        awaited = new int[sessions];
        firstWaiter = new int[sessions];
        nextWaiter = new int[sessions];
        ready = new int[sessions];
        Arrays.fill(firstWaiter, NOBODY);
    }

    /** Whether {@code operation} has run. */
    boolean hasRun(int operation) {
        return operation < next[history.session(operation)];
    }

    /** Runs everything. */
    void runAll() {
        for (int session = history.sessions() - 1; session >= 0; session--) {
            next[session] = history.start(session);
            ready[readyCount++] = session;
        }
        int stuck = 0;
        while (true) {
            while (readyCount > 0) {
                int session = ready[--readyCount];
                advance(session);
                wakeWaiters(session);
            }
            while (stuck < history.sessions() && next[stuck] == history.end(stuck)) {
                stuck++;
            }
            if (stuck == history.sessions()) {
                return;
            }
            breakCycleFrom(stuck);
        }
    }

    private void advance(int session) {
        int end = history.end(session);
        for (int operation = next[session]; operation < end; operation++) {
            int blocker = dependencies.blockedBy(operation, this);
            if (blocker != Dependencies.NOTHING) {
                awaited[session] = blocker;
                int awaitedSession = history.session(blocker);
                nextWaiter[session] = firstWaiter[awaitedSession];
                firstWaiter[awaitedSession] = session;
                return;
            }
            dependencies.run(operation);
            next[session] = operation + 1;
        }
    }

    private void wakeWaiters(int session) {
        int waiter = firstWaiter[session];
        firstWaiter[session] = NOBODY;
        while (waiter != NOBODY) {
            int following = nextWaiter[waiter];
            if (hasRun(awaited[waiter])) {
                ready[readyCount++] = waiter;
            } else {
                nextWaiter[waiter] = firstWaiter[session];
                firstWaiter[session] = waiter;
            }
            waiter = following;
        }
    }

    private void breakCycleFrom(int stuck) {
        // After as many steps as there are sessions the walk has entered the cycle.
        int session = stuck;
        for (int i = 0; i < history.sessions(); i++) {
            session = history.session(awaited[session]);
        }
        int[] waiting = new int[history.sessions()];
        int[] blockers = new int[history.sessions()];
        int length = 0;
        int member = session;
        do {
            waiting[length] = next[member];
            blockers[length++] = awaited[member];
            member = history.session(awaited[member]);
        } while (member != session);
        int given = dependencies.breakCycle(Arrays.copyOf(waiting, length), Arrays.copyOf(blockers, length));
        int released = history.session(waiting[given]);
        unlink(released, history.session(blockers[given]));
        ready[readyCount++] = released;
    }

    private void unlink(int waiter, int awaitedSession) {
        if (firstWaiter[awaitedSession] == waiter) {
            firstWaiter[awaitedSession] = nextWaiter[waiter];
            return;
        }
        int before = firstWaiter[awaitedSession];
        while (nextWaiter[before] != waiter) {
            before = nextWaiter[before];
        }
        nextWaiter[before] = nextWaiter[waiter];
    }
}
