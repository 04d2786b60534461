package dev.espalier.synth.growth;

import dev.espalier.synth.design.Design;
import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.machine.Method;
import dev.espalier.synth.shape.Part;
import dev.espalier.synth.term.Term;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A design with its method bodies: a whole core, not yet proved.
 *
 * @param design what is kept, and how; what no method needs is dropped
 * @param names the names of what is kept
 * @param bodies the methods
 * @param helpers the functions taken over from the specification
 * @param facts what was found to hold between it and what was put so far; none if nothing that is kept is relative to that
 */
public record Candidate(
        Design design, Names names, Map<Method, Body> bodies, List<Helper> helpers, List<PutFact> facts) {
    public Candidate {
        bodies = new EnumMap<>(bodies);
        helpers = List.copyOf(helpers);
        facts = List.copyOf(facts);
    }

    /** The same without one of the conditions of a guard. */
    public Candidate without(Method guard, int condition) {
        List<Term> fewer = new ArrayList<>(body(guard).conjuncts());
        fewer.remove(condition);
        Map<Method, Body> changed = new EnumMap<>(bodies);
        changed.put(guard, new Body(Map.of(), null, fewer));
        return new Candidate(design, names, changed, helpers, facts);
    }

    /** The same with these facts. */
    Candidate with(List<PutFact> found) {
        return new Candidate(design, names, bodies, helpers, found);
    }

    /** What its relation has besides what the representations say. */
    public List<String> words() {
        return facts.stream().map(PutFact::words).toList();
    }

    /** What {@link #weakened} does to them, in words. */
    public List<String> weakening(Collection<Integer> unkept) {
        return unkept.stream()
                .map(facts::get)
                .map(fact -> fact.words()
                        + (fact.weaker().isEmpty()
                                ? " (given up)"
                                : " (instead: " + fact.weaker().getFirst().rocq() + ")"))
                .toList();
    }

    /** The same with what is weaker in the place of these of its facts, or nothing where there is no such thing. */
    public Candidate weakened(Collection<Integer> unkept) {
        List<PutFact> left = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            PutFact fact = facts.get(i);
            if (!unkept.contains(i)) {
                left.add(fact);
            } else if (!fact.weaker().isEmpty()) {
                left.add(PutFact.of(fact.weaker()));
            }
        }
        return with(left);
    }

    /** The conditions of a guard, in Rocq. */
    public List<String> conditions(Method guard) {
        return body(guard).conjuncts().stream().map(Term::rocq).toList();
    }

    Body body(Method method) {
        return Objects.requireNonNull(bodies.get(method), method::word);
    }

    /** What is kept of {@code part}, for each key or not. */
    List<Leaf> kept(Part part, boolean perKey) {
        return design.choices().entrySet().stream()
                .filter(choice -> choice.getValue().isKept())
                .map(Map.Entry::getKey)
                .filter(leaf -> leaf.part() == part && leaf.isPerKey() == perKey)
                .toList();
    }
}
