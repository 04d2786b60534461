package dev.espalier.cli.suggest;

import dev.espalier.cli.spec.Exploration;
import dev.espalier.cli.spec.Library;
import dev.espalier.synth.explore.ExplorationLimits;
import dev.espalier.synth.explore.ExploredMachine;
import dev.espalier.synth.explore.Extent;
import dev.espalier.synth.explore.LitmusCase;
import dev.espalier.synth.explore.LitmusResult;
import dev.espalier.synth.explore.LitmusResult.CaseResult;
import dev.espalier.synth.explore.LitmusResult.Verdict;
import dev.espalier.synth.explore.LitmusTest;
import dev.espalier.synth.spec.Specification;
import dev.espalier.synth.spec.StrongPoint;
import dev.espalier.synth.suggest.Matching;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Explores users' own programs at the specifications that are asked about, each once. Where a program asks for gets alone,
 * a point of the strong family that asks for less allows what one that asks for more allows (a theorem,
 * {@code strong/Lattice.v}), and is not explored again.
 */
final class ProgramAnswers implements Matching.Programs, AutoCloseable {
    private final Library library;
    private final ExplorationLimits limits;
    private final PrintWriter progress;
    private final Map<String, Map<String, CaseResult>> explored = new LinkedHashMap<>();
    private final Map<String, ExploredMachine> machines = new HashMap<>();
    private final Map<String, Set<String>> followed = new LinkedHashMap<>();
    private @Nullable Exploration exploration;

    ProgramAnswers(Library library, ExplorationLimits limits, PrintWriter progress) {
        this.library = library;
        this.limits = limits;
        this.progress = progress;
    }

    @Override
    public Verdict ask(String point, LitmusCase program) throws IOException, InterruptedException {
        Map<String, CaseResult> known = explored.computeIfAbsent(program.text(), none -> new LinkedHashMap<>());
        CaseResult before = known.get(point);
        if (before != null) {
            return before.verdict();
        }
        boolean labelled = !program.program().labels().isEmpty()
                || !program.program().cares().isEmpty();
        if (labelled && library.find(point).kind() != Specification.Kind.LABELLED) {
            return Verdict.NOT_APPLICABLE;
        }
        Optional<Verdict> follows = program.text().contains("=>") ? Optional.empty() : follows(point, known);
        if (follows.isPresent()) {
            followed.computeIfAbsent(program.text(), none -> new TreeSet<>()).add(point);
            return follows.get();
        }
        return explore(point, program).verdict();
    }

    private static Optional<Verdict> follows(String name, Map<String, CaseResult> known) {
        Optional<StrongPoint> point = StrongPoint.named(name);
        if (point.isEmpty()) {
            return Optional.empty();
        }
        for (Map.Entry<String, CaseResult> other : known.entrySet()) {
            Optional<StrongPoint> there = StrongPoint.named(other.getKey());
            Verdict verdict = other.getValue().verdict();
            if (there.isPresent()
                    && (verdict == Verdict.ALLOWED && asksLess(point.get(), there.get())
                            || verdict == Verdict.FORBIDDEN && asksLess(there.get(), point.get()))) {
                return Optional.of(verdict);
            }
        }
        return Optional.empty();
    }

    private static boolean asksLess(StrongPoint one, StrongPoint other) {
        return one.convergent() == other.convergent() && other.guarantees().containsAll(one.guarantees());
    }

    /** Explores {@code program} at {@code point}, unless it was. */
    CaseResult explore(String point, LitmusCase program) throws IOException, InterruptedException {
        Map<String, CaseResult> known = explored.computeIfAbsent(program.text(), none -> new LinkedHashMap<>());
        CaseResult before = known.get(point);
        if (before != null) {
            return before;
        }
        progress.println("exploring '" + program.text() + "' at " + point);
        progress.flush();
        ExploredMachine machine = machine(library.find(point));
        LitmusTest test = new LitmusTest("your program", "the outcome that you ask for", List.of(program));
        LitmusResult result = Exploration.ask(() -> opened().explorer().litmus(machine, test, limits));
        CaseResult found = result.cases().getFirst();
        known.put(point, found);
        return found;
    }

    /** Explores {@code tests} at {@code specification}. */
    List<LitmusResult> explore(Specification specification, List<LitmusTest> tests)
            throws IOException, InterruptedException {
        progress.println("exploring " + specification.name());
        progress.flush();
        ExploredMachine machine = machine(specification);
        return Exploration.ask(() -> opened().explorer().litmus(machine, tests, limits));
    }

    private ExploredMachine machine(Specification specification) throws IOException, InterruptedException {
        ExploredMachine before = machines.get(specification.name());
        if (before != null) {
            return before;
        }
        ExploredMachine machine = opened().machine(specification);
        machines.put(specification.name(), machine);
        return machine;
    }

    private Exploration opened() throws IOException, InterruptedException {
        Exploration open = exploration;
        if (open == null) {
            open = Exploration.open(library);
            exploration = open;
        }
        return open;
    }

    /** What the answers rest on: a line for each program and verdict, with the specifications and how far was explored. */
    List<String> accounts() {
        List<String> lines = new ArrayList<>();
        explored.forEach((program, points) -> {
            for (Verdict verdict : Verdict.values()) {
                List<String> at = points.entrySet().stream()
                        .filter(point -> point.getValue().verdict() == verdict)
                        .map(Map.Entry::getKey)
                        .toList();
                if (!at.isEmpty()) {
                    lines.add("%s: %s at %s%s"
                            .formatted(program, words(verdict), String.join(", ", at), extent(verdict, points)));
                }
            }
        });
        followed.forEach((program, points) -> lines.add(program + ": for " + String.join(", ", points)
                + " it follows, as points that ask for less allow what those that ask for more allow"
                + " (strong/Lattice.v)"));
        return lines;
    }

    private static String words(Verdict verdict) {
        return verdict == Verdict.UNKNOWN ? "not clear" : verdict.name().toLowerCase(Locale.ROOT);
    }

    /** Of an allowed outcome there is a witness; else how far the exploration went that took the most states. */
    private static String extent(Verdict verdict, Map<String, CaseResult> points) {
        if (verdict == Verdict.ALLOWED) {
            return "";
        }
        return points.values().stream()
                .filter(result -> result.verdict() == verdict)
                .map(CaseResult::extent)
                .max(Comparator.comparingLong(Extent::states))
                .map(extent -> ", " + extent.text())
                .orElse("");
    }

    @Override
    public void close() {
        if (exploration != null) {
            exploration.close();
        }
    }
}
