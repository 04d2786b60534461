package dev.espalier.synth.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Designs by what they were made from. A design's first heir is the one on the way to the goal, or the one with most
 * designs after it; heirs stand in one line, and what was tried beside it branches off. So branches are within each
 * other no deeper than the binary logarithm of the number of designs, however long the search.
 */
final class Lineage {
    /** Designs, each made from the one before. */
    record Line(List<Stop> stops) {
        /** The designs in it, and beside it. */
        int size() {
            return stops.stream()
                    .mapToInt(stop ->
                            1 + stop.beside().stream().mapToInt(Line::size).sum())
                    .sum();
        }
    }

    /**
     * A design.
     *
     * @param beside the lines that begin with its other heirs
     */
    record Stop(Trial trial, List<Line> beside) {}

    private final Map<Integer, Trial> parents = new HashMap<>();
    private final Map<Integer, List<Trial>> children = new HashMap<>();
    private final Map<Integer, Integer> sizes = new HashMap<>();
    private final List<Trial> path = new ArrayList<>();
    private final Set<Integer> onPath = new HashSet<>();
    private final List<Line> lines;

    Lineage(History history) {
        Map<Integer, Trial> earlier = new LinkedHashMap<>();
        List<Trial> roots = new ArrayList<>();
        for (Trial trial : history.trials()) {
            // Only what came before is a parent: a journal that was tampered with leads into no circle.
            Trial parent = earlier.get(trial.design().parent());
            if (parent == null) {
                roots.add(trial);
            } else {
                parents.put(trial.id(), parent);
                children.computeIfAbsent(parent.id(), id -> new ArrayList<>()).add(trial);
            }
            earlier.put(trial.id(), trial);
        }
        for (Trial trial : history.trials().reversed()) {
            sizes.put(
                    trial.id(),
                    1 + children(trial).stream().mapToInt(this::size).sum());
        }
        Optional<Trial> step = history.goal();
        while (step.isPresent()) {
            path.addFirst(step.get());
            onPath.add(step.get().id());
            step = parent(step.get());
        }
        lines = roots.stream().map(this::line).toList();
    }

    private int size(Trial trial) {
        return sizes.getOrDefault(trial.id(), 1);
    }

    private Line line(Trial first) {
        List<Stop> stops = new ArrayList<>();
        Optional<Trial> next = Optional.of(first);
        while (next.isPresent()) {
            Trial at = next.get();
            Optional<Trial> heir = heir(at);
            List<Line> beside = children(at).stream()
                    .filter(child -> heir.isEmpty() || child.id() != heir.get().id())
                    .map(this::line)
                    .toList();
            stops.add(new Stop(at, beside));
            next = heir;
        }
        return new Line(stops);
    }

    private Optional<Trial> heir(Trial trial) {
        List<Trial> all = children(trial);
        return all.stream()
                .filter(this::isOnPath)
                .findFirst()
                .or(() -> all.stream().reduce((best, one) -> size(one) > size(best) ? one : best));
    }

    /** The lines that begin with designs made from none. */
    List<Line> lines() {
        return lines;
    }

    Optional<Trial> parent(Trial trial) {
        return Optional.ofNullable(parents.get(trial.id()));
    }

    /** In the order in which they were taken up. */
    List<Trial> children(Trial trial) {
        return children.getOrDefault(trial.id(), List.of());
    }

    /** From the first design to the goal. */
    List<Trial> path() {
        return List.copyOf(path);
    }

    boolean isOnPath(Trial trial) {
        return onPath.contains(trial.id());
    }

    /** {@link #changes}, briefly. */
    String brief(Trial trial) {
        return Change.brief(changes(trial), parent(trial).isEmpty());
    }

    /** What {@code trial} does otherwise than what it was made from. */
    List<Change> changes(Trial trial) {
        return Change.between(parent(trial).map(Trial::design).orElse(null), trial.design());
    }
}
