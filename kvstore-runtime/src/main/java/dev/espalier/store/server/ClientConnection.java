package dev.espalier.store.server;

import dev.espalier.core.Bytes;
import dev.espalier.store.command.Outcome;
import dev.espalier.store.command.Session;
import dev.espalier.store.resp.ReplyWriter;
import dev.espalier.store.resp.RespParser;
import dev.espalier.store.resp.RespProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client. Commands run in the order in which they arrive; a read that must wait holds up the commands behind it on
 * this connection and no other. Replies gather until the commit that covers them. What a connection may hold is bounded:
 * it is not read while its replies are not taken or its read waits.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the handler of a failed write or close.
final class ClientConnection extends ChannelInboundHandlerAdapter implements Session {
    private static final Logger log = LoggerFactory.getLogger(ClientConnection.class);
    private static final int HELD_BYTES_MAX = 1 << 20;
    private static final long LINGER_MILLIS = 1000;

    /** Where a connection is in its life. */
    private enum Phase {
        /** Commands are read and run. */
        SERVING,
        /** No more commands; closes once the held replies are out. */
        FINISHING,
        /** The replies are out; what the client still sends is thrown away so that it can read them. */
        LINGERING
    }

    /** A command whose read waits. */
    private record Waiting(List<Bytes> command, Future<?> limit) {}

    private final Clients clients;
    private final RespParser parser;
    private final long startedNanos = System.nanoTime();
    private ChannelHandlerContext context;
    private Phase phase = Phase.SERVING;
    private @Nullable ByteBuf unread;
    private ByteBuf held = Unpooled.EMPTY_BUFFER;
    private @Nullable ReplyWriter writer;
    private int heldReplies;
    private @Nullable Waiting waiting;
    private boolean inputEnded;
    private long id;
    private Bytes name = Bytes.EMPTY;
    private int protocol = 2;

    @SuppressWarnings("NullAway.Init") // The context comes with channelActive, before anything else.
    ClientConnection(Clients clients) {
        this.clients = clients;
        this.parser = new RespParser(clients.limits());
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        if (!clients.connected(this)) {
            phase = Phase.LINGERING;
            ByteBuf out = active.alloc().buffer();
            new ReplyWriter(out, protocol).error("ERR max number of clients reached");
            active.writeAndFlush(out).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        id = clients.nextConnectionId();
    }

    @Override
    public void channelRead(ChannelHandlerContext active, Object message) {
        ByteBuf arrived = (ByteBuf) message;
        if (phase != Phase.SERVING) {
            arrived.release();
            return;
        }
        unread = unread == null
                ? arrived
                : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(active.alloc(), unread, arrived);
        runCommands();
    }

    private void runCommands() {
        try {
            while (mayRun() && unread != null) {
                List<Bytes> command = parser.next(unread);
                if (command == null) {
                    break;
                }
                run(command);
            }
        } catch (RespProtocolException e) {
            clients.protocolError();
            reply().error("ERR " + e.getMessage());
            held();
            finish();
        }
        if (unread != null && !unread.isReadable()) {
            releaseUnread();
        }
        // With room to run and nothing complete left, what remains of an ended input is half a command.
        if (inputEnded && mayRun()) {
            finish();
        }
        context.channel().config().setAutoRead(phase != Phase.SERVING || mayRun());
    }

    private boolean mayRun() {
        return phase == Phase.SERVING
                && waiting == null
                && held.readableBytes() < HELD_BYTES_MAX
                && context.channel().isWritable();
    }

    private void run(List<Bytes> command) {
        Outcome outcome = attempt(command);
        if (outcome instanceof Outcome.Wait wait) {
            Future<?> limit = context.executor()
                    .schedule(() -> waitedTooLong(wait.key()), clients.waitLimitMillis(), TimeUnit.MILLISECONDS);
            waiting = new Waiting(command, limit);
            clients.waits(this, true);
        } else {
            replied(outcome);
        }
    }

    private Outcome attempt(List<Bytes> command) {
        ReplyWriter reply = reply();
        int mark = held.writerIndex();
        try {
            Exception failure = clients.cycle().failure();
            if (failure != null && !clients.table().answersAfterFailure(command.getFirst())) {
                reply.error(stoppedServing(failure));
                return Outcome.DONE;
            }
            return clients.table().run(this, command, reply);
        } catch (RuntimeException | StackOverflowError e) {
            log.error("command {} from {} failed", command.getFirst(), remoteAddress(), e);
            held.writerIndex(mark);
            reply.error("ERR internal error (" + e + "); the node's log has the details");
            return Outcome.DONE;
        }
    }

    private void replied(Outcome outcome) {
        held();
        if (outcome instanceof Outcome.Close) {
            finish();
        }
        clients.commandDone();
    }

    /** Tries the waiting read again, and goes on behind it when it is answered. */
    void retry() {
        Waiting waited = waiting;
        if (waited != null) {
            Outcome outcome = attempt(waited.command());
            if (!(outcome instanceof Outcome.Wait)) {
                stopWaiting(waited, false);
                replied(outcome);
                runCommands();
            }
        }
    }

    private void waitedTooLong(Bytes key) {
        Waiting waited = waiting;
        if (waited != null) {
            stopWaiting(waited, true);
            reply().error("ERR timed out waiting for dependencies of key " + key + ": after "
                    + clients.waitLimitMillis() + " ms a put that this node's clients depend on has not arrived; "
                    + "see INFO replication for the state of the links");
            replied(Outcome.DONE);
            runCommands();
        }
    }

    private void stopWaiting(Waiting waited, boolean timedOut) {
        waited.limit().cancel(false);
        waiting = null;
        clients.waitsNoMore(this, timedOut);
    }

    @SuppressWarnings("ReferenceEquality") // The empty buffer stands for "none yet".
    private ReplyWriter reply() {
        if (held == Unpooled.EMPTY_BUFFER) {
            held = context.alloc().buffer();
            writer = null;
        }
        if (writer == null) {
            writer = new ReplyWriter(held, protocol);
        }
        return writer;
    }

    /** One more reply is in the buffer. */
    private void held() {
        if (heldReplies++ == 0) {
            clients.holds(this);
        }
    }

    private void finish() {
        phase = Phase.FINISHING;
        releaseUnread();
        if (heldReplies == 0) {
            linger(Unpooled.EMPTY_BUFFER);
        }
    }

    /** The commit has covered the held replies: sends them, and goes on with what they held up. */
    void letOut() {
        ByteBuf out = held;
        held = Unpooled.EMPTY_BUFFER;
        writer = null;
        heldReplies = 0;
        if (!context.channel().isActive()) {
            out.release();
        } else if (phase == Phase.FINISHING) {
            linger(out);
        } else {
            context.writeAndFlush(out, context.voidPromise());
            if (unread != null || inputEnded) {
                runCommands();
            } else {
                context.channel().config().setAutoRead(mayRun());
            }
        }
    }

    /** The commit has failed: each held reply becomes an error. */
    void letOutErrors(Exception cause) {
        int replies = heldReplies;
        reply();
        held.clear();
        for (int i = 0; i < replies; i++) {
            reply().error(stoppedServing(cause));
        }
        letOut();
    }

    private static String stoppedServing(Exception cause) {
        return "MISCONF this node has stopped serving: " + cause.getMessage();
    }

    /** Closing with unread input would reset the connection under the last replies, so the input is drained first. */
    private void linger(ByteBuf last) {
        phase = Phase.LINGERING;
        context.writeAndFlush(last).addListener(done -> {
            if (inputEnded || !done.isSuccess() || !(context.channel() instanceof DuplexChannel duplex)) {
                context.close();
            } else {
                duplex.shutdownOutput();
                context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
            }
        });
        context.channel().config().setAutoRead(true);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext active, Object event) throws Exception {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (phase == Phase.LINGERING) {
                active.close();
            } else {
                runCommands();
            }
        }
        super.userEventTriggered(active, event);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext active) {
        if (active.channel().isWritable() && phase == Phase.SERVING) {
            runCommands();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext active) {
        clients.disconnected(this);
        if (waiting != null) {
            waiting.limit().cancel(false);
            waiting = null;
        }
        phase = Phase.LINGERING;
        releaseUnread();
        if (heldReplies == 0) {
            held.release();
            held = Unpooled.EMPTY_BUFFER;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext active, Throwable cause) {
        if (cause instanceof IOException || cause instanceof UncheckedIOException) {
            log.debug("client {} is gone", remoteAddress(), cause);
        } else {
            log.error("connection of client {} failed and is closed", remoteAddress(), cause);
        }
        active.close();
    }

    void close() {
        context.close();
    }

    private void releaseUnread() {
        if (unread != null) {
            unread.release();
            unread = null;
        }
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public String remoteAddress() {
        return text(context.channel().remoteAddress());
    }

    @Override
    public String localAddress() {
        return text(context.channel().localAddress());
    }

    private static String text(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress internet
                ? internet.getHostString() + ":" + internet.getPort()
                : String.valueOf(address);
    }

    @Override
    public Bytes name() {
        return name;
    }

    @Override
    public void rename(Bytes newName) {
        name = newName;
    }

    @Override
    public int protocol() {
        return protocol;
    }

    @Override
    public void speak(int newProtocol) {
        protocol = newProtocol;
        writer = null;
    }

    @Override
    public long ageMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
    }
}
