package dev.espalier.bench.nemesis;

import java.io.IOException;

/** Brings faults about, and undoes them. Called by one thread at a time. */
public interface FaultInjector {
    /**
     * Brings {@code fault} about.
     *
     * @throws IOException if it cannot be done here, with the cause and the next step
     */
    void begin(Fault fault) throws IOException, InterruptedException;

    /** Undoes {@code fault}, which was begun; afterwards nothing of it is left. */
    void end(Fault fault) throws IOException, InterruptedException;
}
