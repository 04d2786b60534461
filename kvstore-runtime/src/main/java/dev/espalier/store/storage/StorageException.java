package dev.espalier.store.storage;

import java.io.IOException;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/**
 * The disk refused. After one of these nothing more may be acknowledged until the node is restarted. The message says
 * what was tried, what refused it and, when the disk itself did, what to do before the restart.
 */
public final class StorageException extends IOException {
    private static final long serialVersionUID = 1L;

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }

    public StorageException(String message) {
        super(message);
    }

    /** What {@code attempt} (for example "writing to /data") met when the database refused it with {@code cause}. */
    static StorageException during(String attempt, RocksDBException cause) {
        return new StorageException(
                isFull(cause)
                        ? attempt + " failed because the disk is full (" + cause.getMessage()
                                + "); free space there or enlarge the disk, then restart the node"
                        : attempt + " failed (" + cause.getMessage()
                                + "); check the disk and the kernel's log, then restart the node",
                cause);
    }

    /** Whether {@code cause} is that the device, or this user's share of it, has no room left. */
    static boolean isFull(RocksDBException cause) {
        Status status = cause.getStatus();
        String message = String.valueOf(cause.getMessage());
        return (status != null && status.getSubCode() == Status.SubCode.NoSpace)
                || message.contains("No space left on device")
                || message.contains("Disk quota exceeded");
    }
}
