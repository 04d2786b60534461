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
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client. Commands run in the order in which they arrive; a read that must wait holds up the commands behind it on
 * this connection and no other. Replies gather until the commit that covers them. What a connection may hold is bounded:
 * it is not read while its replies are not taken or its read waits. A client that has ended its sending gets the replies to
 * all that it has sent, and then the connection ends.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the handler of a failed write or close.
final class ClientConnection extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(ClientConnection.class);
    private static final int HELD_BYTES_MAX = 1 << 20;

    /** Where a connection is in its life. */
    private enum Phase {
        /** Commands are read and run. */
        SERVING,
        /** No more commands; closes once the held replies are out. */
        FINISHING,
        /** The replies are out; what the client still sends is thrown away so that it can read them. */
        LINGERING
    }

    /** A command that waits; without a limit when it waits as long as the connection lasts. */
    private record Waiting(
            List<Bytes> command,
            Outcome.Wait outcome,
            @Nullable Future<?> limit) {
        void cancelLimit() {
            if (limit != null) {
                limit.cancel(false);
            }
        }
    }

    private final Clients clients;
    private final UnreadInput unread;
    private final HeldReplies held = new HeldReplies();
    private ChannelHandlerContext context;
    private ClientSession session;
    private OutputGuard output;
    private Phase phase = Phase.SERVING;
    private @Nullable Waiting waiting;
    private final Pushes pushes = new Pushes();
    private boolean inputEnded;
    private boolean running;
    private boolean closing;
    private boolean holding;
    private long lastReadNanos = System.nanoTime();
    private long heldSinceNanos;

    @SuppressWarnings("NullAway.Init") // Context, session and output come with channelActive, before anything else.
    ClientConnection(Clients clients) {
        this.clients = clients;
        this.unread = new UnreadInput(new RespParser(clients.limits()));
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        // Unlike a peer, a client may end its sending and still want replies.
        active.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        session = new ClientSession(clients.nextConnectionId(), this, active.channel(), unread, held);
        output = new OutputGuard(clients, session, active);
        String refusal = clients.commands().refusal(session);
        if (!refusal.isEmpty()) {
            clients.refused();
            refuse(refusal);
        } else if (!clients.connected(this)) {
            refuse("ERR max number of clients reached");
        }
    }

    private void refuse(String error) {
        phase = Phase.LINGERING;
        ByteBuf out = context.alloc().buffer();
        new ReplyWriter(out, session.protocol()).error(error);
        context.writeAndFlush(out).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelRead(ChannelHandlerContext active, Object message) {
        ByteBuf arrived = (ByteBuf) message;
        if (phase != Phase.SERVING) {
            arrived.release();
            return;
        }
        unread.add(arrived, active.alloc());
        runCommands();
    }

    private void runCommands() {
        lastReadNanos = System.nanoTime();
        try {
            while (mayRun() && !unread.isEmpty()) {
                List<Bytes> command = unread.next(clients.commands().trusts(session));
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
        unread.dropIfRead();
        // With room to run and nothing complete left, what remains of an ended input is half a command.
        if (inputEnded && mayRun()) {
            if (!unread.isEmpty()) {
                reply().error("ERR Protocol error: the connection ended in the middle of a command");
                held();
            }
            finish();
        }
        context.channel().config().setAutoRead(phase != Phase.SERVING || mayRun());
    }

    private boolean mayRun() {
        return phase == Phase.SERVING
                && waiting == null
                && held.bytes() < HELD_BYTES_MAX
                && context.channel().isWritable();
    }

    private void run(List<Bytes> command) {
        int mark = held.bytes();
        Outcome outcome = attempt(command);
        if (outcome instanceof Outcome.Wait wait) {
            waiting = new Waiting(command, wait, limit(wait));
            clients.waits(this, wait.isRead());
            flushPushes();
        } else {
            replied(outcome, mark);
        }
    }

    private @Nullable Future<?> limit(Outcome.Wait wait) {
        if (wait.limitMillis() == Outcome.WITHOUT_LIMIT) {
            return null;
        }
        long millis = wait.limitMillis() == 0 ? clients.waitLimitMillis() : wait.limitMillis();
        return context.executor().schedule(this::waitedLongEnough, millis, TimeUnit.MILLISECONDS);
    }

    private Outcome attempt(List<Bytes> command) {
        ReplyWriter reply = reply();
        int mark = held.bytes();
        running = true;
        try {
            Exception failure = clients.cycle().failure();
            if (failure != null && !clients.commands().table().answersAfterFailure(command.getFirst())) {
                reply.error(ServerErrors.stoppedServing(failure));
                return Outcome.DONE;
            }
            return clients.commands().run(session, command, reply);
        } catch (RuntimeException | StackOverflowError e) {
            log.error("command {} from {} failed", command.getFirst(), session.remoteAddress(), e);
            // A command whose commit fails lets out all that is held, so the writer of before may be gone.
            held.cutTo(mark);
            reply().error(ServerErrors.internal(e));
            return Outcome.DONE;
        } finally {
            running = false;
        }
    }

    private void replied(Outcome outcome, int mark) {
        if (session.state().takesReply()) {
            held();
        } else {
            held.cutTo(mark);
        }
        flushPushes();
        output.check();
        if (outcome instanceof Outcome.Close || closing) {
            finish();
        }
        clients.commandDone();
    }

    /** Tries the waiting command again, if that may help, and goes on behind it when it is answered. */
    void retry() {
        Waiting waited = waiting;
        boolean worthTrying = waited != null
                && (clients.cycle().failure() != null
                        || waited.outcome().worthTrying().getAsBoolean());
        if (waited != null && worthTrying && !running) {
            int mark = held.bytes();
            Outcome outcome = attempt(waited.command());
            if (outcome instanceof Outcome.Wait wait) {
                waiting = new Waiting(waited.command(), wait, waited.limit());
                flushPushes();
            } else {
                stopWaiting(waited, false);
                replied(outcome, mark);
                runCommands();
            }
        }
    }

    /** Ends a wait as one whose time is up; returns whether there was one. */
    boolean waitedLongEnough() {
        Waiting waited = waiting;
        return waited != null && answerWaiting(waited.outcome().timedOut());
    }

    /** Ends a wait with {@code answer}; returns whether there was one. */
    boolean answerWaiting(Consumer<ReplyWriter> answer) {
        Waiting waited = waiting;
        if (waited == null) {
            return false;
        }
        stopWaiting(waited, true);
        int mark = held.bytes();
        answer.accept(reply());
        replied(Outcome.DONE, mark);
        runCommands();
        return true;
    }

    private void stopWaiting(Waiting waited, boolean timedOut) {
        waited.cancelLimit();
        waiting = null;
        clients.waitsNoMore(this, timedOut);
    }

    /** Sends a message between replies; a client that takes none of too many is cut off. */
    void push(Consumer<ReplyWriter> message) {
        if (phase != Phase.SERVING) {
            return;
        }
        pushes.add(message);
        if (!running) {
            flushPushes();
            output.check();
        }
    }

    private void flushPushes() {
        if (pushes.writeAll(this::reply)) {
            hold();
        }
    }

    /** Closes the connection once the replies so far are out. */
    void closeAfterReplies() {
        if (running) {
            closing = true;
        } else if (phase == Phase.SERVING) {
            Waiting waited = waiting;
            if (waited != null) {
                stopWaiting(waited, false);
            }
            finish();
        }
    }

    private ReplyWriter reply() {
        return held.writer(context.alloc(), session.protocol());
    }

    /** One more reply is in the buffer. */
    private void held() {
        held.complete();
        hold();
    }

    private void hold() {
        if (!holding) {
            holding = true;
            heldSinceNanos = lastReadNanos;
            clients.holds(this);
        }
    }

    private void finish() {
        phase = Phase.FINISHING;
        unread.release();
        if (!holding) {
            linger(Unpooled.EMPTY_BUFFER);
        }
    }

    /** Whether replies are held, or written and not sent. */
    boolean hasRepliesToSend() {
        return holding || session.unsentBytes() > 0;
    }

    /** When the command came whose reply is the first that is held. */
    long heldSinceNanos() {
        return heldSinceNanos;
    }

    /** How many replies are held. */
    int heldReplies() {
        return held.count();
    }

    /** The commit has covered the held replies: sends them, and goes on with what they held up. */
    void letOut() {
        holding = false;
        ByteBuf out = held.take();
        if (!context.channel().isActive()) {
            out.release();
        } else if (phase == Phase.FINISHING) {
            linger(out);
        } else {
            context.writeAndFlush(out, context.voidPromise());
            if (!unread.isEmpty() || inputEnded) {
                runCommands();
            } else {
                context.channel().config().setAutoRead(mayRun());
            }
        }
    }

    /** The commit has failed: each held reply becomes an error. */
    void letOutErrors(Exception cause) {
        held.replaceAll(reply(), ServerErrors.stoppedServing(cause));
        letOut();
    }

    private void linger(ByteBuf last) {
        phase = Phase.LINGERING;
        GentleClose.after(last, context, () -> inputEnded);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext active, Object event) throws Exception {
        if (EndOfSending.isToldBy(event)) {
            inputEnded = true;
            if (phase == Phase.LINGERING) {
                active.close();
            } else {
                runCommands();
                if (waiting != null) {
                    EndOfSending.probe(active.channel());
                }
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
            waiting.cancelLimit();
            waiting = null;
        }
        pushes.clear();
        phase = Phase.LINGERING;
        unread.release();
        if (!holding) {
            held.take().release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext active, Throwable cause) {
        if (cause instanceof IOException || cause instanceof UncheckedIOException) {
            log.debug("client {} is gone", session.remoteAddress(), cause);
        } else {
            log.error("connection of client {} failed and is closed", session.remoteAddress(), cause);
        }
        active.close();
    }

    void close() {
        context.close();
    }

    /** Whether commands are still taken. */
    boolean isServing() {
        return phase == Phase.SERVING;
    }

    /** When commands were last read, by the clock that never jumps. */
    long lastReadNanos() {
        return lastReadNanos;
    }

    /** What commands know of this connection. */
    Session session() {
        return session;
    }
}
