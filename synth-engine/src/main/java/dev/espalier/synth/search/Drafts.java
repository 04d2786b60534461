package dev.espalier.synth.search;

import dev.espalier.synth.growth.Candidate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** Cores that the prover is not asked about before all are there ({@link Configuration#provesAsItGrows}). */
final class Drafts {
    /** A core of a design. */
    record Draft(Node node, Candidate candidate) {
        /** The same with no proof of anything. */
        Outcome.Closed core() {
            return new Outcome.Closed(node.id(), candidate, Map.of(), Map.of());
        }
    }

    private final Map<String, Draft> byProgram = new LinkedHashMap<>();

    /** Those that the prover is asked about now, by design: for several threads. */
    private final Map<Integer, Candidate> put = new ConcurrentHashMap<>();

    void add(String program, Node node, Candidate candidate) {
        byProgram.put(program, new Draft(node, candidate));
    }

    boolean isEmpty() {
        return byProgram.isEmpty();
    }

    int size() {
        return byProgram.size();
    }

    /** In the order in which they were grown. */
    List<Draft> all() {
        return List.copyOf(byProgram.values());
    }

    /** That of the design {@code id}. */
    Draft of(int id) {
        return all().stream()
                .filter(draft -> draft.node.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no core of design " + id + " was drawn"));
    }

    /** From here on an attempt at its design is one at its proof. */
    void putToTheProver(Draft draft) {
        put.put(draft.node.id(), draft.candidate);
    }

    /** The core of {@code node} that the prover is asked about; empty while it is only to be grown. */
    Optional<Candidate> put(Node node) {
        return Optional.ofNullable(put.get(node.id()));
    }

    /** The program of {@code node}'s core; empty if there is none yet. */
    String programOf(Node node) {
        return byProgram.entrySet().stream()
                .filter(draft -> draft.getValue().node.id() == node.id())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /** The design that has come to {@code program} before. */
    OptionalInt designOf(String program) {
        Draft draft = byProgram.get(program);
        return draft == null ? OptionalInt.empty() : OptionalInt.of(draft.node.id());
    }
}
