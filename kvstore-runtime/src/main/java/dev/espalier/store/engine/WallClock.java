package dev.espalier.store.engine;

/** Where clock readings come from; the simulation has its own. */
@FunctionalInterface
public interface WallClock {
    /** Milliseconds since the epoch, not negative. Readings may jump either way. */
    long millis();

    /**
     * The machine's clock, off by the milliseconds that the system property {@code espalier.clock-offset-ms} says: for
     * runs that want nodes whose clocks differ.
     */
    static WallClock system() {
        long offset = Long.getLong("espalier.clock-offset-ms", 0);
        return () -> Math.max(0, System.currentTimeMillis() + offset);
    }
}
