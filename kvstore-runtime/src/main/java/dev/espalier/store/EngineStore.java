package dev.espalier.store;

import dev.espalier.core.Bytes;
import dev.espalier.core.Value;
import dev.espalier.store.command.CommandError;
import dev.espalier.store.command.KeyValueStore;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.engine.UnrecordedInputException;
import dev.espalier.store.storage.UnreadableStateException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What commands see of the replica: each put asks for a commit. */
final class EngineStore implements KeyValueStore {
    private final ReplicaEngine<?> engine;
    private final CommitCycle cycle;
    private final Supplier<String> refusal;

    /**
     * @param refusal why no writes are taken now; empty when they are
     */
    EngineStore(ReplicaEngine<?> engine, CommitCycle cycle, Supplier<String> refusal) {
        this.engine = engine;
        this.cycle = cycle;
        this.refusal = refusal;
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
        String why = refusal.get();
        if (!why.isEmpty()) {
            throw new CommandError("NOWRITES " + why);
        }
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
