package dev.espalier.bench.load;

import dev.espalier.bench.history.SessionRecorder;
import dev.espalier.bench.resp.MalformedReplyException;
import dev.espalier.bench.resp.RespReplyReader;
import dev.espalier.bench.resp.Target;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
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

    private static final int ERROR_BYTES_SHOWN = 400;
    private static final int FIRST_BUFFER_BYTES_MAX = 1 << 16;

    private final Shared shared;
    private final int number;
    private final int firstTarget;
    private final int generation;
    private final @Nullable Reconnection reconnection;
    private final int pipeline;
    private final LoopStatistics statistics;
    private final LoopPacer pacer;
    private final @Nullable SessionRecorder recorder;
    private final OperationWriter operations;
    private final NodeHops hops;
    private final RespReplyReader reader = new RespReplyReader();

    /** Requests in flight. */
    private final RequestRing inFlight;
    /** Reads that were answered and whose writes are to be sent. */
    private final RequestRing followUps;

    /** Operations that were begun and have not ended; a read-modify-write is one of them from first to last. */
    private int open;

    private boolean finished;
    private boolean ended;
    private @Nullable ByteBuf received;

    /** Per target, the session's connection to it; without changes of node, only the first. */
    private final @Nullable ChannelHandlerContext[] contexts;

    private int connecting;
    private int active;

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
        this.firstTarget = number % config.targets().size();
        this.active = firstTarget;
        this.contexts = new ChannelHandlerContext[config.targets().size()];
        this.statistics = statistics;
        this.pacer = pacer;
        this.recorder = recorder;
        this.operations = new OperationWriter(shared, number + generation * config.connections(), recorder);
        this.hops = new NodeHops(config.hop(), config.targets().size());
        this.inFlight = new RequestRing(pipeline);
        this.followUps = new RequestRing(config.mix().readModifyWrites() > 0 ? pipeline : 1);
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
        int targets = shared.config().hop() > 0 ? contexts.length : 1;
        int[] needed = new int[targets];
        for (int i = 0; i < targets; i++) {
            needed[i] = (firstTarget + i) % contexts.length;
        }
        return needed;
    }

    /** The next connection made with this session is to {@code target}. */
    void connecting(int target) {
        connecting = target;
    }

    /** A session that changes nodes has a connection to each, all on one event loop. */
    @Override
    public boolean isSharable() {
        return true;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        contexts[connecting] = ctx;
    }

    /**
     * Starts sending; on the event loop.
     *
     * @param originNanos from when operations that are due by the clock count, of {@link System#nanoTime}
     */
    void start(long originNanos) {
        ChannelHandlerContext ctx = contexts[active];
        if (ctx == null || !ctx.channel().isActive()) {
            fail(ErrorKind.CONNECTION_LOST, "the connection was closed before load started");
            return;
        }
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

    private void watchForSilence(ChannelHandlerContext ctx) {
        long timeout = shared.config().replyTimeout().toNanos();
        long period = Math.max(TimeUnit.MILLISECONDS.toNanos(1), timeout / 4);
        var _ = ctx.executor()
                .schedule(
                        () -> {
                            if (ended) {
                                return;
                            }
                            boolean silent = !inFlight.isEmpty()
                                    ? System.nanoTime() - inFlight.oldestSent() > timeout
                                    : hops.isUnderWay() && System.nanoTime() - hops.askedNanos() > timeout;
                            if (silent) {
                                fail(ErrorKind.NO_REPLY, "no answer within " + timeout / 1_000_000 + " ms");
                                return;
                            }
                            watchForSilence(ctx);
                        },
                        period,
                        TimeUnit.NANOSECONDS);
    }

    /** Sends what may be sent now; ends the session when nothing will come any more. */
    private void pump() {
        ChannelHandlerContext ctx = contexts[active];
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
                move(token, in, now);
                continue;
            }
            if (inFlight.isEmpty()) {
                fail(ErrorKind.UNEXPECTED_REPLY, unsolicited(token, in));
                break;
            }
            Request request = inFlight.oldestRequest();
            // Measuring may start while this batch is read; what was due before that is not measured either way.
            boolean counts = shared.control().isMeasured(inFlight.oldestDue());
            if (token == RespReplyReader.Token.ERROR) {
                serverError(in, request, inFlight.oldestKey(), counts);
                open--;
            } else if (!accept(token, request, in)) {
                break;
            } else if (request == Request.READ_TO_MODIFY) {
                followUps.add(request, inFlight.oldestKey(), inFlight.oldestDue(), inFlight.oldestSent());
            } else {
                open--;
                good++;
                if (counts) {
                    measured++;
                    record(request.kind(), now);
                }
            }
            inFlight.removeOldest();
        }
        if (wasFull && due != null) {
            due.roomFreed(now);
        }
        if (measured > 0) {
            // Nothing is in flight while the session changes its node, so all of it was answered by this one.
            statistics.operationsOfTarget[active] += measured;
            statistics.lastAnswerNanos = now;
        }
        statistics.answered.setRelease(statistics.answered.getPlain() + good);
    }

    /** Takes a reply of a node that the session leaves or comes to. */
    private void move(RespReplyReader.Token token, ByteBuf in, long now) {
        boolean leaving = hops.awaitsToken();
        if (token != (leaving ? RespReplyReader.Token.BULK : RespReplyReader.Token.STATUS)) {
            String answer = token == RespReplyReader.Token.ERROR ? errorText(in) : "a reply of type " + token;
            fail(
                    ErrorKind.SERVER_ERROR,
                    "the session could not " + (leaving ? "leave" : "go on here") + ", the answer was: " + answer);
            return;
        }
        if (!leaving) {
            hops.done();
            return;
        }
        byte[] content = new byte[reader.length()];
        in.getBytes(reader.offset(), content);
        active = hops.after(active);
        ChannelHandlerContext ctx = contexts[active];
        if (ctx == null) {
            fail(ErrorKind.CONNECTION_LOST, "the session has no connection to the node that it is to change to");
            return;
        }
        ByteBuf out = ctx.alloc().directBuffer();
        hops.askToResume(content, now, out);
        var _ = ctx.writeAndFlush(out, ctx.voidPromise());
    }

    private Target target() {
        return shared.config().targets().get(active);
    }

    private void record(OperationKind kind, long now) {
        statistics.response[kind.index()].recordValue(now - inFlight.oldestDue());
        if (due != null) {
            statistics.service[kind.index()].recordValue(now - inFlight.oldestSent());
        }
    }

    /** Takes a reply that is no error; returns whether it is of the right type. */
    private boolean accept(RespReplyReader.Token token, Request request, ByteBuf in) {
        if (!request.accepts(token)) {
            fail(ErrorKind.UNEXPECTED_REPLY, "a reply of type " + token + " to a " + request.title());
            return false;
        }
        if (recorder != null) {
            if (request.writes()) {
                recorder.putDone();
            } else if (token == RespReplyReader.Token.NULL) {
                recorder.getDone(0);
            } else {
                recordRead(recorder, in);
            }
        }
        return true;
    }

    private void recordRead(SessionRecorder into, ByteBuf in) {
        ValueSizes possible = shared.config().valueSizes();
        long value = reader.length() >= possible.min() && reader.length() <= possible.max()
                ? ValueStamp.read(shared.run(), in, reader.offset(), reader.length())
                : ValueStamp.FOREIGN;
        if (value == ValueStamp.FOREIGN || value <= 0) {
            into.getDoneForeign();
        } else {
            into.getDone(value);
        }
    }

    /** A server that refuses connections says why before it is asked anything. */
    private String unsolicited(RespReplyReader.Token token, ByteBuf in) {
        String what = "an answer to nothing that was asked";
        return token == RespReplyReader.Token.ERROR ? what + ", the error: " + errorText(in) : what;
    }

    private String errorText(ByteBuf in) {
        int shown = Math.min(reader.length(), ERROR_BYTES_SHOWN);
        String text = in.toString(reader.offset(), shown, StandardCharsets.UTF_8);
        return shown < reader.length() ? text + "..." : text;
    }

    private void serverError(ByteBuf in, Request request, int key, boolean counts) {
        statistics.error(
                ErrorKind.SERVER_ERROR,
                target() + " answered a " + request.title() + " of "
                        + new String(shared.keySpace().name(key), StandardCharsets.US_ASCII) + " with: "
                        + errorText(in));
        if (counts) {
            statistics.errorsOfKind[request.kind().index()]++;
        }
        if (recorder != null) {
            recorder.failed();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!ended && (open < pipeline || !followUps.isEmpty())) {
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
        for (ChannelHandlerContext context : contexts) {
            if (context != null) {
                var _ = context.close();
            }
        }
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
