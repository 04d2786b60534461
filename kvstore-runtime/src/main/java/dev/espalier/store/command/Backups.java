package dev.espalier.store.command;

import org.jspecify.annotations.Nullable;

/** Makes backups of the node, one at a time. The event loop owns it. */
public interface Backups {
    /** A backup that is being made. */
    interface Job {
        /** Whether it has ended, one way or the other. */
        boolean isDone();

        /** Why it failed, once it has ended; {@code null} if it is complete. */
        @Nullable
        String failure();

        /** Where it is. */
        String place();
    }

    /**
     * Begins a backup of all that is put up to now.
     *
     * @throws CommandError if it cannot begin
     */
    Job begin(String name);
}
