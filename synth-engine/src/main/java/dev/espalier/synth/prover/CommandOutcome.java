package dev.espalier.synth.prover;

import java.time.Duration;

/**
 * How a program ended and what it said.
 *
 * @param exitCode its exit code; 128 + n if signal n ended it (also if the limit did)
 * @param timedOut whether it was ended because its time limit was over
 * @param output standard output, at most the limit of the command
 * @param errors standard error, likewise
 * @param truncated whether it said more than the limit on either
 * @param took how long it ran
 */
public record CommandOutcome(
        int exitCode, boolean timedOut, String output, String errors, boolean truncated, Duration took) {
    private static final int SIGNAL_BASE = 128;

    /** Exit code zero, within the time limit. */
    public boolean succeeded() {
        return !timedOut && exitCode == 0;
    }

    /** Whether something else ended it: a signal, not its own exit and not our limit. */
    public boolean killed() {
        return !timedOut && exitCode > SIGNAL_BASE;
    }

    /** How it ended, in words, to follow the program's name. */
    public String ending() {
        if (timedOut) {
            return "exceeded its time limit after " + took.toMillis() + " ms";
        }
        return killed() ? "was ended by signal " + (exitCode - SIGNAL_BASE) : "ended with exit code " + exitCode;
    }

    /** What it said, standard error first: errors are what a reader looks for. */
    public String said() {
        return (errors.strip() + "\n" + output.strip()).strip();
    }
}
