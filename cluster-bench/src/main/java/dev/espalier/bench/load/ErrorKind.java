package dev.espalier.bench.load;

/** What can go wrong during a run without ending it. */
public enum ErrorKind {
    /** The server answered an operation with an error. */
    SERVER_ERROR,
    /** The server answered with a reply of the wrong type, or when nothing was asked; the connection was closed. */
    UNEXPECTED_REPLY,
    /** The server sent something that is not RESP; the connection was closed. */
    MALFORMED_REPLY,
    /** The connection broke. */
    CONNECTION_LOST,
    /** An answer took longer than the reply time-out; the connection was closed. */
    NO_REPLY
}
