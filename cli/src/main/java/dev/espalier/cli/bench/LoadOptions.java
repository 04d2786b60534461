package dev.espalier.cli.bench;

import dev.espalier.bench.load.Extent;
import dev.espalier.bench.load.KeyChoice;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.resp.Target;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What load to generate, as flags. */
final class LoadOptions {
    @Option(
            names = {"-c", "--connections"},
            paramLabel = "N",
            description = "Connections, each one session; spread over the targets. Default: ${DEFAULT-VALUE}.")
    private int connections = 48;

    @Option(
            names = {"-P", "--pipeline"},
            paramLabel = "N",
            description = "Operations in flight on each connection. Default: ${DEFAULT-VALUE}.")
    private int pipeline = 1;

    @Option(
            names = "--put",
            paramLabel = "PERCENT",
            description = "Share of puts, 0 to 100; the rest are gets. Default: ${DEFAULT-VALUE}.")
    private int put = 50;

    @Option(names = "--keys", paramLabel = "N", description = "Number of keys. Default: ${DEFAULT-VALUE}.")
    private int keys = 1_000;

    @Option(
            names = "--value-size",
            paramLabel = "BYTES",
            description = "Size of each value in bytes. Default: ${DEFAULT-VALUE}.")
    private int valueSize = 100;

    @Option(
            names = "--zipfian",
            paramLabel = "EXPONENT",
            description = "Choose keys by a Zipfian distribution (YCSB's exponent is 0.99) instead of uniformly.")
    private @Nullable Double zipfian;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long to measure, for example 30s or 2m. Default: 10s, unless --ops is given.")
    private @Nullable Duration duration;

    @Option(names = "--ops", paramLabel = "N", description = "Measure this many operations instead of a time.")
    private @Nullable Long operations;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Load before measuring starts. Default: ${DEFAULT-VALUE}.",
            defaultValue = "2s")
    private Duration warmUp = Duration.ofSeconds(2);

    @Option(names = "--threads", paramLabel = "N", description = "Generator threads. Default: ${DEFAULT-VALUE}.")
    private int threads = 1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the choice of keys and kinds. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    /**
     * The configuration that the flags ask for.
     *
     * @throws IllegalArgumentException if a part is out of range
     */
    LoadConfig config(List<Target> targets) {
        if (duration != null && operations != null) {
            throw new IllegalArgumentException("--duration and --ops exclude each other; give one");
        }
        Extent extent = operations != null
                ? new Extent.Operations(operations)
                : new Extent.For(duration != null ? duration : Duration.ofSeconds(10));
        return LoadConfig.builder(targets)
                .connections(connections)
                .pipeline(pipeline)
                .putPercent(put)
                .keys(keys)
                .valueBytes(valueSize)
                .keyChoice(zipfian == null ? new KeyChoice.Uniform() : new KeyChoice.Zipfian(zipfian))
                .extent(extent)
                .warmUp(warmUp)
                .threads(threads)
                .seed(seed)
                .build();
    }
}
