package dev.espalier.store.command;

import dev.espalier.store.resp.ReplyWriter;
import java.util.function.Consumer;

/** What commands may know of and do to the connection that they came on. */
public interface Session {
    /** Number of the connection, from 1, never used twice. */
    long id();

    /** The client's address and port. */
    String remoteAddress();

    /** This node's address and port as the client sees it. */
    String localAddress();

    /** Whether the client comes from this machine, over loopback. */
    boolean isLocal();

    /** What commands leave behind for later ones. */
    SessionState state();

    /** Version of the protocol, 2 or 3. */
    int protocol();

    /** Changes the version of the protocol; the reply at hand is written in the new one. */
    void speak(int protocol);

    /** Milliseconds since the connection was made. */
    long ageMillis();

    /** Milliseconds since its last command. */
    long idleMillis();

    /** Bytes of the command at hand and of those that have arrived behind it. */
    long unreadBytes();

    /** Bytes of replies that wait for the commit. */
    long heldBytes();

    /** Those, and bytes that the client has not taken. */
    long unsentBytes();

    /** Ends the wait of a command that waits as if its time were up; returns whether there was one. */
    boolean answerWaiting();

    /** Ends the wait of a command that waits, with {@code answer}; returns whether there was one. */
    boolean answerWaiting(Consumer<ReplyWriter> answer);

    /** Sends a message that answers no command, between replies. */
    void push(Consumer<ReplyWriter> message);

    /** Closes the connection once what it has been answered is out. */
    void close();
}
