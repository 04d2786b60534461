package dev.espalier.bench.load;

import dev.espalier.bench.history.HistoryRecorder;
import dev.espalier.bench.history.SessionRecorder;
import dev.espalier.bench.resp.RespClient;
import dev.espalier.bench.resp.RespReply;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Puts every key once to every target, before a load: YCSB's load phase. To each, since servers that do not replicate
 * would be without; and one that does need not be waited for.
 */
final class Preload {
    private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(30);
    private static final int KEYS_PER_REQUEST = 128;
    private static final int BYTES_PER_REQUEST = 1 << 20;

    private final LoadConfig config;
    private final KeySpace keySpace;
    private final int run;

    Preload(LoadConfig config, KeySpace keySpace, int run) {
        this.config = config;
        this.keySpace = keySpace;
        this.run = run;
    }

    /** Puts all keys; recorded as a session for each target, if at all. */
    void putAll(@Nullable HistoryRecorder recorder) throws IOException {
        for (Target target : config.targets()) {
            try (RespClient client = RespClient.connect(target, REPLY_TIMEOUT)) {
                putAll(target, client, recorder == null ? null : recorder.session());
            }
        }
    }

    private void putAll(Target target, RespClient client, @Nullable SessionRecorder session) throws IOException {
        SplittableRandom random = new SplittableRandom(config.seed());
        ValueSizes.Sampler sizes = config.valueSizes().sampler();
        int batch = Math.clamp(BYTES_PER_REQUEST / config.valueSizes().max(), 1, KEYS_PER_REQUEST);
        for (int from = 0; from < keySpace.count(); from += batch) {
            int to = Math.min(keySpace.count(), from + batch);
            List<byte[]> request = new ArrayList<>(2 * (to - from) + 1);
            request.add("MSET".getBytes(StandardCharsets.US_ASCII));
            for (int key = from; key < to; key++) {
                long number = session == null ? key : session.valueOf(key);
                request.add(keySpace.name(key));
                request.add(value(number, sizes.next(random)));
                if (session != null) {
                    session.putSent(key, number);
                }
            }
            RespReply reply = client.call(request);
            if (!reply.equals(new RespReply.Status("OK"))) {
                throw new IOException(target + " answered MSET of " + (to - from) + " keys, before the load, with "
                        + reply + "; correct that, or run without putting the keys first");
            }
            for (int key = from; session != null && key < to; key++) {
                session.putDone();
            }
        }
    }

    private byte[] value(long number, int bytes) {
        byte[] value = new byte[bytes];
        Arrays.fill(value, (byte) '.');
        if (config.valueSizes().min() >= ValueStamp.BYTES) {
            ValueStamp.write(run, number, value, 0);
        }
        return value;
    }
}
