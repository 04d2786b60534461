package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.rocq.Requirement;
import dev.espalier.synth.rocq.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which source loads which. Only the sources of the manifest exist for the prover, and the scan has refused every way
 * of loading a file that this would not see.
 */
final class Dependencies {
    private final Sources sources;
    private final Map<String, Set<String>> direct = new LinkedHashMap<>();

    private Dependencies(Sources sources) {
        this.sources = sources;
    }

    static Dependencies of(Sources sources) throws GateFailure {
        Dependencies dependencies = new Dependencies(sources);
        for (String path : sources.compiled()) {
            dependencies.direct.put(path, dependencies.loadedBy(sources.file(path)));
        }
        return dependencies;
    }

    /** The sources that {@code file} loads itself. */
    Set<String> loadedBy(SourceFile file) throws GateFailure {
        Set<String> loaded = new LinkedHashSet<>();
        for (Sentence sentence : file.sentences()) {
            for (Requirement requirement : Requirement.of(sentence).orElse(List.of())) {
                if (requirement.written().startsWith(LogicalPaths.ROOT + ".")) {
                    loaded.add(resolve(file, requirement));
                }
            }
        }
        return loaded;
    }

    private String resolve(SourceFile file, Requirement requirement) throws GateFailure {
        String suffix = "." + requirement.name();
        for (String path : sources.compiled()) {
            String name = sources.nameOf(path);
            boolean below = requirement.prefix().isEmpty() || name.startsWith(requirement.prefix() + ".");
            if (name.equals(requirement.written()) || (below && name.endsWith(suffix))) {
                return path;
            }
        }
        throw new GateFailure(
                Reason.MANIFEST_INVALID,
                file.path() + ":" + requirement.line(),
                "it loads " + requirement.written() + ", which is not among the core's sources",
                "Name that file in the core's manifest, under specification or proof");
    }

    /** {@code path} and all that it loads, directly or not. */
    Set<String> closure(String path) {
        return reached(path, next -> true);
    }

    /** The same without other files of the folders {@code outside}, which end in a slash, and what only they load. */
    Set<String> closure(String path, Set<String> outside) {
        return reached(path, next -> next.equals(path) || outside.stream().noneMatch(next::startsWith));
    }

    private Set<String> reached(String path, Predicate<String> counts) {
        Set<String> reached = new LinkedHashSet<>();
        List<String> waiting = new ArrayList<>(List.of(path));
        while (!waiting.isEmpty()) {
            String next = waiting.removeLast();
            if (counts.test(next) && reached.add(next)) {
                waiting.addAll(direct(next));
            }
        }
        return reached;
    }

    Set<String> direct(String path) {
        return direct.getOrDefault(path, Set.of());
    }

    /** All sources, each after those that it loads. */
    List<String> inOrder() throws GateFailure {
        Set<String> ordered = new LinkedHashSet<>();
        List<String> waiting = new ArrayList<>(sources.compiled());
        while (!waiting.isEmpty()) {
            List<String> ready = waiting.stream()
                    .filter(path -> ordered.containsAll(direct(path)))
                    .toList();
            if (ready.isEmpty()) {
                throw new GateFailure(
                        Reason.MANIFEST_INVALID,
                        waiting.getFirst(),
                        "these sources load each other in a circle: " + waiting,
                        "Break the circle");
            }
            ordered.addAll(ready);
            waiting.removeAll(ready);
        }
        return List.copyOf(ordered);
    }
}
