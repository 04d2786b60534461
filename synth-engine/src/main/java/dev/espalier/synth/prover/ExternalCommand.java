package dev.espalier.synth.prover;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program outside this process: no input, output captured and bounded, and when the time limit is over the
 * program and all that it started are killed. It runs in the C locale, and with a home of its own, so that neither a
 * user's start-up files nor libraries in a user's folder change what the prover reads.
 *
 * @param arguments the program and its arguments
 * @param folder where it runs; also its home
 * @param limit how long it may run
 * @param outputBytesMax how many bytes of each of its two outputs are kept; the rest is read and dropped
 */
public record ExternalCommand(List<String> arguments, Path folder, Duration limit, int outputBytesMax) {
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);

    public ExternalCommand {
        arguments = List.copyOf(arguments);
        if (arguments.isEmpty() || limit.isNegative() || limit.isZero() || outputBytesMax <= 0) {
            throw new IllegalArgumentException("a command needs a program, a time limit and room for its output");
        }
    }

    /**
     * Runs it to its end.
     *
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the caller is interrupted; the program is killed first
     */
    public CommandOutcome run() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(arguments).directory(folder.toFile());
        ChildPrograms.isolate(builder.environment(), folder);
        long started = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        BoundedReader output = BoundedReader.start(process.getInputStream(), outputBytesMax);
        BoundedReader errors = BoundedReader.start(process.getErrorStream(), outputBytesMax);
        boolean ended = false;
        try {
            ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            if (!ended) {
                ChildPrograms.kill(process);
            }
        }
        int exitCode = process.waitFor();
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        // Both are asked before either answer is used: each waits for the end of its stream.
        boolean heardAll = output.await(DRAIN_LIMIT) & errors.await(DRAIN_LIMIT);
        return new CommandOutcome(
                exitCode,
                !ended,
                output.text(),
                errors.text(),
                !heardAll || output.truncated() || errors.truncated(),
                took);
    }
}
