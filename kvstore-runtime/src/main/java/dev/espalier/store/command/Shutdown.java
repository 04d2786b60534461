package dev.espalier.store.command;

/** The stop of the node that clients can ask for. The event loop owns it. */
public interface Shutdown {
    /**
     * What a client asks for.
     *
     * @param save whether all that was put is to be on the device first, and the node is to go on when it cannot be
     * @param now whether peers are not waited for
     * @param force whether the node is to stop even so when it cannot save
     */
    record Wish(boolean save, boolean now, boolean force) {
        /** The command that asks for it. */
        @Override
        public String toString() {
            return "SHUTDOWN" + (save ? "" : " NOSAVE") + (now ? " NOW" : "") + (force ? " FORCE" : "");
        }
    }

    /** An attempt to stop: it ends in the end of the node, or is given up. */
    interface Attempt {
        /** Whether the node goes on, since somebody wants it to or since it could not save. */
        boolean isGivenUp();
    }

    /** Begins to stop the node, or has the attempt that there is be according to {@code wish} as well. */
    Attempt begin(Wish wish);

    /** Gives the present attempt up; returns whether there was one that has not come too far. */
    boolean abort();
}
