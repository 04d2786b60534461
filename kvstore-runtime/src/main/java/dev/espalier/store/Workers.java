package dev.espalier.store;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where a node does what its loop must not wait for: each worker does one thing after another. */
@FunctionalInterface
public interface Workers {
    /** A new worker; {@code name} tells it from others. It is closed by whom it is given to. */
    ExecutorService start(String name);

    /** Each worker is a thread of the machine. */
    static Workers threads() {
        return name -> Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }
}
