package dev.espalier.store.peer;

import java.util.Locale;

/** What an outgoing link is doing. */
public enum LinkState {
    /** Waiting to try again, or trying. */
    CONNECTING,
    /** Connected; the peer has not answered the greeting yet. */
    GREETING,
    /** Sending puts as they are committed. */
    STREAMING,
    /** The peer needs puts that the outbox has let go of; it is to catch up from a snapshot, then connects anew. */
    BEHIND,
    /** The peer refused the greeting; tried again all the same, since either side may be restarted with other settings. */
    REFUSED,
    /**
     * The peer needs puts that this node no longer has, and no snapshot can help; or one of the two lost puts that the other
     * has. A person must decide.
     */
    DIVERGED,
    /** Closed with the node. */
    CLOSED;

    /** The state as INFO shows it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
