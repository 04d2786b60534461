package dev.espalier.store.cores;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.espalier.store.config.NodeStartException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a data directory says of cores: the archives that were loaded, in the folder {@code cores}, and which one is in force
 * ({@link CoreInForce}). Files appear under their names when they are on the disk and whole, never before: each is written
 * beside, synced, renamed, and the folder synced.
 */
public final class CoreDirectory {
    private static final String ARCHIVES = "cores";
    private static final String ENDING = ".jar";

    private final Path root;

    /** Of the data directory {@code root}, which need not be there yet. */
    public CoreDirectory(Path root) {
        this.root = root;
    }

    /**
     * Which core is in force; {@code null} when no swap has been.
     *
     * @throws NodeStartException if that cannot be read
     */
    public @Nullable CoreInForce inForce() throws NodeStartException {
        Path file = root.resolve(CoreInForce.FILE);
        try {
            return CoreInForce.parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException | IllegalArgumentException e) {
            throw new NodeStartException(
                    file + ", which says which core is in force, is unusable (" + e.getMessage()
                            + "); restore it from a copy of the directory",
                    e);
        }
    }

    /** Puts a core in force: from the next start on, whatever becomes of this one. */
    public void putInForce(CoreInForce core) throws IOException {
        write(root, CoreInForce.FILE, core.text().getBytes(UTF_8));
    }

    /** The epoch that this node has prepared and does not know the outcome of; {@code null} when there is none. */
    public @Nullable PreparedEpoch prepared() throws NodeStartException {
        Path file = root.resolve(PreparedEpoch.FILE);
        try {
            return PreparedEpoch.parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException | IllegalArgumentException e) {
            throw new NodeStartException(
                    file + ", which says what swap of cores is prepared, is unusable (" + e.getMessage()
                            + "); restore it from a copy of the directory",
                    e);
        }
    }

    /** Notes that an epoch is prepared: it may be in force elsewhere from now on. */
    public void prepare(PreparedEpoch epoch) throws IOException {
        write(root, PreparedEpoch.FILE, epoch.text().getBytes(UTF_8));
    }

    /** The outcome of the prepared epoch is known. */
    public void settlePrepared() throws IOException {
        Files.deleteIfExists(root.resolve(PreparedEpoch.FILE));
        sync(root);
    }

    /** Where the database called {@code name} has its directory. */
    public Path database(String name) {
        return name.equals(CoreInForce.FIRST_DATABASE) ? root : root.resolve(name);
    }

    /** Deletes a database that no longer counts. */
    public void dropDatabase(String name) throws IOException {
        Path folder = root.resolve(name);
        if (Files.isDirectory(folder)) {
            List<Path> remains;
            try (Stream<Path> walk = Files.walk(folder)) {
                remains = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path remain : remains) {
                Files.delete(remain);
            }
        }
    }

    /** The folders of databases of epochs. */
    public List<String> databases() {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> name.matches("epoch-[0-9]{1,18}"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Keeps an archive, under the hash that identifies its core. */
    public void keep(CoreArchive archive, String hash) throws IOException {
        Path folder = Files.createDirectories(root.resolve(ARCHIVES));
        sync(root);
        write(folder, hash + ENDING, archive.toJar());
    }

    /** Deletes the archive of the core of that hash, if there is one. */
    void drop(String hash) throws IOException {
        Files.deleteIfExists(root.resolve(ARCHIVES).resolve(hash + ENDING));
    }

    /** The archive of the core of that hash. */
    public CoreArchive archive(String hash) throws CoreRefusedException {
        return CoreArchive.read(root.resolve(ARCHIVES).resolve(hash + ENDING));
    }

    /** The hashes of all cores of which there is an archive. */
    public List<String> kept() {
        try (Stream<Path> files = Files.list(root.resolve(ARCHIVES))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static void write(Path folder, String name, byte[] content) throws IOException {
        Path beside = folder.resolve(name + ".writing");
        try (FileChannel out = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(beside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(folder);
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
