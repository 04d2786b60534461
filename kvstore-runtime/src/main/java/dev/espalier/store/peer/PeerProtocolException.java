package dev.espalier.store.peer;

/** Bytes from a peer connection that no peer of ours would send. The connection is closed. */
final class PeerProtocolException extends Exception {
    private static final long serialVersionUID = 1L;

    PeerProtocolException(String message) {
        super(message);
    }

    PeerProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
