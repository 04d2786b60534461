package dev.espalier.store.command;

import dev.espalier.core.Bytes;

/** What commands may know and change of the connection that they came on. */
public interface Session {
    /** Number of the connection, from 1, never used twice. */
    long id();

    /** The client's address and port. */
    String remoteAddress();

    /** This node's address and port as the client sees it. */
    String localAddress();

    /** The name that the client gave itself; empty at first. */
    Bytes name();

    /** Sets the name. */
    void rename(Bytes name);

    /** Version of the protocol, 2 or 3. */
    int protocol();

    /** Changes the version of the protocol; the reply at hand is written in the new one. */
    void speak(int protocol);

    /** Milliseconds since the connection was made. */
    long ageMillis();
}
