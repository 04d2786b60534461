package dev.espalier.cli.core;

/**
 * One check of a core's certificate.
 *
 * @param what what was checked
 * @param outcome how it ended
 * @param detail the figure, the difference, or why it was not done
 */
public record CheckLine(String what, Outcome outcome, String detail) {
    /** How a check ended. */
    public enum Outcome {
        /** It holds. */
        PASSED,
        /** It does not hold. */
        FAILED,
        /** It was not done. */
        SKIPPED
    }

    static CheckLine passed(String what, String detail) {
        return new CheckLine(what, Outcome.PASSED, detail);
    }

    static CheckLine failed(String what, String detail) {
        return new CheckLine(what, Outcome.FAILED, detail);
    }

    static CheckLine skipped(String what, String detail) {
        return new CheckLine(what, Outcome.SKIPPED, detail);
    }
}
