package dev.espalier.cli.bench;

import dev.espalier.bench.nemesis.FaultKind;
import dev.espalier.bench.nemesis.RandomSchedule;
import dev.espalier.bench.nemesis.ScheduleReader;
import dev.espalier.bench.nemesis.ScheduledFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which faults to bring about, as flags. */
final class NemesisOptions {
    private static final String RANDOM = "random";
    /** For runs of a number of operations, whose end nobody knows. */
    private static final Duration LONGEST = Duration.ofHours(6);

    @Option(
            names = "--nemesis",
            paramLabel = "SCHEDULE",
            description =
                    "Bring faults about while measuring: a file of a schedule in YAML or JSON, or random, by --seed;"
                            + " random:kill,pause allows only those of kill, pause, clock-skew, disk-full, partition, delay, loss,"
                            + " duplication. Those of links need --cluster. Afterwards all nodes must come to hold the same; errors"
                            + " of single operations are then no failure.")
    private @Nullable String nemesis;

    /** Whether faults are wanted. */
    boolean isWanted() {
        return nemesis != null;
    }

    /**
     * The faults, in what order they may come.
     *
     * @param nodes how many nodes there are
     * @param proxies whether faults of links can be had
     * @param measured how long is measured; {@code null} if nobody knows
     * @throws IOException if a file cannot be read or is no schedule
     * @throws IllegalArgumentException if kinds are named that there are not
     */
    List<ScheduledFault> schedule(long seed, int nodes, boolean proxies, @Nullable Duration measured)
            throws IOException {
        String what = nemesis == null ? RANDOM : nemesis;
        if (!what.equals(RANDOM) && !what.startsWith(RANDOM + ":")) {
            return ScheduleReader.read(Path.of(what), nodes);
        }
        List<FaultKind> kinds = what.equals(RANDOM)
                ? Stream.of(FaultKind.values())
                        .filter(kind -> proxies || !kind.isOfLinks())
                        .toList()
                : Stream.of(what.substring(RANDOM.length() + 1).split(",", -1))
                        .map(FaultKind::parse)
                        .toList();
        return RandomSchedule.of(seed, nodes, measured == null ? LONGEST : measured, kinds);
    }
}
