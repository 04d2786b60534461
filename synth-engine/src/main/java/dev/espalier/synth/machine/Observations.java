package dev.espalier.synth.machine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * What was seen in runs, without repetitions.
 *
 * @param calls the calls of each method
 * @param stuck a put that a replica could never take, if there was one
 */
public record Observations(Map<Method, List<Observation>> calls, Optional<Observation> stuck) {
    /** More of one method add nothing. */
    private static final int CALLS_MAX = 1_500;

    public Observations {
        calls = new EnumMap<>(calls);
    }

    /**
     * Runs {@code machine} under {@code restriction}; the same for the same seed.
     *
     * @throws CancellationException if the thread is interrupted
     */
    public static Observations of(SpecificationMachine machine, Restriction restriction, Extent extent, long seed) {
        Map<Method, Set<Observation>> seen = new EnumMap<>(Method.class);
        for (Method method : Method.values()) {
            seen.put(method, new LinkedHashSet<>());
        }
        @Nullable Observation stuck = null;
        for (int run = 0; run < extent.runs(); run++) {
            stopIfInterrupted();
            Observation end = new Schedule(machine, restriction, extent, seed(seed, run), (call, before, after) -> {
                        Set<Observation> calls = seen.get(call.method());
                        if (calls != null && calls.size() < CALLS_MAX) {
                            calls.add(call);
                        }
                    })
                    .run();
            stuck = stuck == null ? end : stuck;
        }
        Map<Method, List<Observation>> calls = new EnumMap<>(Method.class);
        seen.forEach((method, set) -> calls.put(method, new ArrayList<>(set)));
        return new Observations(calls, Optional.ofNullable(stuck));
    }

    /** Runs {@code machine} in the same way for {@code watcher}. */
    public static void watch(
            SpecificationMachine machine, Restriction restriction, Extent extent, long seed, Watcher watcher) {
        for (int run = 0; run < extent.runs(); run++) {
            stopIfInterrupted();
            new Schedule(machine, restriction, extent, seed(seed, run), watcher).run();
        }
    }

    private static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the runs were interrupted");
        }
    }

    private static long seed(long seed, int run) {
        return seed * 1_000_003 + run;
    }

    /** The calls of {@code method}. */
    public List<Observation> of(Method method) {
        return calls.getOrDefault(method, List.of());
    }
}
