package dev.espalier.store.storage;

/**
 * What a core asked of its state could not be read from the disk. The core was stopped before it changed anything; nothing
 * that it would have answered is known, so the node must stop serving.
 */
public final class UnreadableStateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final StorageException failure;

    UnreadableStateException(StorageException failure) {
        super(failure.getMessage(), failure);
        this.failure = failure;
    }

    /** What failed, and what to do. */
    public StorageException failure() {
        return failure;
    }
}
