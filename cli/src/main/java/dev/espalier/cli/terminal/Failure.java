package dev.espalier.cli.terminal;

import dev.espalier.store.backup.BackupException;
import dev.espalier.store.config.NodeStartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Turns what a command threw into one line and exit code 1; only what nobody foresaw keeps its stack trace. */
public final class Failure {
    private Failure() {}

    /** Prints {@code failure} to the command's error stream and gives the exit code. */
    public static int report(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        String message = explain(failure);
        if (message == null) {
            err.println("espalier: unexpected " + failure);
            failure.printStackTrace(err);
        } else {
            err.println("espalier: " + message);
        }
        err.flush();
        return 1;
    }

    /** The failure in a line, or {@code null} if nobody foresaw it. */
    private static @Nullable String explain(Exception failure) {
        return switch (failure) {
            case NoSuchFileException missing -> missing.getFile() + " does not exist; create it or name another";
            case FileAlreadyExistsException present ->
                present.getFile() + " is there already and no folder; name another";
            case NotDirectoryException file -> file.getFile() + " is no folder; name another";
            case AccessDeniedException denied ->
                denied.getFile() + " may not be read or written; check its permissions";
            case FileSystemException other ->
                other.getFile() + ": " + Objects.requireNonNullElse(other.getReason(), other.toString());
            case CommandFailedException foreseen -> foreseen.getMessage();
            case NodeStartException foreseen -> foreseen.getMessage();
            case BackupException foreseen -> foreseen.getMessage();
            case IOException outside -> outside.getMessage() == null ? outside.toString() : outside.getMessage();
            default -> null;
        };
    }
}
