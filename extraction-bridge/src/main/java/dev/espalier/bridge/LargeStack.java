package dev.espalier.bridge;

import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.TranslationException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs what recurses over the nesting of a source: extraction nests one call for each unit of a unary number. */
final class LargeStack {
    private static final long BYTES = 512L << 20;

    private LargeStack() {}

    /**
     * What {@code work} gives.
     *
     * @param start where a source that is nested too deeply even so is reported
     */
    static <T> T run(Position start, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, "extraction-bridge", BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case StackOverflowError overflow ->
                    throw new TranslationException(
                            start,
                            "file",
                            "is nested too deeply",
                            "write large numbers so that extraction does not make them unary");
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(failure);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while translating", interrupted);
        }
    }
}
