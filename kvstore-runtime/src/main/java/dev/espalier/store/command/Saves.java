package dev.espalier.store.command;

/** Has all that was put so far be on the device, whatever {@code durability} says. The event loop owns it. */
public interface Saves {
    /** A save that has begun. */
    interface Job {
        /** Whether it has ended; one that fails ends the service of the node, so it is never asked again. */
        boolean isDone();
    }

    /** Begins to save all that is put up to now. */
    Job begin();

    /** Whether a save runs. */
    boolean isRunning();

    /** When the last save ended, or the node was started, in seconds since the epoch. */
    long lastSeconds();

    /** How many puts this node's clients have made since the last save began, or since the node was started. */
    long putsSince();
}
