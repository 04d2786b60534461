package dev.espalier.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How hard the generator itself worked, so that a figure of the generator is not taken for one of the server.
 *
 * @param busiestThread share of one processor that the busiest generator thread used, 0 to 1
 * @param processors processors that the generator's process used, all its threads together
 * @param machine share of the whole machine that was busy with anything, 0 to 1; negative if unknown
 * @param lagMicros in an open loop, how long after an operation was due it was sent although its connection was free:
 *     the generator's own lateness
 */
public record GeneratorReport(double busiestThread, double processors, double machine, LatencyReport lagMicros) {
    private static final double BUSY = 0.9;
    private static final double LATE_MICROS = 1_000;

    /** Why the generator held the load back, a sentence each; empty if it did not. */
    public List<String> limits() {
        List<String> limits = new ArrayList<>();
        if (busiestThread >= BUSY) {
            limits.add(String.format(
                    Locale.ROOT,
                    "the generator was the bottleneck: a thread of it was busy %.0f %% of the time; use more --threads or"
                            + " --generators, or more machines",
                    100 * busiestThread));
        }
        if (lagMicros.p99() >= LATE_MICROS) {
            limits.add(String.format(
                    Locale.ROOT,
                    "the generator itself was late: 1 %% of the operations were sent %.1f ms or more after they were due"
                            + " although their connection was free; latencies from the intended start include that",
                    lagMicros.p99() / 1e3));
        }
        return limits;
    }

    /** Whether the generator held the load back. */
    public boolean saturated() {
        return !limits().isEmpty();
    }
}
