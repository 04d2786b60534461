package dev.espalier.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * When a session changes its node, and how far it is with that: it waits for its answers, asks for a token of all that it
 * has done and seen, and has the next node take it up ({@code SESSION TOKEN}, {@code SESSION RESUME}). Without the token
 * the guarantees of a session would end where it changes.
 */
final class NodeHops {
    private static final byte[] TOKEN = "*2\r\n$7\r\nSESSION\r\n$5\r\nTOKEN\r\n".getBytes(StandardCharsets.US_ASCII);

    private enum State {
        NONE,
        TOKEN_ASKED,
        RESUMING
    }

    private final int every;
    private final int targets;
    private State state = State.NONE;
    private int sinceLast;
    private long askedNanos;

    /**
     * The changes of one session.
     *
     * @param every operations between them; 0 for none
     */
    NodeHops(int every, int targets) {
        this.every = every;
        this.targets = targets;
    }

    /** How many of {@code room} operations may be sent before the next change. */
    int limit(int room) {
        return every == 0 ? room : Math.min(room, every - sinceLast);
    }

    void sent(int operations) {
        sinceLast += operations;
    }

    boolean isDue() {
        return every > 0 && sinceLast >= every && state == State.NONE;
    }

    boolean isUnderWay() {
        return state != State.NONE;
    }

    /** When a node was last asked, of {@link System#nanoTime}. */
    long askedNanos() {
        return askedNanos;
    }

    /** The node after {@code target}. */
    int after(int target) {
        return (target + 1) % targets;
    }

    /** Writes the request for a token. */
    void askForToken(long now, ByteBuf out) {
        state = State.TOKEN_ASKED;
        askedNanos = now;
        out.writeBytes(TOKEN);
    }

    boolean awaitsToken() {
        return state == State.TOKEN_ASKED;
    }

    /** Writes the request to take up the session of {@code token}. */
    void askToResume(byte[] token, long now, ByteBuf out) {
        state = State.RESUMING;
        askedNanos = now;
        String head = "*3\r\n$7\r\nSESSION\r\n$6\r\nRESUME\r\n$" + token.length + "\r\n";
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII))
                .writeBytes(token)
                .writeByte('\r')
                .writeByte('\n');
    }

    /** The session goes on at the next node. */
    void done() {
        state = State.NONE;
        sinceLast = 0;
    }
}
