package dev.espalier.core.lang;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Recursion that the caller's stack is too small for. Where a function recurses and is no loop, its method catches the
 * {@link StackOverflowError} and makes the call again, from its beginning, on a thread with a much larger stack:
 *
 * <pre>{@code
 * static {
 *     DeepRecursion.prepare();
 * }
 *
 * public static long size(Tree tree) {
 *     try {
 *         return sizeRecursion(tree);
 *     } catch (StackOverflowError overflow) {
 *         DeepRecursion.requireRoom(overflow);
 *         return DeepRecursion.onLargerStack(() -> sizeRecursion(tree));
 *     }
 * }
 * }</pre>
 *
 * <p>{@link Func#apply} does the same, so recursion through closures and lazy values is covered too. The innermost such
 * method that has {@linkplain #requireRoom room} left makes the call again; what called it goes on on the old stack.
 *
 * <p>Making a call again is sound because generated functions are pure: no effect is repeated and no lock is held
 * when the stack ends, and everything that the first attempt made is garbage. A function that updates state in place
 * must not be called again, and the bridge gives it no such handler.
 *
 * <p>The alternatives cost more where recursion is shallow, which is nearly always: a counter of the depth is one more
 * argument of every function and says little about bytes, and continuations in the heap allocate at every call. A try
 * block that nothing leaves by an exception costs nothing. What this costs is a second attempt: at most as much work
 * again as was done until the stack ended, some microseconds for each frame that is left, and a thread.
 *
 * <p>The thread that continues is not the caller's: a functor's parameter that is written by hand must not depend on
 * thread-local values, and a class whose static initialiser waits for such a call must not be needed by it.
 */
public final class DeepRecursion {
    /**
     * Sizes of the stacks that are tried, in bytes. The operating system gives memory only to what is used of them, and
     * takes it back when the call returns.
     */
    private static final long[] STACKS = {512L << 20, 4L << 30};

    /** With {@link #fill}'s arguments at least 96 KiB, compiled or interpreted: starting a thread takes a third. */
    private static final int ROOM_IN_FRAMES = 1024;

    private DeepRecursion() {}

    /**
     * To be called before a recursion can use up the stack: by the static initialiser of each class with a guarded
     * method. It loads this class and makes a first lambda, as the JVM's own classes for that are lost to the program
     * when the stack ends while they are initialised.
     */
    public static void prepare() {
        Supplier<Thread> lambda = Thread::currentThread;
        Objects.requireNonNull(lambda.get());
    }

    /**
     * Returns if the current thread has stack enough left to continue on another one. Uses no class but this one, so
     * that none is left half initialised.
     *
     * @param overflow what was caught
     * @throws StackOverflowError if it has not: a caller further out must handle it
     */
    public static void requireRoom(StackOverflowError overflow) {
        if (fill(ROOM_IN_FRAMES, 1, 2, 3, 4, 5, 6, 7) == 0) {
            throw overflow;
        }
    }

    /** Takes stack: all arguments are needed after the inner call, so each frame holds them. Never 0. */
    private static long fill(int frames, long a, long b, long c, long d, long e, long f, long g) {
        if (frames == 0) {
            return a | b | c | d | e | f | g | 1;
        }
        return fill(frames - 1, b, c, d, e, f, g, a) | a | b | c | d | e | f | g;
    }

    /**
     * What {@code call} gives, on a new thread with a larger stack than the current thread's. Waits for it, interrupted
     * or not; an interruption is kept for later.
     *
     * @throws DeepRecursionError if the largest stack is too small as well
     */
    public static <R> R onLargerStack(Supplier<R> call) {
        return onLargerStack(call, STACKS);
    }

    /** The same for a function and its argument. */
    static <A, B> B onLargerStack(Func<A, B> function, A argument) {
        return onLargerStack(() -> function.apply(argument));
    }

    /** The same with stacks of {@code sizes} bytes, in increasing order. */
    static <R> R onLargerStack(Supplier<R> call, long... sizes) {
        int level = Thread.currentThread() instanceof LargeStack<?> large ? large.level + 1 : 0;
        for (; level < sizes.length; level++) {
            LargeStack<R> thread = new LargeStack<>(call, level, sizes[level]);
            thread.start();
            thread.await();
            if (!(thread.failure instanceof StackOverflowError)) {
                return thread.result();
            }
        }
        throw new DeepRecursionError(sizes[sizes.length - 1]);
    }

    /** A thread that makes one call. */
    private static final class LargeStack<R> extends Thread {
        private final Supplier<R> call;
        private final int level;
        private @Nullable R result;
        private @Nullable Throwable failure;

        LargeStack(Supplier<R> call, int level, long bytes) {
            super(null, null, "deep-recursion-" + level, bytes, false);
            this.call = call;
            this.level = level;
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                result = call.get();
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }

        void await() {
            boolean interrupted = false;
            while (true) {
                try {
                    join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @SuppressWarnings("NullAway") // null only if that is what the call gave
        R result() {
            switch (failure) {
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case null, default -> {
                    return result;
                }
            }
        }
    }
}
