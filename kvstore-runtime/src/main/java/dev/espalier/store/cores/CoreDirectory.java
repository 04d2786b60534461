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
 * What a data directory says of cores: archives are in the folder {@code cores}, the rest are files of its own. Files appear under their names when they are on the disk and whole, never before: each is written
 * beside, synced, renamed, and the folder synced.
 */
public final class CoreDirectory implements CoreRecords {
    private static final String ARCHIVES = "cores";
    private static final String ENDING = ".jar";

    private final Path root;

    /** Of the data directory {@code root}, which need not be there yet. */
    public CoreDirectory(Path root) {
        this.root = root;
    }

    @Override
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

    @Override
    public void putInForce(CoreInForce core) throws IOException {
        write(root, CoreInForce.FILE, core.text().getBytes(UTF_8));
    }

    @Override
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

    @Override
    public void prepare(PreparedEpoch epoch) throws IOException {
        write(root, PreparedEpoch.FILE, epoch.text().getBytes(UTF_8));
    }

    @Override
    public void settlePrepared() throws IOException {
        Files.deleteIfExists(root.resolve(PreparedEpoch.FILE));
        sync(root);
    }

    /** Where the database called {@code name} has its directory. */
    public Path database(String name) {
        return name.equals(CoreInForce.FIRST_DATABASE) ? root : root.resolve(name);
    }

    @Override
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

    @Override
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

    @Override
    public void keep(CoreArchive archive, String hash) throws IOException {
        Path folder = Files.createDirectories(root.resolve(ARCHIVES));
        sync(root);
        write(folder, hash + ENDING, archive.toJar());
    }

    @Override
    public void drop(String hash) throws IOException {
        Files.deleteIfExists(root.resolve(ARCHIVES).resolve(hash + ENDING));
    }

    @Override
    public LoadedCore load(String hash) throws CoreRefusedException {
        return CoreLoading.load(CoreArchive.read(root.resolve(ARCHIVES).resolve(hash + ENDING)));
    }

    @Override
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
