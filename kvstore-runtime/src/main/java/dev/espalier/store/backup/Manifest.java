package dev.espalier.store.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup is of and what it consists of; written last, so that a backup without one is none.
 *
 * @param format 1
 * @param made when, in ISO 8601
 * @param version of the software that made it
 * @param clusterId the cluster of the node
 * @param nodeId the node
 * @param coreName its core
 * @param coreHash the hash that identifies the core
 * @param stateShape the shape of the core's states; {@code null} for a core whose inputs are kept
 * @param files the files of the database
 */
public record Manifest(
        int format,
        String made,
        String version,
        String clusterId,
        int nodeId,
        String coreName,
        String coreHash,
        @Nullable String stateShape,
        List<File> files) {
    /** Name of the file that holds it. */
    public static final String NAME = "backup.json";

    /** The format that is written. */
    static final int FORMAT = 1;

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A file of the database.
     *
     * @param name without a folder
     * @param bytes its length
     * @param sha256 of its contents, lower-case hexadecimal
     */
    public record File(String name, long bytes, String sha256) {}

    public Manifest {
        files = List.copyOf(files);
    }

    /** The manifest of the backup in {@code folder}. */
    public static Manifest read(Path folder) throws BackupException {
        Path file = folder.resolve(NAME);
        try {
            Manifest manifest = JSON.readValue(Files.readAllBytes(file), Manifest.class);
            if (manifest.format() != FORMAT) {
                throw new BackupException("the backup " + folder + " has format " + manifest.format()
                        + " but this version reads format " + FORMAT + "; restore it with version "
                        + manifest.version());
            }
            for (File listed : manifest.files()) {
                if (!listed.name().matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
                    throw new BackupException("the backup " + folder + " lists a file \"" + listed.name()
                            + "\", which no backup has; use another copy");
                }
            }
            return manifest;
        } catch (NoSuchFileException e) {
            throw new BackupException(
                    folder + " holds no " + NAME + ", so it is no backup, or one that was not finished; name another",
                    e);
        } catch (IOException | JacksonException e) {
            throw new BackupException(file + " cannot be read (" + e.getMessage() + "); use another copy", e);
        }
    }

    byte[] json() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    /** Checks that every file of the backup in {@code folder} is there and is what it was. */
    public void verify(Path folder) throws BackupException {
        for (File expected : files) {
            Path file = folder.resolve(expected.name());
            try {
                File found = describe(file);
                if (!found.equals(expected)) {
                    throw new BackupException("file " + file + " is damaged: it has " + found.bytes()
                            + " bytes with SHA-256 " + found.sha256() + " where the manifest has " + expected.bytes()
                            + " and " + expected.sha256() + "; use another copy of the backup");
                }
            } catch (NoSuchFileException e) {
                throw new BackupException("file " + file + " of the backup is missing; use another copy of it", e);
            } catch (IOException e) {
                throw new BackupException("file " + file + " of the backup cannot be read (" + e + ")", e);
            }
        }
    }

    static File describe(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                long bytes = in.transferTo(OutputStream.nullOutputStream());
                return new File(
                        String.valueOf(file.getFileName()),
                        bytes,
                        HexFormat.of().formatHex(digest.digest()));
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
