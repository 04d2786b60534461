package dev.espalier.synth.gate;

import java.time.Duration;

/** Is told how far the gate is. Called on the thread that runs the gate. */
public interface GateListener {
    /** Hears nothing. */
    GateListener SILENT = new GateListener() {
        @Override
        public void started(String step) {}

        @Override
        public void passed(String step, Duration took) {}
    };

    /** What follows is about {@code core}, one of several that are checked together. */
    default void core(String core) {}

    /** {@code step} begins; if it fails, {@link #passed} does not follow. */
    void started(String step);

    /** {@code step} is done. */
    void passed(String step, Duration took);
}
