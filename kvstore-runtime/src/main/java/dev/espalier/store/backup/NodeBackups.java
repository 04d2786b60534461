package dev.espalier.store.backup;

import dev.espalier.store.command.Backups;
import dev.espalier.store.command.CommandError;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.event.NodeEvent;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.storage.StoreIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backups of a running node. The batch of the running tick is written first; then, off the event loop, RocksDB makes a
 * checkpoint, which holds whole batches alone, as a crash at that moment would have left them. So what was answered before
 * is in it, and a put is in it with everything that belongs to it or not at all.
 */
public final class NodeBackups implements Backups, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NodeBackups.class);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("espalier-backup").daemon().factory());
    private final Executor loop;
    private final Executor disk;
    private final @Nullable Path directory;
    private final String version;
    private final Supplier<StoreIdentity> identity;
    private final Storage storage;
    private final CommitCycle cycle;
    private @Nullable Running running;

    /**
     * @param loop the node's event loop
     * @param disk the one thread that also closes storages whose place another takes
     * @param directory where backups go; {@code null} where there is no place for any
     * @param identity whose data it is, at any time
     */
    public NodeBackups(
            Executor loop,
            Executor disk,
            @Nullable Path directory,
            String version,
            Supplier<StoreIdentity> identity,
            Storage storage,
            CommitCycle cycle) {
        this.loop = loop;
        this.disk = disk;
        this.directory = directory;
        this.version = version;
        this.identity = identity;
        this.storage = storage;
        this.cycle = cycle;
    }

    private static final class Running implements Job {
        private final Path place;
        private boolean done;
        private @Nullable String failure;

        Running(Path place) {
            this.place = place;
        }

        @Override
        public boolean isDone() {
            return done;
        }

        @Override
        public @Nullable String failure() {
            return failure;
        }

        @Override
        public String place() {
            return place.toString();
        }
    }

    @Override
    public Job begin(String name) {
        if (directory == null) {
            throw new CommandError(
                    "ERR no backup-dir is set; set it to a folder that this node may write, and restart");
        }
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new CommandError(
                    "ERR the name of a backup is 1 to 100 letters, digits, dots, dashes and underscores, "
                            + "the first a letter or a digit");
        }
        if (running != null && !running.isDone()) {
            throw new CommandError("ERR another backup is being made, " + running.place() + "; wait for its end");
        }
        Path place = directory.toAbsolutePath().normalize().resolve(name);
        if (Files.exists(place)) {
            throw new CommandError("ERR " + place + " is there already; choose another name");
        }
        Running job = new Running(place);
        running = job;
        StoreIdentity whose = identity.get();
        cycle.request();
        // Behind the commit, which was asked for before.
        loop.execute(() -> thread.execute(() -> make(job, whose)));
        return job;
    }

    private void make(Running job, StoreIdentity whose) {
        String failure = null;
        try {
            write(job.place, whose);
            NodeEvent.BACKUP_MADE.info(log, "backup {} is complete", job.place);
        } catch (IOException | RuntimeException e) {
            failure = "the backup " + job.place + " failed (" + e.getMessage()
                    + "); check the disk space and the permissions of backup-dir";
            log.error("{}", failure, e);
        }
        String ended = failure;
        loop.execute(() -> {
            job.failure = ended;
            job.done = true;
        });
    }

    /** Under another name until it is complete. */
    private void write(Path place, StoreIdentity whose) throws IOException {
        Path making = place.resolveSibling(place.getFileName() + ".making");
        Path folder = Objects.requireNonNull(place.getParent(), "it is in backup-dir");
        Files.createDirectories(folder);
        Folders.remove(making);
        try {
            checkpoint(making);
            List<Manifest.File> files = new ArrayList<>();
            for (Path file : Folders.files(making)) {
                Folders.force(file);
                files.add(Manifest.describe(file));
            }
            Path manifest = making.resolve(Manifest.NAME);
            Files.write(
                    manifest,
                    new Manifest(
                                    Manifest.FORMAT,
                                    Instant.now()
                                            .truncatedTo(ChronoUnit.SECONDS)
                                            .toString(),
                                    version,
                                    whose.clusterId(),
                                    whose.node().number(),
                                    whose.coreName(),
                                    whose.coreHash(),
                                    whose.stateShape(),
                                    files)
                            .json());
            Folders.force(manifest);
            Folders.force(making);
            Files.move(making, place, StandardCopyOption.ATOMIC_MOVE);
            Folders.force(folder);
        } catch (IOException | RuntimeException e) {
            Folders.remove(making);
            throw e;
        }
    }

    private void checkpoint(Path folder) throws IOException {
        CompletableFuture<Void> made = new CompletableFuture<>();
        disk.execute(() -> {
            try {
                storage.checkpoint(folder);
                made.complete(null);
            } catch (IOException | RuntimeException e) {
                made.completeExceptionally(e);
            }
        });
        try {
            made.join();
        } catch (CompletionException e) {
            throw new IOException(
                    e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
        }
    }

    /** Waits for a running backup, for at most ten seconds: the storage is closed behind this. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                log.warn("a backup that does not end is left behind, unfinished");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
