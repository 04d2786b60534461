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
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a run: keeps as many operations in flight as the pipeline is deep, sending as many new ones as were
 * answered, once per batch of bytes read. Time is read once per batch sent and once per batch read, for reading it
 * costs more than recording a latency. Runs on its event loop only.
 */
final class LoadSession extends ChannelInboundHandlerAdapter {
    /** What the sessions of one run have in common. */
    record Shared(LoadConfig config, KeySpace keySpace, int run, RunControl control) {}

    private static final int ERROR_BYTES_SHOWN = 400;

    private final Shared shared;
    private final Target target;
    private final int targetIndex;
    private final LoopStatistics statistics;
    private final @Nullable SessionRecorder recorder;
    private final RequestTemplates templates;
    private final SplittableRandom random;
    private final KeyChoice.KeySampler keys;
    private final RespReplyReader reader = new RespReplyReader();

    /** Operations in flight, in a ring: when each was sent, and its key with the kind in the lowest bit. */
    private final long[] sentAt;

    private final int[] keyAndKind;
    private long sent;
    private long answered;
    private long puts;
    private int toSend;
    private boolean ended;
    private @Nullable ByteBuf received;
    private @Nullable ChannelHandlerContext context;

    LoadSession(
            Shared shared, int number, int targetIndex, LoopStatistics statistics, @Nullable SessionRecorder recorder) {
        LoadConfig config = shared.config();
        this.shared = shared;
        this.target = config.targets().get(targetIndex);
        this.targetIndex = targetIndex;
        this.statistics = statistics;
        this.recorder = recorder;
        this.templates = new RequestTemplates(shared.keySpace(), config.valueBytes(), shared.run());
        this.random = new SplittableRandom(config.seed() + 0x9e3779b97f4a7c15L * (number + 1));
        this.keys = config.keyChoice().sampler(config.keys());
        int ring = Integer.highestOneBit(config.pipeline() * 2 - 1);
        this.sentAt = new long[ring];
        this.keyAndKind = new int[ring];
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    /** Starts sending; on the event loop. */
    void start() {
        ChannelHandlerContext ctx = context;
        if (ctx == null || !ctx.channel().isActive()) {
            fail(ErrorKind.CONNECTION_LOST, "the connection was closed before load started");
            return;
        }
        watchForSilence(ctx);
        send(ctx, shared.config().pipeline());
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
                            if (sent > answered
                                    && System.nanoTime() - sentAt[(int) answered & (sentAt.length - 1)] > timeout) {
                                fail(ErrorKind.NO_REPLY, "no answer within " + timeout / 1_000_000 + " ms");
                                return;
                            }
                            watchForSilence(ctx);
                        },
                        period,
                        TimeUnit.NANOSECONDS);
    }

    private void send(ChannelHandlerContext ctx, int wanted) {
        int count = shared.control().claim(wanted);
        if (count == 0) {
            if (sent == answered) {
                end();
            }
            return;
        }
        ByteBuf out = ctx.alloc().directBuffer(count * templates.bytesMax());
        long now = System.nanoTime();
        int mask = sentAt.length - 1;
        int putPercent = shared.config().putPercent();
        for (int i = 0; i < count; i++) {
            int key = keys.next(random);
            boolean put = (((random.nextInt() & 0xffff_ffffL) * 100) >>> 32) < putPercent;
            int place = (int) sent++ & mask;
            sentAt[place] = now;
            keyAndKind[place] = key << 1 | (put ? 1 : 0);
            if (put) {
                sendPut(key, out);
            } else {
                templates.writeGet(key, out);
                if (recorder != null) {
                    recorder.getSent(key);
                }
            }
        }
        // A failed write closes the connection, and that is told by exceptionCaught or channelInactive.
        var _ = ctx.writeAndFlush(out, ctx.voidPromise());
    }

    private void sendPut(int key, ByteBuf out) {
        long counter = puts++;
        if (recorder == null) {
            templates.writePut(key, counter, out);
            return;
        }
        long value = recorder.valueOf(counter);
        templates.writePut(key, value, out);
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
        // Measuring may start while this batch is read; what was sent before that is not measured either way.
        boolean measuring = shared.control().isMeasuring();
        long from = shared.control().measureFromNanos();
        int mask = sentAt.length - 1;
        long measured = 0;
        long good = 0;
        while (!ended) {
            RespReplyReader.Token token = reader.next(in);
            if (token == RespReplyReader.Token.INCOMPLETE) {
                break;
            }
            if (sent == answered) {
                fail(ErrorKind.UNEXPECTED_REPLY, unsolicited(token, in));
                break;
            }
            int place = (int) answered & mask;
            boolean put = (keyAndKind[place] & 1) != 0;
            boolean counts = measuring && sentAt[place] - from >= 0;
            if (token == RespReplyReader.Token.ERROR) {
                serverError(in, put, keyAndKind[place] >>> 1, counts);
            } else if (!accept(token, put, in)) {
                break;
            } else {
                good++;
                if (counts) {
                    measured++;
                    Histogram histogram = put ? statistics.putNanos : statistics.getNanos;
                    histogram.recordValue(now - sentAt[place]);
                }
            }
            answered++;
            toSend++;
        }
        if (measured > 0) {
            statistics.operationsOfTarget[targetIndex] += measured;
            statistics.lastAnswerNanos = now;
        }
        statistics.answered.setRelease(statistics.answered.getPlain() + good);
    }

    /** Takes a reply that is no error; returns whether it is of the right type. */
    private boolean accept(RespReplyReader.Token token, boolean put, ByteBuf in) {
        boolean expected = put
                ? token == RespReplyReader.Token.STATUS
                : token == RespReplyReader.Token.BULK || token == RespReplyReader.Token.NULL;
        if (!expected) {
            fail(ErrorKind.UNEXPECTED_REPLY, "a reply of type " + token + " to a " + (put ? "put" : "get"));
            return false;
        }
        if (recorder != null) {
            if (put) {
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
        long value = reader.length() == shared.config().valueBytes()
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

    private void serverError(ByteBuf in, boolean put, int key, boolean counts) {
        statistics.error(
                ErrorKind.SERVER_ERROR,
                target + " answered a " + (put ? "put" : "get") + " of "
                        + new String(shared.keySpace().name(key), StandardCharsets.US_ASCII) + " with: "
                        + errorText(in));
        if (counts && put) {
            statistics.putErrors++;
        } else if (counts) {
            statistics.getErrors++;
        }
        if (recorder != null) {
            recorder.failed();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (toSend > 0 && !ended) {
            int count = toSend;
            toSend = 0;
            send(ctx, count);
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
        long unanswered = sent - answered;
        statistics.error(kind, target + ": " + problem + " (" + unanswered + " operations in flight)");
        end();
        if (context != null) {
            var _ = context.close();
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
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
