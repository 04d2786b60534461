package dev.espalier.bench.load;

import dev.espalier.bench.history.SessionRecorder;
import dev.espalier.bench.resp.RespReplyReader;
import dev.espalier.bench.resp.Target;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What is made of the answers to a session's operations: measured, recorded, or counted as errors. */
final class Answers {
    private static final int ERROR_BYTES_SHOWN = 400;

    private final LoadSession.Shared shared;
    private final LoopStatistics statistics;
    private final @Nullable SessionRecorder recorder;
    private final RespReplyReader reader;
    private final RequestRing inFlight;

    /**
     * The answers of one session.
     *
     * @param reader at the answer that a call is about
     * @param inFlight its oldest is what was asked
     */
    Answers(
            LoadSession.Shared shared,
            LoopStatistics statistics,
            @Nullable SessionRecorder recorder,
            RespReplyReader reader,
            RequestRing inFlight) {
        this.shared = shared;
        this.statistics = statistics;
        this.recorder = recorder;
        this.reader = reader;
        this.inFlight = inFlight;
    }

    /**
     * Measures the operation that was answered.
     *
     * @param open whether the loop is open, where how long the server took is told apart from how long it was waited for
     */
    void measure(OperationKind kind, long nowNanos, boolean open) {
        statistics.response[kind.index()].recordValue(nowNanos - inFlight.oldestDue());
        if (open) {
            statistics.service[kind.index()].recordValue(nowNanos - inFlight.oldestSent());
        }
    }

    /** Records what was answered, if anybody records: of a scan, one of its values. */
    void record(Request request, RespReplyReader.Token token, ByteBuf in) {
        if (recorder == null) {
            return;
        }
        if (request.writes()) {
            recorder.putDone();
        } else if (token == RespReplyReader.Token.NULL) {
            recorder.getDone(0);
        } else {
            recordRead(recorder, in);
        }
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

    /**
     * Counts an operation that was answered with an error.
     *
     * @param measured whether it falls into the time that is measured
     */
    void failed(Target target, Request request, ByteBuf in, boolean measured) {
        statistics.error(
                ErrorKind.SERVER_ERROR,
                target + " answered a " + request.title() + " of "
                        + new String(shared.keySpace().name(inFlight.oldestKey()), StandardCharsets.US_ASCII)
                        + " with: " + errorText(in));
        if (measured) {
            statistics.errorsOfKind[request.kind().index()]++;
        }
        if (recorder != null) {
            for (int i = 0; i < inFlight.oldestKeyCount(); i++) {
                recorder.failed();
            }
        }
    }

    /** What to say of an answer to nothing. A server that refuses connections says why before it is asked anything. */
    String unsolicited(RespReplyReader.Token token, ByteBuf in) {
        String what = "an answer to nothing that was asked";
        return token == RespReplyReader.Token.ERROR ? what + ", the error: " + errorText(in) : what;
    }

    /** The error that was answered, its end cut off if it is long. */
    String errorText(ByteBuf in) {
        int shown = Math.min(reader.length(), ERROR_BYTES_SHOWN);
        String text = in.toString(reader.offset(), shown, StandardCharsets.UTF_8);
        return shown < reader.length() ? text + "..." : text;
    }
}
