package dev.espalier.store.backup;

import dev.espalier.core.Bytes;
import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.NodeId;
import dev.espalier.core.StateCodec;
import dev.espalier.core.StoreCore;
import dev.espalier.core.Value;
import dev.espalier.store.config.Durability;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.cores.CoreIdentity;
import dev.espalier.store.cores.LoadedCore;
import dev.espalier.store.engine.ReplayMismatchException;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.engine.WallClock;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.storage.RocksStorage;
import dev.espalier.store.storage.StorageException;
import dev.espalier.store.storage.StoreIdentity;
import dev.espalier.store.storage.UnreadableStateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Restores a backup as the first node of a new cluster: what the keys held is put again, by a node that begins.
 *
 * <p>A node must not come back as it was: puts that it made after the backup live on at its peers, and it would give their
 * numbers to others. What its peers had sent since is in no outbox any more. And a state that counts the puts of nodes of
 * one cluster would take the first puts of nodes of another for repetitions. So the old state is only read; the values
 * become first puts of a new history, under another cluster id, which the nodes of the old cluster refuse to talk to.
 * Deadlines stay as they were; who had put what, and what no node had applied yet, is not carried over.
 */
public final class Restore {
    private static final int PUTS_A_BATCH = 1000;

    private final Path backup;
    private final Path target;
    private final Manifest manifest;

    private Restore(Path backup, Path target, Manifest manifest) {
        this.backup = backup;
        this.target = target;
        this.manifest = manifest;
    }

    /**
     * Checks the backup in {@code backup} and what it is to become.
     *
     * @param target the data-dir to be made; new, or an empty folder
     */
    public static Restore of(Path backup, Path target, String newCluster) throws BackupException {
        Manifest manifest = Manifest.read(backup);
        if (manifest.clusterId().equals(newCluster)) {
            throw new BackupException(
                    "the backup is of cluster \"" + newCluster + "\", and a node that came back into it "
                            + "with an older state would reuse the numbers of puts that its peers hold; give a new cluster-id. A "
                            + "single node that was lost is not restored: start it empty under a new node-id, and its peers send it "
                            + "what they hold");
        }
        Path absolute = target.toAbsolutePath().normalize();
        try {
            if (Files.exists(absolute)
                    && !(Files.isDirectory(absolute) && Folders.files(absolute).isEmpty())) {
                throw new BackupException(absolute + " is there already and not empty; name a new data-dir");
            }
        } catch (IOException e) {
            throw new BackupException(absolute + " cannot be read (" + e + "); check its permissions", e);
        }
        manifest.verify(backup);
        return new Restore(backup, absolute, manifest);
    }

    /** What is restored. */
    public Manifest manifest() {
        return manifest;
    }

    /**
     * Makes the data-dir; it appears whole or not at all.
     *
     * @param core the core that the backup names
     * @return how many keys there are in it
     */
    public long run(LoadedCore core, String newCluster, NodeId node) throws BackupException {
        Path working = target.resolveSibling(target.getFileName() + ".restoring");
        try {
            Folders.remove(working);
            Path old = working.resolve("old");
            Path fresh = working.resolve("new");
            Files.createDirectories(old.resolve("db"));
            Files.createDirectory(fresh);
            for (Manifest.File file : manifest.files()) {
                Path from = backup.resolve(file.name());
                Path to = old.resolve("db").resolve(file.name());
                // Tables are never changed; everything else may be, and the backup must stay as it is.
                if (file.name().endsWith(".sst")) {
                    Folders.link(from, to);
                } else {
                    Files.copy(from, to);
                }
            }
            long keys = putAgain(core, old, fresh, newCluster, node);
            Files.deleteIfExists(target);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            Folders.force(target.toAbsolutePath().resolveSibling(""));
            Folders.remove(working);
            return keys;
        } catch (IOException
                | NodeStartException
                | MalformedPayloadException
                | ReplayMismatchException
                | UnreadableStateException e) {
            throw new BackupException(
                    "the backup " + backup + " was not restored (" + e.getMessage() + "); what was begun is in "
                            + working,
                    e);
        }
    }

    private long putAgain(LoadedCore loaded, Path old, Path fresh, String newCluster, NodeId node)
            throws NodeStartException, StorageException, MalformedPayloadException, BackupException {
        StoreCore core = loaded.core();
        NodeId oldNode = new NodeId(manifest.nodeId());
        StoreIdentity whose = new StoreIdentity(
                manifest.clusterId(), oldNode, manifest.coreName(), manifest.coreHash(), manifest.stateShape(), true);
        try (RocksStorage from = RocksStorage.open(old, whose, Durability.NONE, false);
                RocksStorage to = RocksStorage.open(
                        fresh, identity(core, loaded.identity(), newCluster, node), Durability.NONE, true)) {
            Keyspace keys = new Keyspace(WallClock.system(), from.keptKeys());
            ReplicaEngine<?> reader = ReplicaEngine.of(core, oldNode, WallClock.system(), from, keys);
            from.recover(reader.replay());
            keys.restore();
            reader.settle();
            Keyspace newKeys = new Keyspace(WallClock.system(), to.keptKeys());
            ReplicaEngine<?> writer = ReplicaEngine.of(core, node, WallClock.system(), to, newKeys);
            to.recover(writer.replay());
            to.beginEpoch(node, 1, new SecureRandom().nextLong(1, Long.MAX_VALUE), 0);
            List<Bytes> names = new ArrayList<>();
            keys.forEach(names::add);
            long written = 0;
            for (Bytes key : names) {
                Value value = reader.get(key);
                if (value == null) {
                    throw new BackupException(
                            "key " + key + " of the backup depends on a put that had not arrived at node " + oldNode
                                    + "; restore the backup of another node");
                }
                if (!value.isAbsent()) {
                    writer.put(key, value);
                    written++;
                    if (written % PUTS_A_BATCH == 0) {
                        commit(writer, to);
                    }
                }
            }
            commit(writer, to);
            to.sync();
            return written;
        }
    }

    private static StoreIdentity identity(StoreCore core, CoreIdentity identity, String cluster, NodeId node) {
        StateCodec<?> codec = core.stateCodec();
        return new StoreIdentity(cluster, node, identity.name(), identity.hash(), codec == null ? null : codec.shape());
    }

    private static void commit(ReplicaEngine<?> engine, RocksStorage storage) throws StorageException {
        engine.settle();
        engine.beforeCommit();
        storage.commit();
    }
}
