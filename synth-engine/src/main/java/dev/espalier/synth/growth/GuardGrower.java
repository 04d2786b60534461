package dev.espalier.synth.growth;

import dev.espalier.synth.design.Cause;
import dev.espalier.synth.machine.Method;
import dev.espalier.synth.machine.Method.Argument;
import dev.espalier.synth.machine.Observation;
import dev.espalier.synth.machine.Observations;
import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Part;
import dev.espalier.synth.shape.Shape;
import dev.espalier.synth.term.Guards;
import dev.espalier.synth.term.Operation;
import dev.espalier.synth.term.Problem;
import dev.espalier.synth.term.Solver;
import dev.espalier.synth.term.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Grows guards: conjunctions, or else terms that ask different things in different cases. */
final class GuardGrower {
    private static final int GUARD_EXAMPLES = 160;

    private final List<Operation> operations;

    /** With the operations of a grammar. */
    GuardGrower(List<Operation> operations) {
        this.operations = List.copyOf(operations);
    }

    /** The conditions that must hold together, by what the specification was seen to take and to refuse. */
    List<Term> guard(Method method, Examples examples, Observations seen) {
        Set<Map<Argument, Datum>> leadsAstray = new HashSet<>();
        if (method == Method.PUT_GUARD) {
            for (Observation put : seen.of(Method.PUT)) {
                if (examples.kept(Part.REPLICA).stream().anyMatch(leaf -> examples.result(leaf, put) == null)) {
                    leadsAstray.add(put.arguments());
                }
            }
        }
        List<Map<String, Datum>> pass = new ArrayList<>();
        List<Map<String, Datum>> stop = new ArrayList<>();
        for (Observation call : seen.of(method)) {
            Map<String, Datum> values = examples.values(call);
            if (values != null) {
                (call.truth() && !leadsAstray.contains(call.arguments()) ? pass : stop).add(values);
            }
        }
        Set<Integer> some = new LinkedHashSet<>();
        List<Map<String, Datum>> fewPass = spread(pass);
        List<Map<String, Datum>> fewStop = spread(stop);
        while (true) {
            Optional<List<Term>> found = Guards.solve(operations, examples.variables(method), fewPass, fewStop);
            if (found.isEmpty()) {
                return List.of(byCases(method, examples, pass, stop));
            }
            int wrong = some.size();
            for (int i = 0; i < pass.size() + stop.size() && some.size() < wrong + 10; i++) {
                boolean passes = i < pass.size();
                Map<String, Datum> values = passes ? pass.get(i) : stop.get(i - pass.size());
                if (holds(found.get(), values) != passes && some.add(i)) {
                    (passes ? fewPass : fewStop).add(values);
                }
            }
            if (some.size() == wrong) {
                return found.get();
            }
        }
    }

    /** A guard that is no conjunction: it asks different things in different cases. */
    private Term byCases(
            Method method, Examples examples, List<Map<String, Datum>> pass, List<Map<String, Datum>> stop) {
        List<Map<String, Datum>> inputs = new ArrayList<>(pass);
        inputs.addAll(stop);
        List<@Nullable Datum> targets = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            targets.add(new Datum.Flag(i < pass.size()));
        }
        return new Solver(operations)
                .solve(new Problem(new Shape.Truth(), examples.variables(method), inputs, targets))
                .orElseThrow(() -> new NoCoreException(new Cause.NoTerm(
                        method.word(), "a truth", "what is kept does not tell what must pass from what must not")));
    }

    private static boolean holds(List<Term> conjuncts, Map<String, Datum> values) {
        return conjuncts.stream().allMatch(term -> ((Datum.Flag) term.value(values)).value());
    }

    private static <T> List<T> spread(List<T> all) {
        int stride = Math.max(1, all.size() / GUARD_EXAMPLES);
        List<T> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i += stride) {
            some.add(all.get(i));
        }
        return some;
    }
}
