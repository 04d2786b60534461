package dev.espalier.store.engine;

/** Where clock readings come from; the simulation has its own. */
@FunctionalInterface
public interface WallClock {
    /** Milliseconds since the epoch, not negative. Readings may jump either way. */
    long millis();

    /** The machine's clock. */
    static WallClock system() {
        return () -> Math.max(0, System.currentTimeMillis());
    }
}
