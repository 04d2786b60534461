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
import java.util.SplittableRandom;
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
    private final Target target;
    private final int targetIndex;
    private final LoopStatistics statistics;
    private final LoopPacer pacer;
    private final @Nullable SessionRecorder recorder;
    private final RequestTemplates templates;
    private final SplittableRandom random;
    private final KeyChoice.KeySampler keys;
    private final ValueSizes.Sampler sizes;
    private final RespReplyReader reader = new RespReplyReader();

    /** Requests in flight. */
    private final RequestRing inFlight;
    /** Reads that were answered and whose writes are to be sent. */
    private final RequestRing followUps;

    /** Operations that were begun and have not ended; a read-modify-write is one of them from first to last. */
    private int open;

    private long puts;
    private boolean finished;
    private boolean ended;
    private @Nullable ByteBuf received;
    private @Nullable ChannelHandlerContext context;

    /** In an open loop: when operations are due, and the next of them. */
    private @Nullable ArrivalSchedule schedule;

    private final long[] due;
    private long nextDue;
    private boolean waiting;
    private long wakeNanos;
    /** When a place came free in a connection that had none, of {@link System#nanoTime}. */
    private long freedNanos;

    LoadSession(
            Shared shared,
            int number,
            int targetIndex,
            LoopStatistics statistics,
            LoopPacer pacer,
            @Nullable SessionRecorder recorder) {
        LoadConfig config = shared.config();
        this.shared = shared;
        this.number = number;
        this.target = config.targets().get(targetIndex);
        this.targetIndex = targetIndex;
        this.statistics = statistics;
        this.pacer = pacer;
        this.recorder = recorder;
        this.templates = new RequestTemplates(shared.keySpace(), config.valueSizes(), shared.run());
        this.random = new SplittableRandom(config.seed() + 0x9e3779b97f4a7c15L * (number + 1));
        this.keys = config.keyChoice().sampler(config.keys(), shared.population()::count);
        this.sizes = config.valueSizes().sampler();
        this.inFlight = new RequestRing(config.pipeline());
        this.followUps = new RequestRing(config.mix().readModifyWrites() > 0 ? config.pipeline() : 1);
        this.due = new long[config.pace() instanceof Pace.Open ? config.pipeline() : 0];
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    /**
     * Starts sending; on the event loop.
     *
     * @param originNanos from when operations that are due by the clock count, of {@link System#nanoTime}
     */
    void start(long originNanos) {
        ChannelHandlerContext ctx = context;
        if (ctx == null || !ctx.channel().isActive()) {
            fail(ErrorKind.CONNECTION_LOST, "the connection was closed before load started");
            return;
        }
        watchForSilence(ctx);
        LoadConfig config = shared.config();
        if (config.pace() instanceof Pace.Open pace) {
            freedNanos = originNanos;
            double measured = config.extent() instanceof Extent.For(Duration duration) ? duration.toNanos() / 1e9 : 0;
            ArrivalSchedule arrivals = new ArrivalSchedule(
                    pace,
                    originNanos,
                    config.warmUp().toNanos() / 1e9,
                    measured,
                    number,
                    config.connections(),
                    random.split());
            nextDue = arrivals.next();
            schedule = arrivals;
        }
        pump(ctx);
    }

    /** When to be woken, of {@link System#nanoTime}; does not change while the session waits. */
    long wakeNanos() {
        return wakeNanos;
    }

    /** The time has come that was waited for, or the run is over. */
    void wake() {
        waiting = false;
        ChannelHandlerContext ctx = context;
        if (ctx != null && !ended) {
            pump(ctx);
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
                            if (!inFlight.isEmpty() && System.nanoTime() - inFlight.oldestSent() > timeout) {
                                fail(ErrorKind.NO_REPLY, "no answer within " + timeout / 1_000_000 + " ms");
                                return;
                            }
                            watchForSilence(ctx);
                        },
                        period,
                        TimeUnit.NANOSECONDS);
    }

    /** Sends what may be sent now; ends the session when nothing will come any more. */
    private void pump(ChannelHandlerContext ctx) {
        long now = System.nanoTime();
        int room = shared.config().pipeline() - open;
        int fresh = schedule == null ? claim(room) : claimDue(schedule, now, room);
        int count = fresh + followUps.size();
        if (count > 0) {
            ByteBuf out = ctx.alloc()
                    .directBuffer((int) Math.min(FIRST_BUFFER_BYTES_MAX, (long) count * templates.bytesMax()));
            while (!followUps.isEmpty()) {
                int key = followUps.oldestKey();
                inFlight.add(Request.WRITE_BACK, key, followUps.oldestDue(), followUps.oldestSent());
                followUps.removeOldest();
                sendPut(key, out);
            }
            for (int i = 0; i < fresh; i++) {
                begin(schedule == null ? now : due[i], now, out);
            }
            // A failed write closes the connection, and that is told by exceptionCaught or channelInactive.
            var _ = ctx.writeAndFlush(out, ctx.voidPromise());
        }
        if (finished && open == 0) {
            end();
        } else if (schedule != null && !finished && !waiting && nextDue - now > 0) {
            waiting = true;
            wakeNanos = nextDue;
            pacer.await(this);
        }
    }

    private int claim(int room) {
        if (room == 0 || finished) {
            return 0;
        }
        int claimed = shared.control().claim(room);
        finished = claimed == 0;
        open += claimed;
        return claimed;
    }

    private int claimDue(ArrivalSchedule arrivals, long now, int room) {
        finished |= shared.control().isOver();
        int claimed = 0;
        while (claimed < room && !finished && nextDue - now <= 0) {
            if (!shared.control().claimArrival(nextDue)) {
                finished = true;
                break;
            }
            if (isMeasured(nextDue)) {
                // Whoever had no room is not late by the generator's fault.
                statistics.lag.recordValue(Math.max(0, now - (nextDue - freedNanos > 0 ? nextDue : freedNanos)));
            }
            due[claimed++] = nextDue;
            nextDue = arrivals.next();
        }
        open += claimed;
        return claimed;
    }

    private boolean isMeasured(long dueNanos) {
        return shared.control().isMeasuring() && dueNanos - shared.control().measureFromNanos() >= 0;
    }

    /** Sends the first request of a new operation. */
    private void begin(long dueNanos, long now, ByteBuf out) {
        OperationKind kind = shared.config().mix().draw(random);
        int key = kind == OperationKind.INSERT ? shared.population().insert() : keys.next(random);
        switch (kind) {
            case GET, READ_MODIFY_WRITE -> {
                templates.writeGet(key, out);
                if (recorder != null) {
                    recorder.getSent(key);
                }
            }
            case PUT, INSERT -> sendPut(key, out);
            case DELETE -> templates.writeDelete(key, out);
        }
        inFlight.add(Request.of(kind), key, dueNanos, now);
    }

    private void sendPut(int key, ByteBuf out) {
        long counter = puts++;
        int bytes = sizes.next(random);
        if (recorder == null) {
            templates.writePut(key, counter, bytes, out);
            return;
        }
        long value = recorder.valueOf(counter);
        templates.writePut(key, value, bytes, out);
        recorder.putSent(key, value);
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
        boolean wasFull = open == shared.config().pipeline();
        long measured = 0;
        long good = 0;
        while (!ended) {
            RespReplyReader.Token token = reader.next(in);
            if (token == RespReplyReader.Token.INCOMPLETE) {
                break;
            }
            if (inFlight.isEmpty()) {
                fail(ErrorKind.UNEXPECTED_REPLY, unsolicited(token, in));
                break;
            }
            Request request = inFlight.oldestRequest();
            // Measuring may start while this batch is read; what was due before that is not measured either way.
            boolean counts = isMeasured(inFlight.oldestDue());
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
        if (wasFull && open < shared.config().pipeline()) {
            freedNanos = now;
        }
        if (measured > 0) {
            statistics.operationsOfTarget[targetIndex] += measured;
            statistics.lastAnswerNanos = now;
        }
        statistics.answered.setRelease(statistics.answered.getPlain() + good);
    }

    private void record(OperationKind kind, long now) {
        statistics.response[kind.ordinal()].recordValue(now - inFlight.oldestDue());
        if (schedule != null) {
            statistics.service[kind.ordinal()].recordValue(now - inFlight.oldestSent());
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
                target + " answered a " + request.title() + " of "
                        + new String(shared.keySpace().name(key), StandardCharsets.US_ASCII) + " with: "
                        + errorText(in));
        if (counts) {
            statistics.errorsOfKind[request.kind().ordinal()]++;
        }
        if (recorder != null) {
            recorder.failed();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!ended && (open < shared.config().pipeline() || !followUps.isEmpty())) {
            pump(ctx);
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
        statistics.error(kind, target + ": " + problem + " (" + inFlight.size() + " operations in flight)");
        countUnsent(shared.control().isStopped() ? shared.control().stoppedNanos() : System.nanoTime());
        end();
        if (context != null) {
            var _ = context.close();
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            if (shared.control().isStopped()) {
                // What came due while there was room was just not sent yet.
                long stopped = shared.control().stoppedNanos();
                countUnsent(freedNanos - stopped < 0 ? freedNanos : stopped);
            }
            shared.control().sessionEnded();
        }
    }

    /** What was due by {@code limitNanos} and found no room: it waited in vain at least until then. */
    private void countUnsent(long limitNanos) {
        if (schedule == null) {
            return;
        }
        for (; nextDue - limitNanos <= 0; nextDue = schedule.next()) {
            if (isMeasured(nextDue)) {
                OperationKind kind = shared.config().mix().draw(random);
                statistics.response[kind.ordinal()].recordValue(limitNanos - nextDue);
                statistics.unsent++;
            }
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
