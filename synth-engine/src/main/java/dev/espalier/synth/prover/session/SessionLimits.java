package dev.espalier.synth.prover.session;

import java.time.Duration;

/**
 * What a session may cost.
 *
 * @param startup how long a prover may take from its start to its first answer
 * @param sentence how long a sentence or a query may take by the clock; then it is interrupted
 * @param grace how long an interrupted prover may take to say so; then it is killed
 * @param memoryBytes how much memory a prover may use; over that it is killed. It is measured some twenty times a second
 *     while a sentence is checked; a hard limit of twice as much and two GiB of address space stands behind it
 * @param outputMax how many characters a prover may say for one sentence; over that it is killed
 * @param deaths how often in a row a prover may be lost before it comes to a verdict (other than by a sentence that
 *     exceeds a limit); then every sentence is rejected
 */
public record SessionLimits(
        Duration startup, Duration sentence, Duration grace, long memoryBytes, int outputMax, int deaths) {
    private static final long MIB = 1L << 20;

    /** A minute to start, ten seconds for a sentence and two more to stop, 2 GiB, 4 Mi characters, three deaths. */
    public static final SessionLimits DEFAULT = new SessionLimits(
            Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ofSeconds(2), 2048 * MIB, 4 << 20, 3);

    public SessionLimits {
        if (!startup.isPositive() || !sentence.isPositive() || !grace.isPositive()) {
            throw new IllegalArgumentException("times must be longer than nothing");
        }
        if (memoryBytes < MIB || outputMax < 1_000 || deaths < 1) {
            throw new IllegalArgumentException("a prover needs a MiB, a thousand characters and one life");
        }
    }

    /** These, with another limit for a sentence. */
    public SessionLimits withSentence(Duration limit) {
        return new SessionLimits(startup, limit, grace, memoryBytes, outputMax, deaths);
    }

    /** These, with another limit for memory. */
    public SessionLimits withMemory(long bytes) {
        return new SessionLimits(startup, sentence, grace, bytes, outputMax, deaths);
    }
}
