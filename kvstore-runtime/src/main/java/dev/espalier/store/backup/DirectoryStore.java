package dev.espalier.store.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder, of its own for one backup. */
public final class DirectoryStore implements BackupStore {
    private final Path folder;

    /** @throws BackupException if {@code folder} holds something already */
    public static DirectoryStore toFill(Path folder) throws BackupException {
        try {
            if (Files.exists(folder)
                    && !(Files.isDirectory(folder) && Folders.files(folder).isEmpty())) {
                throw new BackupException(folder + " is there already and not empty; name a new folder");
            }
            Files.createDirectories(folder);
            return new DirectoryStore(folder);
        } catch (IOException e) {
            throw new BackupException("folder " + folder + " cannot be used (" + e + "); check its permissions", e);
        }
    }

    private DirectoryStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public void put(String name, Path file, String sha256) throws IOException {
        Path copy = folder.resolve(name);
        Files.copy(file, copy);
        Folders.force(copy);
        Folders.force(folder);
    }

    @Override
    public void get(String name, Path file) throws IOException {
        Files.copy(folder.resolve(name), file);
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
