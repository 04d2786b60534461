package dev.espalier.store.resp;

/** Bytes from a client that are not the protocol; the message is the reply, after which the connection is closed. */
public final class RespProtocolException extends Exception {
    private static final long serialVersionUID = 1L;

    RespProtocolException(String message) {
        super(message);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public Throwable fillInStackTrace() {
        return this;
    }
}
