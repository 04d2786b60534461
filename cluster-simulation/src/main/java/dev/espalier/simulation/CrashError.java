package dev.espalier.simulation;

/** The process ends here: nothing that catches this can still do anything that others see. */
final class CrashError extends Error {
    private static final long serialVersionUID = 1L;

    CrashError() {
        super("the simulated process ends here", null, false, false);
    }
}
