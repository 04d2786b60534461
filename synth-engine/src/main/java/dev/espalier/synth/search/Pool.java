package dev.espalier.synth.search;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Searches side by side. One is at the design whose turn it is; the others are at those that come next as far as is known,
 * or lend it a second prover. What comes of a design counts when its turn comes, and not before: so nothing that is told of
 * depends on how many searches there are, or which was the first to be done. What was attempted ahead in vain is lost, but
 * for the verdicts of the prover.
 *
 * @param <T> what each thread needs one of
 * @param <A> the work at a design
 */
final class Pool<T, A extends Pool.Task<T>> implements AutoCloseable {
    /** Work at a design. */
    interface Task<T> {
        /**
         * Does it, in a thread of its own; an interrupt asks it to end.
         *
         * @param own what no other thread uses meanwhile
         */
        void make(T own, Room room);
    }

    /** Room for a second prover. */
    interface Room {
        /** Whether there is; then it is taken. */
        boolean lend();

        /** It is free again. */
        void giveBack();
    }

    /** An attempt with the thread that makes it. */
    private static final class Running<A> {
        private final A attempt;
        private final Thread thread;
        private int provers = 1;

        private Running(A attempt, Thread thread) {
            this.attempt = attempt;
            this.thread = thread;
        }
    }

    private final int searches;
    private final Function<Node, A> attempts;
    private final Supplier<T> copies;
    private final Deque<T> spare = new ArrayDeque<>();
    private final Map<Node, A> made = new HashMap<>();
    private final Map<Node, Running<A>> running = new HashMap<>();
    /** All that have not ended, those among them that were cut off. */
    private final Set<Thread> threads = new HashSet<>();

    private List<Node> next = List.of();
    private @Nullable Node turn;
    private boolean closed;

    /**
     * @param searches how many, at least 1
     * @param attempts makes attempts, which are not begun yet
     * @param copies makes what each thread needs one of
     */
    Pool(int searches, Function<Node, A> attempts, Supplier<T> copies) {
        this.searches = searches;
        this.attempts = attempts;
        this.copies = copies;
    }

    /**
     * It is the turn of {@code node}.
     *
     * @param following the designs whose turn comes next as far as is known, in order
     * @return the attempt at it, which may have been begun, or be done, before
     */
    synchronized A turn(Node node, List<Node> following) {
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
            @Nullable
            Node farthest = running.keySet().stream()
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
        Running<A> one = running.remove(node);
        if (one != null) {
            one.thread.interrupt();
        }
    }

    private void begin(Node node) {
        A attempt = attempts.apply(node);
        made.put(node, attempt);
        Thread thread = Thread.ofPlatform()
                .name("search-at-design-" + node.id())
                .daemon()
                .unstarted(() -> run(node, attempt));
        running.put(node, new Running<>(attempt, thread));
        threads.add(thread);
        thread.start();
    }

    private void run(Node node, A attempt) {
        T own = own();
        try {
            attempt.make(own, room(node, attempt));
        } finally {
            done(node, attempt, own);
        }
    }

    private synchronized T own() {
        T one = spare.poll();
        return one == null ? copies.get() : one;
    }

    private synchronized void done(Node node, A attempt, T own) {
        spare.add(own);
        threads.remove(Thread.currentThread());
        Running<A> one = running.get(node);
        // It may have been cut off, and begun again since.
        if (one != null && one.attempt == attempt) {
            running.remove(node);
        }
        lookAhead();
    }

    private Room room(Node node, A attempt) {
        return new Room() {
            @Override
            public boolean lend() {
                synchronized (Pool.this) {
                    Running<A> one = running.get(node);
                    if (searches < 2 || one == null || one.attempt != attempt || !node.equals(turn)) {
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
                    Running<A> one = running.get(node);
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
