package dev.espalier.cli.bench;

import dev.espalier.bench.load.Extent;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.resp.Target;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What load to generate, as flags. */
final class LoadOptions {
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final Duration MEASURED_IN_SEARCH = Duration.ofSeconds(5);
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration WARM_UP_IN_SEARCH = Duration.ofSeconds(1);

    @Option(
            names = {"-c", "--connections"},
            paramLabel = "N",
            description = "Connections, each one session; spread over the targets. Default: ${DEFAULT-VALUE}.")
    private int connections = 48;

    @Option(
            names = {"-P", "--pipeline"},
            paramLabel = "N",
            description =
                    "Operations in flight on each connection; in an open loop, at most. Default: ${DEFAULT-VALUE}.")
    private int pipeline = 1;

    @Mixin
    private MixOptions mix = new MixOptions();

    @Mixin
    private PaceOptions pace = new PaceOptions();

    @Option(
            names = "--hop",
            paramLabel = "N",
            description =
                    "Each session changes to the next target after N operations, taking with it what it has done and"
                            + " seen by a session token; refused where the targets have none. Default: never.")
    private int hop;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "How long to measure, for example 30s or 2m. Default: 10s, unless --ops is given; 5s for each run"
                            + " of --find-rate.")
    private @Nullable Duration duration;

    @Option(names = "--ops", paramLabel = "N", description = "Measure this many operations instead of a time.")
    private @Nullable Long operations;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Load before measuring starts. Default: 2s; 1s before each run of --find-rate.")
    private @Nullable Duration warmUp;

    @Option(names = "--threads", paramLabel = "N", description = "Generator threads. Default: ${DEFAULT-VALUE}.")
    private int threads = 1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the choice of keys and kinds. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    /** When operations are to be sent. */
    PaceOptions pace() {
        return pace;
    }

    /**
     * The configuration that the flags ask for; of a search, that of its first run.
     *
     * @param reconnect whether lost connections are made anew
     * @throws IllegalArgumentException if a part is out of range
     */
    LoadConfig config(List<Target> targets, boolean reconnect) {
        if (duration != null && operations != null) {
            throw new IllegalArgumentException("--duration and --ops exclude each other; give one");
        }
        boolean searching = pace.objective() != null;
        Duration measured = duration != null ? duration : searching ? MEASURED_IN_SEARCH : MEASURED;
        Duration before = warmUp != null ? warmUp : searching ? WARM_UP_IN_SEARCH : WARM_UP;
        LoadConfig.Builder builder = LoadConfig.builder(targets)
                .connections(connections)
                .pipeline(pipeline)
                .pace(searching ? pace.at(pace.start()) : pace.pace())
                .hop(hop)
                .extent(operations != null ? new Extent.Operations(operations) : new Extent.For(measured))
                .warmUp(before)
                .threads(threads)
                .seed(seed)
                .reconnect(reconnect);
        mix.applyTo(builder);
        return builder.build();
    }
}
