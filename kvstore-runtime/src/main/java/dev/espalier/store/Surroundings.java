package dev.espalier.store;

import dev.espalier.store.engine.WallClock;
import dev.espalier.store.storage.Databases;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * What a node finds around it, beside its configuration. The machine's in production; a simulation gives its own, and the
 * same node runs in it.
 *
 * @param transport the loop that owns the node, and how it connects; time is what the loop's ticker says
 * @param clock the time of day
 * @param workers what syncs, copies, loads and removes, so that the loop need not wait
 * @param random what identities and waiting times are drawn from
 * @param databases opens the node's databases, of which there are two while an epoch of cores ends
 */
public record Surroundings(
        NodeTransport transport, WallClock clock, Workers workers, RandomGenerator random, Databases databases) {

    /** The machine's own. */
    static Surroundings ofTheMachine(NodeTransport transport, Databases databases) {
        return new Surroundings(transport, WallClock.system(), Workers.threads(), new SecureRandom(), databases);
    }
}
