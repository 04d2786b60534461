package dev.espalier.store.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where copies of a backup are kept. */
public interface BackupStore {
    /** Keeps a copy of {@code file}, whose contents have the given hash, under {@code name}; durable when it returns. */
    void put(String name, Path file, String sha256) throws IOException;

    /** Writes what is kept under {@code name} to {@code file}. */
    void get(String name, Path file) throws IOException;

    /** Copies the backup in {@code folder} into this store, its manifest last. */
    default Manifest upload(Path folder) throws BackupException {
        Manifest manifest = Manifest.read(folder);
        manifest.verify(folder);
        try {
            for (Manifest.File file : manifest.files()) {
                put(file.name(), folder.resolve(file.name()), file.sha256());
            }
            Path last = folder.resolve(Manifest.NAME);
            put(Manifest.NAME, last, Manifest.describe(last).sha256());
            return manifest;
        } catch (IOException e) {
            throw new BackupException("the backup cannot be copied to " + this + ": " + e.getMessage(), e);
        }
    }

    /** Copies the backup in this store into the new folder {@code folder}, and checks it. */
    default Manifest download(Path folder) throws BackupException {
        try {
            Files.createDirectory(folder);
            get(Manifest.NAME, folder.resolve(Manifest.NAME));
            Manifest manifest = Manifest.read(folder);
            for (Manifest.File file : manifest.files()) {
                get(file.name(), folder.resolve(file.name()));
            }
            manifest.verify(folder);
            return manifest;
        } catch (IOException e) {
            throw new BackupException("the backup cannot be copied from " + this + ": " + e.getMessage(), e);
        }
    }
}
