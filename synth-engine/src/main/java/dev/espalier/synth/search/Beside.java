package dev.espalier.synth.search;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work that goes on beside other work, or is done when its result is asked for. */
final class Beside<T> implements AutoCloseable {
    private final FutureTask<T> task;
    private final Thread thread;
    private final boolean parallel;

    private Beside(boolean parallel, Callable<T> work) {
        this.parallel = parallel;
        task = new FutureTask<>(work);
        thread = Thread.ofPlatform().name("beside").daemon().unstarted(task);
    }

    /** Begins {@code work} at once if it may go on beside what follows. */
    static <T> Beside<T> of(boolean parallel, Callable<T> work) {
        Beside<T> beside = new Beside<>(parallel, work);
        if (parallel) {
            beside.thread.start();
        }
        return beside;
    }

    /** The result; waits for it. */
    T get() throws IOException, InterruptedException {
        if (!parallel) {
            task.run();
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case InterruptedException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (parallel) {
            thread.interrupt();
            thread.join();
        }
    }
}
