package dev.espalier.store;

import dev.espalier.store.commit.Syncer;
import dev.espalier.store.engine.WallClock;
import java.security.SecureRandom;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;

/**
 * What a node finds around it, beside its configuration and its disk. The machine's in production; a simulation gives its
 * own, and the same node runs in it.
 *
 * @param transport the loop that owns the node, and how it connects; time is what the loop's ticker says
 * @param clock the time of day
 * @param syncThread where the log is synced, so that the loop need not wait
 * @param random what identities and waiting times are drawn from
 */
public record Surroundings(
        NodeTransport transport, WallClock clock, ExecutorService syncThread, RandomGenerator random) {

    /** The machine's own. */
    static Surroundings ofTheMachine(NodeTransport transport) {
        return new Surroundings(
                transport,
                WallClock.system(),
                Syncer.ownThread(),
                new SecureRandom());
    }
}
