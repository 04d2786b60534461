package dev.espalier.store.server;

/** Error replies that are the server's, not a command's: what happened, why, and what to look at or do. */
final class ServerErrors {
    private ServerErrors() {}

    /** @param cause its message says what to do */
    static String stoppedServing(Exception cause) {
        return "MISCONF this node has stopped serving: " + cause.getMessage();
    }

    static String internal(Throwable defect) {
        return "ERR internal error (" + defect + "); the node's log has the details";
    }
}
