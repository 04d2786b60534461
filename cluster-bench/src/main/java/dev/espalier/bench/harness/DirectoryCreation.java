package dev.espalier.bench.harness;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Makes the directories of a cluster. */
final class DirectoryCreation {
    private DirectoryCreation() {}

    /**
     * Makes {@code directory} and those above it, as far as they are missing.
     *
     * @param whose what it is for, as in "the cluster's"
     * @throws IOException naming the directory, why it cannot be used, and what to do
     */
    static void ensure(Path directory, String whose) throws IOException {
        try {
            Files.createDirectories(directory);
        } catch (FileSystemException e) {
            throw unusable(directory, whose, cause(e), e);
        } catch (IOException e) {
            throw unusable(directory, whose, String.valueOf(e.getMessage()), e);
        }
        if (!Files.isWritable(directory)) {
            throw unusable(directory, whose, "permission to write there is denied", null);
        }
    }

    private static IOException unusable(Path directory, String whose, String cause, @Nullable IOException original) {
        return new IOException(
                whose + " directory " + directory + " cannot be used: " + cause
                        + "; choose another directory, or clear the way",
                original);
    }

    private static String cause(FileSystemException e) {
        String reason = switch (e) {
            case FileAlreadyExistsException _ -> "is a file";
            case AccessDeniedException _ -> "permission is denied";
            default -> e.getReason() == null ? "cannot be made" : e.getReason();
        };
        return e.getFile() + ": " + reason;
    }
}
