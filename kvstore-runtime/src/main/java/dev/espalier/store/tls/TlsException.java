package dev.espalier.store.tls;

/** Why keys and certificates cannot be used. The message names the file, the cause and the next step. */
public final class TlsException extends Exception {
    private static final long serialVersionUID = 1L;

    TlsException(String message) {
        super(message);
    }

    TlsException(String message, Throwable cause) {
        super(message, cause);
    }
}
