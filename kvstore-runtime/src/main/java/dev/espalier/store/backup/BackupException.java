package dev.espalier.store.backup;

/** Why a backup was not made, copied or restored. The message names the thing, the cause and the next step. */
public final class BackupException extends Exception {
    private static final long serialVersionUID = 1L;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
