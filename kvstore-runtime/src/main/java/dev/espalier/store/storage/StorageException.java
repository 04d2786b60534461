package dev.espalier.store.storage;

import java.io.IOException;

/** The disk refused. After one of these nothing more may be acknowledged until the node is restarted. */
public final class StorageException extends IOException {
    private static final long serialVersionUID = 1L;

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }

    public StorageException(String message) {
        super(message);
    }
}
