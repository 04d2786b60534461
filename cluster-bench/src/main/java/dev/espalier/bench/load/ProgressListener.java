package dev.espalier.bench.load;

import java.time.Duration;

/** Is told about twice a second how a run gets on, from the thread that runs it. */
@FunctionalInterface
public interface ProgressListener {
    /** Says nothing to anybody. */
    ProgressListener SILENT = progress -> {};

    /** Called once, when the warm-up has ended and measuring starts, of the thread that runs it. */
    default void measuring() {}

    /** Called with how far the run is. Should return soon: the end of the warm-up and of the run wait for it. */
    void progress(Progress progress);

    /**
     * How far a run is.
     *
     * @param elapsed since load started, warm-up included
     * @param warmingUp whether measuring has yet to start
     * @param operationsSoFar answered without error since load started
     * @param operationsPerSecond over the time since the last call
     * @param errors since load started
     */
    record Progress(
            Duration elapsed, boolean warmingUp, long operationsSoFar, double operationsPerSecond, long errors) {}
}
