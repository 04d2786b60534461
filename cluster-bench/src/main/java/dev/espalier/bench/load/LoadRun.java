package dev.espalier.bench.load;

import dev.espalier.bench.history.HistoryRecorder;
import dev.espalier.bench.resp.RespClient;
import dev.espalier.bench.resp.RespReply;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a load. In a closed loop each connection keeps a fixed number of operations in flight and sends a new one for each
 * answer; in an open loop operations are due by the clock, and one that finds no free place in its connection waits for it
 * while its latency counts. Errors of single operations and lost connections are counted and reported; the rest of the load goes on.
 */
public final class LoadRun {
    private static final Duration PING_TIMEOUT = Duration.ofSeconds(5);
    /** Enough for every key that can be recorded. */
    private static final int GROWING_DIGITS = 9;

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
        return Summary.of(config, List.of(run(config, listener, recorder, false)));
    }

    /**
     * As {@link #run}, as one of several generators.
     *
     * @return what is to be merged with what the others did
     */
    public static LoadShare share(LoadConfig config, ProgressListener listener)
            throws IOException, InterruptedException {
        return run(config, listener, null, true);
    }

    /** Puts every key once, to each target, as a load with {@link LoadConfig#preload} does before it starts. */
    public static void preload(LoadConfig config) throws IOException {
        int run = new SecureRandom().nextInt();
        new Preload(config, keySpace(config, null, run), run).putAll(null);
    }

    private static LoadShare run(
            LoadConfig config, ProgressListener listener, @Nullable HistoryRecorder recorder, boolean mergeable)
            throws IOException, InterruptedException {
        int run = new SecureRandom().nextInt();
        KeySpace keySpace = keySpace(config, recorder, run);
        for (Target target : config.targets()) {
            requireAlive(target);
            if (config.hop() > 0) {
                requireSessionTokens(target);
            }
        }
        if (config.preload()) {
            new Preload(config, keySpace, run).putAll(recorder);
        }
        RunControl control = new RunControl(config.extent(), config.connections());
        KeyPopulation population = new KeyPopulation(config.keys());
        LoadSession.Shared shared = new LoadSession.Shared(config, keySpace, population, run, control);
        LoadConnections connections = new LoadConnections(config.threads(), config.targets());
        Measurements measurements =
                new Measurements(connections.statistics(), config.pace() instanceof Pace.Open, mergeable);
        GeneratorMeter generator = new GeneratorMeter(connections.threads());
        try {
            Reconnection reconnection = new Reconnection(shared, connections, recorder);
            List<LoadSession> sessions = new ArrayList<>();
            for (int number = 0; number < config.connections(); number++) {
                LoadSession session = reconnection.first(number);
                for (int target : session.targetsNeeded()) {
                    connections.connect(number, target, session);
                }
                sessions.add(session);
            }
            new LoadDriver(config, control, connections, measurements, generator, listener).drive(sessions);
        } finally {
            connections.close();
        }
        if (control.isMeasuring()) {
            measurements.collect((System.nanoTime() - control.measureFromNanos()) / 1e9);
        }
        KeySpace used = new KeySpace(keySpace.prefix(), population.count(), keySpace.digits());
        return Summary.share(config, used, control, connections.statistics(), measurements, generator);
    }

    private static KeySpace keySpace(LoadConfig config, @Nullable HistoryRecorder recorder, int run) {
        String prefix = config.keyPrefix();
        if (recorder != null) {
            config.requireRecordable();
            if (recorder.sessions() > 0) {
                throw new IllegalArgumentException("this recorder has already recorded a run; use a new one for each");
            }
            // A history starts with keys that were never written, whatever earlier runs left in the store.
            prefix += HexFormat.of().toHexDigits(run) + ":";
        }
        KeySpace keys = new KeySpace(prefix, config.keys());
        return config.mix().grows() ? new KeySpace(prefix, config.keys(), GROWING_DIGITS) : keys;
    }

    private static void requireSessionTokens(Target target) throws IOException {
        try (RespClient client = RespClient.connect(target, PING_TIMEOUT)) {
            RespReply reply = client.call("SESSION", "TOKEN");
            if (!(reply instanceof RespReply.Bulk)) {
                throw new IOException(
                        target + " has no session tokens (it answered SESSION TOKEN with " + reply
                                + "), so a session that changes its node would lose its guarantees; run without changes of node");
            }
        }
    }

    private static void requireAlive(Target target) throws TargetUnreachableException {
        try (RespClient client = RespClient.connect(target, PING_TIMEOUT)) {
            RespReply reply = client.call("PING");
            if (!reply.equals(new RespReply.Status("PONG"))) {
                String wanted = reply instanceof RespReply.Failure(String text) && text.startsWith("NOAUTH")
                        ? "; give its password"
                        : "";
                throw new TargetUnreachableException(target, "it answered PING with " + reply + wanted);
            }
        } catch (TargetUnreachableException e) {
            throw e;
        } catch (IOException e) {
            throw new TargetUnreachableException(target, String.valueOf(e.getMessage()), e);
        }
    }
}
