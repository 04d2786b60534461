package dev.espalier.bench.resp;

/** Bytes from a server that are not a RESP reply. Says what was found where. */
public final class MalformedReplyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedReplyException(String message) {
        super(message);
    }
}
