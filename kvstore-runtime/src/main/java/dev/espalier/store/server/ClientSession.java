package dev.espalier.store.server;

import dev.espalier.store.command.Session;
import dev.espalier.store.command.SessionState;
import dev.espalier.store.resp.ReplyWriter;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who a connection is and how it wants to be spoken to. */
final class ClientSession implements Session {
    private final long id;
    private final ClientConnection connection;
    private final Channel channel;
    private final UnreadInput unread;
    private final HeldReplies held;
    private final SessionState state = new SessionState();
    private final long startedNanos = System.nanoTime();
    private int protocol = 2;

    ClientSession(long id, ClientConnection connection, Channel channel, UnreadInput unread, HeldReplies held) {
        this.id = id;
        this.connection = connection;
        this.channel = channel;
        this.unread = unread;
        this.held = held;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public String remoteAddress() {
        return text(channel.remoteAddress());
    }

    @Override
    public String localAddress() {
        return text(channel.localAddress());
    }

    private static String text(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress internet
                ? internet.getHostString() + ":" + internet.getPort()
                : String.valueOf(address);
    }

    @Override
    public boolean isLocal() {
        return !(channel.remoteAddress() instanceof InetSocketAddress internet)
                || internet.getAddress().isLoopbackAddress();
    }

    @Override
    public SessionState state() {
        return state;
    }

    @Override
    public int protocol() {
        return protocol;
    }

    @Override
    public void speak(int newProtocol) {
        protocol = newProtocol;
    }

    @Override
    public long ageMillis() {
        return millisSince(startedNanos);
    }

    @Override
    public long idleMillis() {
        return millisSince(connection.lastReadNanos());
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    @Override
    public long unreadBytes() {
        return unread.bytes();
    }

    @Override
    public long heldBytes() {
        return held.bytes();
    }

    @Override
    public long unsentBytes() {
        ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
        return held.bytes() + (outbound == null ? 0 : outbound.totalPendingWriteBytes());
    }

    @Override
    public boolean answerWaiting() {
        return connection.waitedLongEnough();
    }

    @Override
    public boolean answerWaiting(Consumer<ReplyWriter> answer) {
        return connection.answerWaiting(answer);
    }

    @Override
    public void push(Consumer<ReplyWriter> message) {
        connection.push(message);
    }

    @Override
    public void close() {
        connection.closeAfterReplies();
    }
}
