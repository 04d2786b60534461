package dev.espalier.bench.load;

import dev.espalier.bench.history.SessionRecorder;
import dev.espalier.bench.resp.MalformedReplyException;
import dev.espalier.bench.resp.RespReplyReader;
import dev.espalier.bench.resp.Target;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a run. In a closed loop it keeps as many operations in flight as the pipeline is deep, sending as many
 * new ones as were answered, once per batch of bytes read; in an open loop it sends what is due, as far as there is room.
 * Time is read once per batch sent and once per batch read, for reading it costs more than recording a latency. Runs on its
 * event loop only.
 */
final class LoadSession extends ChannelInboundHandlerAdapter {
    /** What the sessions of one run have in common. */
    record Shared(LoadConfig config, KeySpace keySpace, KeyPopulation population, int run, RunControl control) {}

    private static final int FIRST_BUFFER_BYTES_MAX = 1 << 16;

    private final Shared shared;
    private final int number;
    private final int generation;
    private final @Nullable Reconnection reconnection;
    private final int pipeline;
    private final LoopStatistics statistics;
    private final LoopPacer pacer;
    private final OperationWriter operations;
    private final SessionConnections connections;
    private final Answers answers;
    private final NodeHops hops;
    private final RespReplyReader reader = new RespReplyReader();

    /** Requests in flight. */
    private final RequestRing inFlight;
    /** Reads that were answered and whose writes are to be sent. */
    private final RequestRing followUps;

    /** Values that are still to come of the scan that is being answered. */
    private int valuesToCome;

    /** Operations that were begun and have not ended; a read-modify-write is one of them from first to last. */
    private int open;

    /** Reads before that, such as of the answer to a password, are not the session's. */
    private boolean started;

    private boolean finished;
    private boolean ended;
    private @Nullable ByteBuf received;

    /** In an open loop. */
    private @Nullable DueOperations due;

    private boolean waiting;
    private long wakeNanos;

    /**
     * A session.
     *
     * @param generation how many have had its place before it, each until its connection was lost
     * @param due what the one before it left to be sent in an open loop; {@code null} for the first
     * @param reconnection who finds the one after it; {@code null} if a lost connection is not made anew
     */
    LoadSession(
            Shared shared,
            int number,
            int generation,
            LoopStatistics statistics,
            LoopPacer pacer,
            @Nullable SessionRecorder recorder,
            @Nullable DueOperations due,
            @Nullable Reconnection reconnection) {
        LoadConfig config = shared.config();
        this.shared = shared;
        this.number = number;
        this.generation = generation;
        this.reconnection = reconnection;
        this.due = due;
        this.pipeline = config.pipeline();
        this.connections = new SessionConnections(
                config.targets().size(), number % config.targets().size(), config.hop() > 0);
        this.statistics = statistics;
        this.pacer = pacer;
        this.operations = new OperationWriter(shared, number + generation * config.connections(), recorder);
        this.inFlight = new RequestRing(pipeline);
        this.followUps = new RequestRing(config.mix().readModifyWrites() > 0 ? pipeline : 1);
        this.answers = new Answers(shared, statistics, recorder, reader, inFlight);
        this.hops = new NodeHops(config.hop(), config.targets().size(), connections, reader, answers);
    }

    int number() {
        return number;
    }

    /** How many sessions have had its place before it. */
    int generation() {
        return generation;
    }

    /** What is still to be sent in an open loop. */
    @Nullable
    DueOperations due() {
        return due;
    }

    /** The targets that it needs a connection to, the one it begins with first. */
    int[] targetsNeeded() {
        return connections.needed();
    }

    /** The next connection made with this session is to {@code target}. */
    void connecting(int target) {
        connections.connecting(target);
    }

    /** A session that changes nodes has a connection to each, all on one event loop. */
    @Override
    public boolean isSharable() {
        return true;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        connections.opened(ctx);
    }

    /**
     * Starts sending; on the event loop.
     *
     * @param originNanos from when operations that are due by the clock count, of {@link System#nanoTime}
     */
    void start(long originNanos) {
        ChannelHandlerContext ctx = connections.context();
        if (ctx == null || !ctx.channel().isActive()) {
            fail(ErrorKind.CONNECTION_LOST, "the connection was closed before load started");
            return;
        }
        started = true;
        watchForSilence(ctx);
        LoadConfig config = shared.config();
        if (due == null && config.pace() instanceof Pace.Open pace) {
            double measured = config.extent() instanceof Extent.For(Duration duration) ? duration.toNanos() / 1e9 : 0;
            ArrivalSchedule schedule = new ArrivalSchedule(
                    pace,
                    originNanos,
                    config.warmUp().toNanos() / 1e9,
                    measured,
                    number,
                    config.connections(),
                    operations.otherRandom());
            due = new DueOperations(schedule, shared.control(), statistics, pipeline, originNanos);
        }
        pump();
    }

    /** When to be woken, of {@link System#nanoTime}; does not change while the session waits. */
    long wakeNanos() {
        return wakeNanos;
    }

    /** The time has come that was waited for, or the run is over. */
    void wake() {
        waiting = false;
        if (!ended) {
            pump();
        }
    }

    /** Gives the connection up if what was asked is not answered in time. */
    private void watchForSilence(ChannelHandlerContext ctx) {
        long timeout = shared.config().replyTimeout().toNanos();
        long period = Math.max(TimeUnit.MILLISECONDS.toNanos(1), timeout / 4);
        Runnable look = () -> {
            if (ended) {
                return;
            }
            long now = System.nanoTime();
            boolean silent = inFlight.isEmpty()
                    ? hops.isUnderWay() && now - hops.askedNanos() > timeout
                    : now - inFlight.oldestSent() > timeout;
            if (silent) {
                fail(ErrorKind.NO_REPLY, "no answer within " + TimeUnit.NANOSECONDS.toMillis(timeout) + " ms");
            } else {
                watchForSilence(ctx);
            }
        };
        var _ = ctx.executor().schedule(look, period, TimeUnit.NANOSECONDS);
    }

    /** Sends what may be sent now; ends the session when nothing will come any more. */
    private void pump() {
        ChannelHandlerContext ctx = connections.context();
        if (ctx == null || hops.isUnderWay()) {
            return;
        }
        long now = System.nanoTime();
        DueOperations arrivals = due;
        int room = hops.limit(pipeline - open);
        int fresh = arrivals == null ? claim(room) : arrivals.claim(now, room);
        open += fresh;
        hops.sent(fresh);
        finished |= arrivals != null && arrivals.isFinished();
        int count = fresh + followUps.size();
        if (count > 0) {
            ByteBuf out = ctx.alloc()
                    .directBuffer((int) Math.min(FIRST_BUFFER_BYTES_MAX, (long) count * operations.bytesMax()));
            while (!followUps.isEmpty()) {
                operations.writeBack(followUps, inFlight, out);
            }
            for (int i = 0; i < fresh; i++) {
                operations.begin(inFlight, arrivals == null ? now : arrivals.due(i), now, out);
            }
            // A failed write closes the connection, and that is told by exceptionCaught or channelInactive.
            var _ = ctx.writeAndFlush(out, ctx.voidPromise());
        }
        if (finished && open == 0) {
            end();
        } else if (hops.isDue() && open == 0) {
            ByteBuf out = ctx.alloc().directBuffer();
            hops.askForToken(now, out);
            var _ = ctx.writeAndFlush(out, ctx.voidPromise());
        } else if (arrivals != null && !finished && !waiting && arrivals.next() - now > 0) {
            waiting = true;
            wakeNanos = arrivals.next();
            pacer.await(this);
        }
    }

    private int claim(int room) {
        if (room == 0 || finished) {
            return 0;
        }
        int claimed = shared.control().claim(room);
        finished = claimed == 0;
        return claimed;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (ended) {
            in.release();
            return;
        }
        ByteBuf all = received == null ? in : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), received, in);
        received = all;
        try {
            readReplies(all);
        } catch (MalformedReplyException e) {
            fail(ErrorKind.MALFORMED_REPLY, String.valueOf(e.getMessage()));
            return;
        }
        if (!all.isReadable() && received != null) {
            all.release();
            received = null;
        }
    }

    private void readReplies(ByteBuf in) {
        long now = System.nanoTime();
        boolean wasFull = hops.limit(pipeline - open) == 0;
        long measured = 0;
        long good = 0;
        while (!ended) {
            RespReplyReader.Token token = reader.next(in);
            if (token == RespReplyReader.Token.INCOMPLETE) {
                break;
            }
            if (inFlight.isEmpty() && hops.isUnderWay()) {
                NodeHops.Failure failure = hops.take(token, in, now);
                if (failure != null) {
                    fail(failure.kind(), failure.problem());
                }
                continue;
            }
            if (inFlight.isEmpty()) {
                fail(ErrorKind.UNEXPECTED_REPLY, answers.unsolicited(token, in));
                break;
            }
            Request request = inFlight.oldestRequest();
            // Measuring may start while this batch is read; what was due before that is not measured either way.
            boolean counts = shared.control().isMeasured(inFlight.oldestDue());
            if (token == RespReplyReader.Token.ERROR && valuesToCome == 0) {
                answers.failed(target(), request, in, counts);
                open--;
            } else if (!(valuesToCome > 0 ? Request.GET : request).accepts(token)) {
                fail(ErrorKind.UNEXPECTED_REPLY, "a reply of type " + token + " to a " + request.title());
                break;
            } else if (request == Request.SCAN && valuesToCome == 0) {
                if (reader.number() != inFlight.oldestKeyCount()) {
                    fail(
                            ErrorKind.UNEXPECTED_REPLY,
                            reader.number() + " values for a scan of " + inFlight.oldestKeyCount());
                    break;
                }
                valuesToCome = inFlight.oldestKeyCount();
                continue;
            } else if (request == Request.READ_TO_MODIFY) {
                answers.record(request, token, in);
                followUps.add(request, inFlight.oldestKey(), inFlight.oldestDue(), inFlight.oldestSent());
            } else {
                answers.record(request, token, in);
                if (request == Request.SCAN && --valuesToCome > 0) {
                    continue;
                }
                open--;
                good++;
                if (counts) {
                    measured++;
                    answers.measure(request.kind(), now, due != null);
                }
            }
            inFlight.removeOldest();
        }
        if (wasFull && due != null) {
            due.roomFreed(now);
        }
        if (measured > 0) {
            // Nothing is in flight while the session changes its node, so all of it was answered by this one.
            statistics.operationsOfTarget[connections.target()] += measured;
            statistics.lastAnswerNanos = now;
        }
        statistics.answered.setRelease(statistics.answered.getPlain() + good);
    }

    private Target target() {
        return shared.config().targets().get(connections.target());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (started && !ended && (open < pipeline || !followUps.isEmpty())) {
            pump();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(ErrorKind.CONNECTION_LOST, "the server closed the connection");
    }

    @Override
    @SuppressWarnings("deprecation") // of ChannelHandler, where it moved from; here it is the way
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(ErrorKind.CONNECTION_LOST, cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }

    /** The connection is of no further use. The operations in flight stay unanswered. */
    private void fail(ErrorKind kind, String problem) {
        if (ended) {
            return;
        }
        statistics.error(kind, target() + ": " + problem + " (" + inFlight.size() + " operations in flight)");
        if (reconnection != null && !shared.control().isOver()) {
            ended = true;
            reconnection.replace(this);
        } else {
            giveUp();
        }
        connections.closeAll();
    }

    /** Its connection was lost and no session takes its place. */
    void giveUp() {
        if (due != null) {
            due.fail(operations);
        }
        ended = true;
        shared.control().sessionEnded();
    }

    private void end() {
        if (!ended) {
            ended = true;
            if (due != null) {
                due.end(operations);
            }
            shared.control().sessionEnded();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (received != null) {
            received.release();
            received = null;
        }
    }
}
