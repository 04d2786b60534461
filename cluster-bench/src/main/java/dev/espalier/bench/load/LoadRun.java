package dev.espalier.bench.load;

import dev.espalier.bench.history.HistoryRecorder;
import dev.espalier.bench.history.SessionRecorder;
import dev.espalier.bench.resp.RespClient;
import dev.espalier.bench.resp.RespReply;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a closed-loop load: each connection keeps a fixed number of operations in flight and sends a new one for each
 * answer. Errors of single operations and lost connections are counted and reported; the rest of the load goes on.
 */
public final class LoadRun {
    private static final Duration PING_TIMEOUT = Duration.ofSeconds(5);
    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private LoadRun() {}

    /**
     * Generates the load and waits for its end.
     *
     * @param recorder if given, records what each connection did and saw; a recorder serves one run
     * @throws TargetUnreachableException if a target does not answer at the start
     * @throws IllegalArgumentException if recording was asked for with values too small to be told apart, see
     *     {@link LoadConfig#requireRecordable}; nothing was connected then
     * @throws InterruptedException if the waiting thread is interrupted; the load is ended
     */
    public static LoadReport run(LoadConfig config, ProgressListener listener, @Nullable HistoryRecorder recorder)
            throws IOException, InterruptedException {
        int run = new SecureRandom().nextInt();
        KeySpace keySpace = keySpace(config, recorder, run);
        for (Target target : config.targets()) {
            requireAlive(target);
        }
        RunControl control = new RunControl(config.extent(), config.connections());
        LoadSession.Shared shared = new LoadSession.Shared(config, keySpace, run, control);
        LoadConnections connections = new LoadConnections(config.threads(), config.targets());
        try {
            List<LoadSession> sessions = new ArrayList<>();
            for (int number = 0; number < config.connections(); number++) {
                int target = number % config.targets().size();
                SessionRecorder session = recorder == null ? null : recorder.session();
                LoadSession handler =
                        new LoadSession(shared, number, target, connections.statisticsOf(number), session);
                connections.connect(number, target, handler);
                sessions.add(handler);
            }
            drive(config, control, connections, sessions, listener);
        } finally {
            connections.close();
        }
        return Summary.of(config, keySpace, control, connections.statistics());
    }

    private static KeySpace keySpace(LoadConfig config, @Nullable HistoryRecorder recorder, int run) {
        if (recorder == null) {
            return new KeySpace(config.keyPrefix(), config.keys());
        }
        config.requireRecordable();
        if (recorder.sessions() > 0) {
            throw new IllegalArgumentException("this recorder has already recorded a run; use a new one for each");
        }
        // A history starts with keys that were never written, whatever earlier runs left in the store.
        return new KeySpace(config.keyPrefix() + HexFormat.of().toHexDigits(run) + ":", config.keys());
    }

    private static void requireAlive(Target target) throws TargetUnreachableException {
        try (RespClient client = RespClient.connect(target, PING_TIMEOUT)) {
            RespReply reply = client.call("PING");
            if (!reply.equals(new RespReply.Status("PONG"))) {
                throw new TargetUnreachableException(target, "it answered PING with " + reply);
            }
        } catch (TargetUnreachableException e) {
            throw e;
        } catch (IOException e) {
            throw new TargetUnreachableException(target, String.valueOf(e.getMessage()), e);
        }
    }

    private static void drive(
            LoadConfig config,
            RunControl control,
            LoadConnections connections,
            List<LoadSession> sessions,
            ProgressListener listener)
            throws InterruptedException {
        ProgressMeter meter = new ProgressMeter(connections.statistics(), listener);
        long start = System.nanoTime();
        long warmUp = config.warmUp().toNanos();
        if (warmUp == 0) {
            control.startMeasuring();
        }
        connections.start(sessions);
        boolean ended = warmUp > 0 && watch(control, meter, start + warmUp);
        if (warmUp > 0) {
            control.startMeasuring();
        }
        if (!ended && config.extent() instanceof Extent.For(Duration duration)) {
            ended = watch(control, meter, control.measureFromNanos() + duration.toNanos());
        } else if (!ended) {
            ended = watch(control, meter, Long.MAX_VALUE);
        }
        control.stop();
        if (!ended) {
            // What is in flight is answered, or its connection is given up after the reply time-out.
            watch(control, meter, Long.MAX_VALUE);
        }
        meter.report(!control.isMeasuring());
    }

    /** Reports progress until {@code untilNanos} or until all sessions have ended; returns whether they have. */
    private static boolean watch(RunControl control, ProgressMeter meter, long untilNanos) throws InterruptedException {
        while (true) {
            long now = System.nanoTime();
            long left = untilNanos == Long.MAX_VALUE ? Long.MAX_VALUE : untilNanos - now;
            if (left <= 0) {
                return false;
            }
            if (control.awaitEnd(Math.min(left, meter.nextNanos(now, PROGRESS_NANOS)))) {
                return true;
            }
            if (meter.nextNanos(System.nanoTime(), PROGRESS_NANOS) == 0) {
                meter.report(!control.isMeasuring());
            }
        }
    }
}
