package dev.espalier.store;

import dev.espalier.core.Bytes;
import dev.espalier.core.Value;
import dev.espalier.store.command.KeyValueStore;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.engine.UnrecordedInputException;
import dev.espalier.store.storage.UnreadableStateException;
import org.jspecify.annotations.Nullable;

/** What commands see of the replica: each put asks for a commit. */
final class EngineStore implements KeyValueStore {
    private final ReplicaEngine<?> engine;
    private final CommitCycle cycle;

    EngineStore(ReplicaEngine<?> engine, CommitCycle cycle) {
        this.engine = engine;
        this.cycle = cycle;
    }

    @Override
    public @Nullable Value get(Bytes key) {
        try {
            return engine.get(key);
        } catch (UnrecordedInputException e) {
            cycle.fail(e);
            throw e;
        } catch (UnreadableStateException e) {
            // The state could not be read from the disk: nothing was changed, and nothing can be answered.
            cycle.fail(e.failure());
            throw e;
        }
    }

    @Override
    public void put(Bytes key, Value value) {
        try {
            engine.put(key, value);
        } catch (UnrecordedInputException e) {
            cycle.fail(e);
            throw e;
        } catch (UnreadableStateException e) {
            // The state could not be read from the disk: nothing was changed, and nothing can be answered.
            cycle.fail(e.failure());
            throw e;
        }
        cycle.request();
    }

    @Override
    public int size() {
        return engine.liveKeyCount();
    }

    @Override
    public long lastPut() {
        return engine.ownSequence();
    }
}
