package dev.espalier.bench.generator;

import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.load.LoadReport;
import dev.espalier.bench.load.LoadRun;
import dev.espalier.bench.load.LoadShare;
import dev.espalier.bench.load.ProgressListener;
import dev.espalier.bench.load.ShareCodec;
import dev.espalier.bench.load.Summary;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Generates a load by several processes. */
public final class Generators {
    private static final long READY_LIMIT_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Generators() {}

    /**
     * What they measured together.
     *
     * @param report merged: percentiles are those of all operations
     * @param environments what machine each generator ran on, by its place
     */
    public record Outcome(LoadReport report, Map<String, JsonNode> environments) {}

    /**
     * Starts the generators, lets them begin together, and merges what they did.
     *
     * @param config the whole load
     * @throws GeneratorFailedException naming the generator that did not do its share; the others are ended
     * @throws IllegalArgumentException if there are too few connections to divide
     */
    public static Outcome run(LoadConfig config, List<GeneratorCommand> commands, ProgressListener listener)
            throws IOException, InterruptedException {
        List<LoadConfig> shares = Shares.of(config, commands.size());
        List<GeneratorProcess> generators = new ArrayList<>();
        try {
            for (GeneratorCommand command : commands) {
                generators.add(GeneratorProcess.start(command));
            }
            if (config.preload()) {
                LoadRun.preload(config);
            }
            Map<String, JsonNode> environments = new LinkedHashMap<>();
            for (int i = 0; i < generators.size(); i++) {
                generators.get(i).configure(shares.get(i));
            }
            for (int i = 0; i < generators.size(); i++) {
                JsonNode ready = generators.get(i).require(GeneratorWorker.READY, READY_LIMIT_NANOS);
                environments.put(
                        "generator " + (i + 1) + " at " + generators.get(i).place(), ready.path("environment"));
            }
            for (GeneratorProcess generator : generators) {
                generator.go();
            }
            return new Outcome(Summary.of(config, collect(generators, listener)), environments);
        } finally {
            generators.forEach(GeneratorProcess::close);
        }
    }

    private static List<LoadShare> collect(List<GeneratorProcess> generators, ProgressListener listener)
            throws IOException, InterruptedException {
        LoadShare[] done = new LoadShare[generators.size()];
        JsonNode[] latest = new JsonNode[generators.size()];
        int missing = generators.size();
        while (missing > 0) {
            boolean news = false;
            for (int i = 0; i < done.length; i++) {
                if (done[i] != null) {
                    continue;
                }
                JsonNode event = generators.get(i).next(POLL_NANOS);
                if (event == null) {
                    continue;
                }
                if (event.path("event").asString("").equals(GeneratorWorker.DONE)) {
                    done[i] = ShareCodec.decode(event.path("share"));
                    missing--;
                } else {
                    latest[i] = event;
                    news = true;
                }
            }
            if (news) {
                listener.progress(together(Arrays.asList(latest)));
            }
        }
        return List.of(done);
    }

    /** How far all are, by what each said last; {@code null} stands for one that has not said anything. */
    static ProgressListener.Progress together(List<? extends @Nullable JsonNode> latest) {
        long elapsed = 0;
        boolean warmingUp = false;
        long operations = 0;
        double rate = 0;
        long errors = 0;
        for (JsonNode each : latest) {
            if (each != null) {
                elapsed = Math.max(elapsed, each.path("elapsed_ns").asLong(0));
                warmingUp |= each.path("warming_up").asBoolean(false);
                operations += each.path("operations").asLong(0);
                rate += each.path("operations_per_second").asDouble(0);
                errors += each.path("errors").asLong(0);
            }
        }
        return new ProgressListener.Progress(Duration.ofNanos(elapsed), warmingUp, operations, rate, errors);
    }
}
