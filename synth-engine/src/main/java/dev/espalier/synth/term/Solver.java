package dev.espalier.synth.term;

import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Shape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds terms by examples: first a single one; then two and a condition that tells when which is due (as in enumerative
 * synthesis with condition abduction); then one for each case of an option. A few examples are looked at first, and
 * those that a candidate gets wrong are added.
 */
public final class Solver {
    private static final int SIZE_MAX = 7;
    private static final int BRANCH_SIZE_MAX = 5;
    private static final int EXAMPLES_AT_FIRST = 24;
    private static final int PAIRS_MAX = 12;

    private final List<Operation> operations;
    /** Conditions found so far, tried before others: the parts of a result mostly branch alike. */
    private final List<Term> conditions = new ArrayList<>();

    private int bound;

    /** With the operations of a grammar. */
    public Solver(List<Operation> operations) {
        this.operations = List.copyOf(operations);
    }

    /** A term that gives what it is to on every example, if one is found. */
    public Optional<Term> solve(Problem problem) {
        return Optional.ofNullable(solve(problem, 2));
    }

    private @Nullable Term solve(Problem problem, int depth) {
        Set<Integer> chosen = new LinkedHashSet<>();
        int stride = Math.max(1, problem.examples().size() / EXAMPLES_AT_FIRST);
        for (int i = 0; i < problem.examples().size(); i += stride) {
            chosen.add(i);
        }
        while (true) {
            Problem few = part(problem, chosen);
            Term term = attempt(few, depth);
            if (term == null) {
                return null;
            }
            int before = chosen.size();
            for (int i = 0; i < problem.examples().size() && chosen.size() < before + 8; i++) {
                if (!problem.isMet(term, i)) {
                    chosen.add(i);
                }
            }
            if (chosen.size() == before) {
                return term;
            }
        }
    }

    private static Problem part(Problem problem, Iterable<Integer> indices) {
        List<Map<String, Datum>> examples = new ArrayList<>();
        List<@Nullable Datum> targets = new ArrayList<>();
        for (int index : indices) {
            examples.add(problem.examples().get(index));
            targets.add(problem.targets().get(index));
        }
        return new Problem(problem.shape(), problem.variables(), examples, targets);
    }

    private @Nullable Term attempt(Problem problem, int depth) {
        if (problem.shape() instanceof Shape.Truth) {
            for (Term condition : conditions) {
                if (isMet(problem, condition)) {
                    return condition;
                }
            }
        }
        Enumeration terms = new Enumeration(operations, problem.variables(), problem.examples(), problem.shape());
        int limit = depth == 2 ? SIZE_MAX : BRANCH_SIZE_MAX;
        for (int size = 1; size <= limit; size++) {
            for (Enumeration.Entry entry : terms.of(problem.shape(), size)) {
                if (covered(entry, problem).cardinality() == problem.examples().size()) {
                    return entry.term();
                }
            }
        }
        if (depth == 0) {
            return null;
        }
        Term chosen = chosen(problem, terms, depth);
        return chosen != null ? chosen : opened(problem, depth);
    }

    private static boolean isMet(Problem problem, Term term) {
        Set<String> known = new LinkedHashSet<>();
        problem.variables().forEach(variable -> known.add(variable.name()));
        if (!known.containsAll(term.variables())) {
            return false;
        }
        for (int i = 0; i < problem.examples().size(); i++) {
            if (!problem.isMet(term, i)) {
                return false;
            }
        }
        return true;
    }

    private static BitSet covered(Enumeration.Entry entry, Problem problem) {
        BitSet covered = new BitSet();
        for (int i = 0; i < problem.targets().size(); i++) {
            Datum target = problem.targets().get(i);
            covered.set(i, target == null || target.equals(entry.values().get(i)));
        }
        return covered;
    }

    /** By cases of a variable that is an option. */
    private @Nullable Term opened(Problem problem, int depth) {
        for (Term.Variable option : problem.variables()) {
            if (!(option.shape() instanceof Shape.Perhaps(Shape content))) {
                continue;
            }
            List<Integer> none = new ArrayList<>();
            List<Integer> some = new ArrayList<>();
            for (int i = 0; i < problem.examples().size(); i++) {
                Datum.Maybe value =
                        (Datum.Maybe) option.value(problem.examples().get(i));
                (value.content() == null ? none : some).add(i);
            }
            if (none.isEmpty() || some.isEmpty()) {
                continue;
            }
            Term left = attempt(part(problem, none), depth - 1);
            if (left == null) {
                continue;
            }
            String name = "present" + (bound == 0 ? "" : bound);
            Term.Variable present = new Term.Variable(name, name, content);
            bound++;
            Term right = attempt(within(part(problem, some), option, present), depth - 1);
            bound--;
            if (right != null) {
                return new Term.Opened(option, left, present, right);
            }
        }
        return null;
    }

    private static Problem within(Problem problem, Term.Variable option, Term.Variable present) {
        List<Term.Variable> variables = new ArrayList<>(problem.variables());
        variables.remove(option);
        variables.addAll(present.withParts());
        List<Map<String, Datum>> examples = new ArrayList<>();
        for (Map<String, Datum> example : problem.examples()) {
            Map<String, Datum> inner = new HashMap<>(example);
            Datum content = ((Datum.Maybe) option.value(example)).content();
            if (content != null) {
                present.bind(content, inner);
            }
            examples.add(inner);
        }
        return new Problem(problem.shape(), variables, examples, problem.targets());
    }

    /** Two terms that together give all, and a condition. */
    private @Nullable Term chosen(Problem problem, Enumeration terms, int depth) {
        List<Enumeration.Entry> candidates = new ArrayList<>();
        for (int size = 1; size <= BRANCH_SIZE_MAX; size++) {
            candidates.addAll(terms.of(problem.shape(), size));
        }
        List<BitSet> covers =
                candidates.stream().map(entry -> covered(entry, problem)).toList();
        List<int[]> pairs = new ArrayList<>();
        List<Integer> useful = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            if (!covers.get(i).isEmpty()) {
                useful.add(i);
            }
        }
        useful.sort(Comparator.comparingInt((Integer i) -> -covers.get(i).cardinality()));
        List<Integer> best = useful.subList(0, Math.min(useful.size(), 200));
        for (int a = 0; a < best.size(); a++) {
            for (int b = a + 1; b < best.size(); b++) {
                BitSet both = (BitSet) covers.get(best.get(a)).clone();
                both.or(covers.get(best.get(b)));
                if (both.cardinality() == problem.examples().size()) {
                    pairs.add(new int[] {best.get(a), best.get(b)});
                }
            }
        }
        pairs.sort(
                Comparator.comparingInt(pair -> candidates.get(pair[0]).term().size()
                        + candidates.get(pair[1]).term().size()));
        for (int[] pair : pairs.subList(0, Math.min(pairs.size(), PAIRS_MAX))) {
            Term condition = condition(problem, covers.get(pair[0]), covers.get(pair[1]), depth);
            if (condition != null) {
                if (!conditions.contains(condition)) {
                    conditions.add(condition);
                }
                return new Term.Choice(
                        condition,
                        candidates.get(pair[0]).term(),
                        candidates.get(pair[1]).term());
            }
        }
        return null;
    }

    private @Nullable Term condition(Problem problem, BitSet yes, BitSet no, int depth) {
        List<@Nullable Datum> targets = new ArrayList<>();
        for (int i = 0; i < problem.examples().size(); i++) {
            targets.add(yes.get(i) && no.get(i) ? null : new Datum.Flag(yes.get(i)));
        }
        return attempt(
                new Problem(new Shape.Truth(), problem.variables(), problem.examples(), targets),
                Math.min(depth - 1, 1));
    }
}
