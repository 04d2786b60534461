package dev.espalier.bench.load;

import dev.espalier.bench.resp.RespReplyReader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * When a session changes its node, and how far it is with that: it waits for its answers, asks for a token of all that it
 * has done and seen, and has the next node take it up ({@code SESSION TOKEN}, {@code SESSION RESUME}). Without the token
 * the guarantees of a session would end where it changes.
 */
final class NodeHops {
    private static final byte[] TOKEN = "*2\r\n$7\r\nSESSION\r\n$5\r\nTOKEN\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Why a session cannot go on. */
    record Failure(ErrorKind kind, String problem) {}

    private enum State {
        NONE,
        TOKEN_ASKED,
        RESUMING
    }

    private final int every;
    private final int targets;
    private final SessionConnections connections;
    private final RespReplyReader reader;
    private final Answers answers;
    private State state = State.NONE;
    private int sinceLast;
    private long askedNanos;

    /**
     * The changes of one session.
     *
     * @param every operations between them; 0 for none
     * @param reader at the answer that a call is about
     */
    NodeHops(int every, int targets, SessionConnections connections, RespReplyReader reader, Answers answers) {
        this.every = every;
        this.targets = targets;
        this.connections = connections;
        this.reader = reader;
        this.answers = answers;
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

    /** Writes the request for a token. */
    void askForToken(long now, ByteBuf out) {
        state = State.TOKEN_ASKED;
        askedNanos = now;
        out.writeBytes(TOKEN);
    }

    /**
     * Takes a reply of the node that the session leaves or comes to, and asks the next question.
     *
     * @return why the session cannot go on; {@code null} if it can
     */
    @Nullable
    Failure take(RespReplyReader.Token token, ByteBuf in, long now) {
        boolean leaving = state == State.TOKEN_ASKED;
        if (token != (leaving ? RespReplyReader.Token.BULK : RespReplyReader.Token.STATUS)) {
            String answer = token == RespReplyReader.Token.ERROR ? answers.errorText(in) : "a reply of type " + token;
            return new Failure(
                    ErrorKind.SERVER_ERROR,
                    "the session could not " + (leaving ? "leave" : "go on here") + ", the answer was: " + answer);
        }
        if (!leaving) {
            state = State.NONE;
            sinceLast = 0;
            return null;
        }
        byte[] sessionToken = new byte[reader.length()];
        in.getBytes(reader.offset(), sessionToken);
        connections.use((connections.target() + 1) % targets);
        ChannelHandlerContext next = connections.context();
        if (next == null) {
            return new Failure(
                    ErrorKind.CONNECTION_LOST, "the session has no connection to the node that it is to change to");
        }
        ByteBuf out = next.alloc().directBuffer();
        askToResume(sessionToken, now, out);
        var _ = next.writeAndFlush(out, next.voidPromise());
        return null;
    }

    private void askToResume(byte[] sessionToken, long now, ByteBuf out) {
        state = State.RESUMING;
        askedNanos = now;
        String head = "*3\r\n$7\r\nSESSION\r\n$6\r\nRESUME\r\n$" + sessionToken.length + "\r\n";
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII))
                .writeBytes(sessionToken)
                .writeByte('\r')
                .writeByte('\n');
    }
}
