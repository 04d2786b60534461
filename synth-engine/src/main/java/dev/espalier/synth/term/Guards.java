package dev.espalier.synth.term;

import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Shape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds guards: conjunctions of small conditions that hold of all that must pass, and of which one fails for each that
 * must not. What holds of all that passes is kept as in Houdini; then the fewest are chosen greedily.
 */
public final class Guards {
    private static final int SIZE_MAX = 6;

    private Guards() {}

    /**
     * A guard, as its conjuncts; none stands for true.
     *
     * @param pass values of the variables that must pass
     * @param stop values that must not
     * @return empty if there is none
     */
    public static Optional<List<Term>> solve(
            List<Operation> operations,
            List<Term.Variable> variables,
            List<Map<String, Datum>> pass,
            List<Map<String, Datum>> stop) {
        if (pass.isEmpty()) {
            return Optional.of(List.of(constant(operations, "false")));
        }
        List<Map<String, Datum>> examples = new ArrayList<>(pass);
        examples.addAll(stop);
        Enumeration terms = new Enumeration(operations, variables, examples, new Shape.Truth());
        List<Term> chosen = new ArrayList<>();
        BitSet left = new BitSet();
        left.set(pass.size(), examples.size());
        record Condition(Term term, BitSet stops) {}
        List<Condition> conditions = new ArrayList<>();
        for (int size = 1; size <= SIZE_MAX; size++) {
            for (Enumeration.Entry entry : terms.of(new Shape.Truth(), size)) {
                BitSet stops = new BitSet();
                boolean passes = true;
                for (int i = 0; passes && i < examples.size(); i++) {
                    boolean holds = ((Datum.Flag) entry.values().get(i)).value();
                    passes = holds || i >= pass.size();
                    stops.set(i, !holds);
                }
                if (passes && !stops.isEmpty()) {
                    conditions.add(new Condition(entry.term(), stops));
                }
            }
        }
        while (!left.isEmpty()) {
            Condition best = null;
            double most = 0;
            for (Condition condition : conditions) {
                BitSet stopped = (BitSet) condition.stops.clone();
                stopped.and(left);
                // A small condition is the likelier one to hold beyond the examples.
                double worth = stopped.cardinality() / (double) condition.term.size();
                if (worth > most) {
                    most = worth;
                    best = condition;
                }
            }
            if (best == null) {
                return Optional.empty();
            }
            left.andNot(best.stops);
            chosen.add(best.term);
        }
        return Optional.of(chosen);
    }

    private static Term constant(List<Operation> operations, String rocq) {
        return operations.stream()
                .filter(operation -> operation.rocq().equals(rocq))
                .map(operation -> (Term) new Term.Applied(operation, List.of()))
                .findFirst()
                .orElseThrow();
    }
}
