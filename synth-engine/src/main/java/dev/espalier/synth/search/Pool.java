package dev.espalier.synth.search;

import dev.espalier.synth.growth.Target;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Searches side by side. One is at the design whose turn it is; the others are at those that come next as far as is known,
 * or lend it a second prover. What comes of a design counts when its turn comes, and not before: so nothing that is told of
 * depends on how many searches there are, or which was the first to be done. What was attempted ahead in vain is lost, but
 * for the verdicts of the prover.
 */
final class Pool implements AutoCloseable {
    /** Room for a second prover. */
    interface Room {
        /** Whether there is; then it is taken. */
        boolean lend();

        /** It is free again. */
        void giveBack();
    }

    /** An attempt with the thread that makes it. */
    private static final class Running {
        private final Attempt attempt;
        private final Thread thread;
        private int provers = 1;

        private Running(Attempt attempt, Thread thread) {
            this.attempt = attempt;
            this.thread = thread;
        }
    }

    private final int searches;
    private final Function<Node, Attempt> attempts;
    private final Target target;
    private final Deque<Target> spare = new ArrayDeque<>();
    private final Map<Node, Attempt> made = new HashMap<>();
    private final Map<Node, Running> running = new HashMap<>();
    /** All that have not ended, those among them that were cut off. */
    private final Set<Thread> threads = new HashSet<>();
    private List<Node> next = List.of();
    private @Nullable Node turn;
    private boolean closed;

    /**
     * @param searches how many, at least 1
     * @param attempts makes attempts, which are not begun yet
     * @param target what they are at; each thread gets one of its own
     */
    Pool(int searches, Function<Node, Attempt> attempts, Target target) {
        this.searches = searches;
        this.attempts = attempts;
        this.target = target;
    }

    /**
     * It is the turn of {@code node}.
     *
     * @param following the designs whose turn comes next as far as is known, in order
     * @return the attempt at it, which may have been begun, or be done, before
     */
    synchronized Attempt turn(Node node, List<Node> following) {
        turn = node;
        next = List.copyOf(following);
        if (!made.containsKey(node)) {
            begin(node);
        }
        makeRoom();
        lookAhead();
        return Objects.requireNonNull(made.remove(node));
    }

    /** The turn of {@code node} is over; what of it still goes on is cut off. */
    synchronized void over(Node node) {
        cut(node);
        turn = null;
    }

    private int busy() {
        return running.values().stream().mapToInt(one -> one.provers).sum();
    }

    private void lookAhead() {
        for (Node node : next) {
            if (closed || busy() >= searches) {
                return;
            }
            if (!node.equals(turn) && !made.containsKey(node)) {
                begin(node);
            }
        }
    }

    /** Cuts off what was begun ahead, that whose turn is farthest first, until there are no more than may be. */
    private void makeRoom() {
        while (busy() > searches) {
            @Nullable Node farthest = running.keySet().stream()
                    .filter(node -> !node.equals(turn))
                    .max((a, b) -> Integer.compare(rank(a), rank(b)))
                    .orElse(null);
            if (farthest == null) {
                return;
            }
            cut(farthest);
            made.remove(farthest);
        }
    }

    private int rank(Node node) {
        int rank = next.indexOf(node);
        return rank < 0 ? Integer.MAX_VALUE : rank;
    }

    private void cut(Node node) {
        Running one = running.remove(node);
        if (one != null) {
            one.thread.interrupt();
        }
    }

    private void begin(Node node) {
        Attempt attempt = attempts.apply(node);
        made.put(node, attempt);
        Thread thread = Thread.ofPlatform()
                .name("search-at-design-" + node.id())
                .daemon()
                .unstarted(() -> run(attempt));
        running.put(node, new Running(attempt, thread));
        threads.add(thread);
        thread.start();
    }

    private void run(Attempt attempt) {
        Target own = own();
        try {
            attempt.make(own, room(attempt));
        } finally {
            done(attempt, own);
        }
    }

    private synchronized Target own() {
        Target one = spare.poll();
        return one == null ? target.forAnotherThread() : one;
    }

    private synchronized void done(Attempt attempt, Target own) {
        spare.add(own);
        threads.remove(Thread.currentThread());
        Running one = running.get(attempt.node());
        // It may have been cut off, and begun again since.
        if (one != null && one.attempt == attempt) {
            running.remove(attempt.node());
        }
        lookAhead();
    }

    private Room room(Attempt attempt) {
        return new Room() {
            @Override
            public boolean lend() {
                synchronized (Pool.this) {
                    Running one = running.get(attempt.node());
                    if (searches < 2 || one == null || !attempt.node().equals(turn)) {
                        return false;
                    }
                    one.provers++;
                    makeRoom();
                    return true;
                }
            }

            @Override
            public void giveBack() {
                synchronized (Pool.this) {
                    Running one = running.get(attempt.node());
                    if (one != null && one.attempt == attempt) {
                        one.provers--;
                    }
                    lookAhead();
                }
            }
        };
    }

    @Override
    public void close() throws InterruptedException {
        List<Thread> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(threads);
        }
        left.forEach(Thread::interrupt);
        for (Thread thread : left) {
            thread.join();
        }
    }
}
