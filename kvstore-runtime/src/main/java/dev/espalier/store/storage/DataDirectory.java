package dev.espalier.store.storage;

import dev.espalier.store.config.NodeStartException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds a node's data, locked for one process. It is new, and may be filled, only when that is
 * certain: it does not exist, is empty, or holds nothing but a creation that a crash cut short. The database is created
 * under another name and renamed once it says whose it is, so a database without an identity cannot come about.
 */
final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "LOCK";
    private static final String DATABASE = "db";
    private static final String CREATING = "db.creating";

    /** Copies of the state that are sent to others. */
    private static final String IMAGES = "snapshots";

    private final Path root;
    private final FileChannel lockChannel;

    private DataDirectory(Path root, FileChannel lockChannel) {
        this.root = root;
        this.lockChannel = lockChannel;
    }

    static DataDirectory open(Path root) throws NodeStartException {
        Path absolute = root.toAbsolutePath().normalize();
        createIfParentExists(absolute);
        FileChannel channel = null;
        try {
            channel = FileChannel.open(absolute.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new NodeStartException("data directory " + absolute
                        + " is in use by another node; stop that one or choose another data-dir");
            }
            return new DataDirectory(absolute, channel);
        } catch (IOException e) {
            NodeStartException failure = unusable(absolute, e);
            closeAfter(channel, failure);
            throw failure;
        }
    }

    private static void createIfParentExists(Path root) throws NodeStartException {
        try {
            if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
                if (!Files.isDirectory(root)) {
                    throw new NodeStartException("data-dir " + root + " is not a directory; choose another data-dir");
                }
                return;
            }
            Path parent = root.getParent();
            if (parent != null && Files.notExists(parent)) {
                throw new NodeStartException("data-dir " + root + " cannot be created because " + parent
                        + " does not exist; create it (mkdir -p " + parent + ") or choose another data-dir");
            }
            Files.createDirectory(root);
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static void closeAfter(@Nullable FileChannel channel, Exception failure) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }

    private static NodeStartException unusable(Path path, IOException cause) {
        return new NodeStartException(
                "data directory " + path + " cannot be used (" + cause
                        + "); check that this user may write there and that the disk has room",
                cause);
    }

    /** Whether there is no database yet; anything that is not ours is an error. */
    boolean isNew() throws NodeStartException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> entries = Files.list(root)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        } catch (IOException e) {
            throw unusable(root, e);
        }
        names.remove(LOCK);
        if (names.contains(DATABASE)) {
            return false;
        }
        names.remove(CREATING);
        names.remove(IMAGES);
        if (!names.isEmpty()) {
            throw new NodeStartException("data directory " + root + " has no database but is not empty (it holds "
                    + names.getFirst() + "); choose an empty or new data-dir, or restore the database");
        }
        return true;
    }

    /** The path under which to build a new database; whatever a crash left there is removed. */
    Path creating() throws NodeStartException {
        Path path = root.resolve(CREATING);
        try {
            delete(path);
            return path;
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** Removes all of {@code path}, if it is there. */
    static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            List<Path> remains;
            try (Stream<Path> walk = Files.walk(path)) {
                remains = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path remain : remains) {
                Files.delete(remain);
            }
        }
    }

    /** Removes copies of the state that a process before this one left. */
    void dropImages() throws NodeStartException {
        try {
            delete(root.resolve(IMAGES));
        } catch (IOException e) {
            throw unusable(root.resolve(IMAGES), e);
        }
    }

    /** The path for a copy of the state, which is not there yet. */
    Path image(long number) throws IOException {
        Path images = root.resolve(IMAGES);
        Files.createDirectories(images);
        return images.resolve(Long.toString(number));
    }

    /** Gives the built database its final name, durably. */
    void created() throws NodeStartException {
        try {
            Files.move(root.resolve(CREATING), database(), StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(root, StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    Path database() {
        return root.resolve(DATABASE);
    }

    @Override
    public void close() throws IOException {
        lockChannel.close();
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
