package dev.espalier.bench.paper;

import dev.espalier.bench.program.CoreIdentification;
import dev.espalier.bench.program.CoreResult;
import dev.espalier.bench.program.PointResult;
import dev.espalier.bench.program.ProgramPoint;
import dev.espalier.bench.program.Spread;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
     * How much of its rate a core keeps.
     *
     * @param last the last program that it ended
     * @param ofBest its rate there over its best one: 1 where nothing was lost on the way
     */
    public record Kept(ProgramPoint last, double ofBest) {}

    /** How much of its rate {@code core} keeps up to the last value of {@code sweep} that it ended; empty if it ended none. */
    public Optional<Kept> kept(PanelSweep sweep, CoreIdentification core) {
        double best = 0;
        Optional<Kept> kept = Optional.empty();
        for (PointResult point : of(sweep)) {
            Optional<Spread> rates = at(point, core).operationsPerSecond();
            if (rates.isPresent()) {
                best = Math.max(best, rates.get().median());
                kept = Optional.of(new Kept(point.point(), rates.get().median() / best));
            }
        }
        return kept;
    }

    /** The value of {@code sweep} at which {@code core} did not end a round, if there is one; it is left out from there on. */
    public Optional<PointResult> end(PanelSweep sweep, CoreIdentification core) {
        return of(sweep).stream()
                .filter(point -> at(point, core).unfinished().isPresent())
                .findFirst();
    }

    /** Whether a core did what it must not. */
    public boolean hasFaults() {
        return sweeps.values().stream()
                .flatMap(List::stream)
                .flatMap(point -> point.cores().stream())
                .anyMatch(CoreResult::hasFaults);
    }
}
