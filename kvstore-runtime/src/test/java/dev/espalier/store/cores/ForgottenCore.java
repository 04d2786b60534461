package dev.espalier.store.cores;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.Value;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.engine.WallClock;
import dev.espalier.store.storage.MemoryStorage;
import java.lang.ref.WeakReference;
import java.util.Objects;

/** A process in which an engine runs a core that was loaded; ends with 0 if nothing of it is left when both are let go of. */
final class ForgottenCore {
    private ForgottenCore() {}

    /** Needs no arguments. */
    public static void main(String[] arguments) throws Exception {
        WeakReference<ClassLoader> loader = loadUseAndForget();
        for (int i = 0; i < 100 && loader.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        System.exit(loader.get() == null ? 0 : 1);
    }

    private static WeakReference<ClassLoader> loadUseAndForget() throws Exception {
        LoadedCore loaded = CoreLoading.load(CoreLoadingTest.archive());
        ReplicaEngine<?> engine =
                ReplicaEngine.of(loaded.core(), new NodeId(1), WallClock.system(), new MemoryStorage());
        engine.put(Bytes.utf8("k"), Value.of(Bytes.utf8("v")));
        engine.settle();
        if (!Objects.equals(engine.get(Bytes.utf8("k")), Value.of(Bytes.utf8("v")))) {
            throw new AssertionError("the core does not give back what was put");
        }
        return new WeakReference<>(loaded.core().getClass().getClassLoader());
    }
}
