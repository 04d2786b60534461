package dev.espalier.store;

import dev.espalier.core.MalformedPayloadException;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.engine.ReplayMismatchException;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.storage.StorageException;
import dev.espalier.store.storage.UnreadableStateException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The start of a node: feeds the recorded inputs into the new engine, then begins the epoch of what is to come. */
final class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    private Recovery() {}

    /**
     * Brings {@code engine} and {@code keyspace} to where {@code storage} was.
     *
     * @param random what the epoch's identity is drawn from
     * @throws NodeStartException if the data is damaged or is not this core's
     */
    static void run(ReplicaEngine<?> engine, Keyspace keyspace, Storage storage, NodeConfig config, RandomGenerator random)
            throws NodeStartException {
        long started = System.nanoTime();
        try {
            storage.recover(engine.replay());
            keyspace.restore();
        } catch (StorageException e) {
            throw new NodeStartException(e.getMessage() + "; restore " + config.dataDir() + " from a copy", e);
        } catch (UnreadableStateException e) {
            throw new NodeStartException(String.valueOf(e.getMessage()), e);
        } catch (ReplayMismatchException | MalformedPayloadException e) {
            throw new NodeStartException(
                    "the log in " + config.dataDir() + " does not fit core " + config.core() + ": " + e.getMessage()
                            + "; start it with the core that wrote it",
                    e);
        }
        log.info(
                "recovered {} records in {} ms: {} keys, {} puts pending",
                storage.recoveredRecords(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started),
                engine.liveKeyCount(),
                engine.statistics().putsPending());
        storage.beginEpoch(
                config.nodeId(),
                engine.ownSequence() + 1,
                random.nextLong(1, Long.MAX_VALUE),
                storage.outboxStart() - 1);
    }
}
