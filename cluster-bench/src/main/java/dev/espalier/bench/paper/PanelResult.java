package dev.espalier.bench.paper;

import dev.espalier.bench.program.CoreIdentification;
import dev.espalier.bench.program.CoreResult;
import dev.espalier.bench.program.PointResult;
import dev.espalier.bench.program.Spread;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the cores of a panel did.
 *
 * @param panel which one
 * @param sweeps a result for each point of each sweep
 */
public record PanelResult(Panel panel, Map<PanelSweep, List<PointResult>> sweeps) {
    public PanelResult {
        sweeps = Collections.unmodifiableMap(new LinkedHashMap<>(sweeps));
    }

    /** The cores, the reference first. */
    public List<CoreIdentification> cores() {
        return sweeps.values().stream()
                .flatMap(List::stream)
                .findFirst()
                .map(point -> point.cores().stream().map(CoreResult::core).toList())
                .orElse(List.of());
    }

    /** The points of {@code sweep}, ascending. */
    public List<PointResult> of(PanelSweep sweep) {
        return sweeps.getOrDefault(sweep, List.of());
    }

    /** What {@code core} did at {@code point}, which must be of this panel. */
    static CoreResult at(PointResult point, CoreIdentification core) {
        return point.cores().stream()
                .filter(result -> result.core().name().equals(core.name()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Its rate at the last value of {@code sweep} over the best one: 1 where nothing was lost on the way. Empty if there is
     * no sweep, or the last point has no rate.
     */
    public OptionalDouble lastToBest(PanelSweep sweep, CoreIdentification core) {
        List<PointResult> points = of(sweep);
        if (points.size() < 2) {
            return OptionalDouble.empty();
        }
        Optional<Spread> last = at(points.getLast(), core).operationsPerSecond();
        double best = points.stream()
                .flatMap(point -> at(point, core).operationsPerSecond().stream())
                .mapToDouble(Spread::median)
                .max()
                .orElse(0);
        return last.isPresent() ? OptionalDouble.of(last.get().median() / best) : OptionalDouble.empty();
    }

    /** Whether a core did what it must not. */
    public boolean hasFaults() {
        return sweeps.values().stream()
                .flatMap(List::stream)
                .flatMap(point -> point.cores().stream())
                .anyMatch(CoreResult::hasFaults);
    }
}
