package dev.espalier.synth.growth;

import dev.espalier.synth.design.Cause;
import dev.espalier.synth.design.Design;
import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.design.Representation;
import dev.espalier.synth.machine.Extent;
import dev.espalier.synth.machine.Method;
import dev.espalier.synth.machine.Method.Argument;
import dev.espalier.synth.machine.Observation;
import dev.espalier.synth.machine.Observations;
import dev.espalier.synth.machine.Restriction;
import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Part;
import dev.espalier.synth.shape.Shape;
import dev.espalier.synth.term.Grammar;
import dev.espalier.synth.term.Operation;
import dev.espalier.synth.term.Problem;
import dev.espalier.synth.term.Solver;
import dev.espalier.synth.term.Term;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Grows the methods of a core for a design. The specification is run; what it was given and gave, in the design's
 * representation, are the examples that terms are found by. Guards and the values of gets come first; of everything else
 * only what these rest on is grown, and the rest is dropped. Then the specification is run again under the guards that
 * were found, until these stay the same.
 */
public final class Grower {
    private static final int ROUNDS_MAX = 6;

    private final Target target;
    private final Design design;
    private final Names names;
    private final Observations unrestricted;
    private final Extent extent;
    private final long seed;
    private final List<Helper> helpers;
    private final List<Operation> operations;
    private final GuardGrower guardGrower;

    /**
     * @param unrestricted what the specification was seen to do under its own guards
     */
    public Grower(Target target, Design design, Observations unrestricted, Extent extent, long seed) {
        this.target = target;
        this.unrestricted = unrestricted;
        this.design = design;
        this.extent = extent;
        this.seed = seed;
        this.names = new Names(target.leaves(), target.machine().shape());
        this.helpers = Helper.of(target);
        List<Operation> all = new ArrayList<>();
        // First, as they are the likeliest where they fit.
        helpers.forEach(helper -> all.add(helper.operation()));
        all.addAll(Grammar.of(target.leaves().stream().map(Leaf::shape).toList()));
        this.operations = all;
        this.guardGrower = new GuardGrower(all);
    }

    /** A core of the design, or why there is none. */
    public Growth grow() {
        try {
            Restriction restriction = Restriction.NONE;
            Map<Method, List<Term>> before = Map.of();
            for (int round = 0; round < ROUNDS_MAX; round++) {
                Observations seen = round == 0
                        ? unrestricted
                        : Observations.of(target.machine(), restriction, extent, seed + round);
                Design reduced = Sharing.of(design, available(seen), seen);
                List<Leaf> kept = available(seen).stream()
                        .filter(leaf -> reduced.of(leaf).isKept())
                        .toList();
                Examples examples = new Examples(reduced, names, kept);
                Map<Method, List<Term>> guards = new EnumMap<>(Method.class);
                for (Method guard : List.of(Method.GET_GUARD, Method.PUT_GUARD)) {
                    guards.put(guard, guardGrower.guard(guard, examples, seen));
                }
                if (guards.equals(before)) {
                    if (seen.stuck().isPresent()) {
                        throw new NoCoreException(new Cause.Stuck(
                                String.valueOf(seen.stuck().get().argument(Argument.PUT))));
                    }
                    Candidate whole = complete(reduced, examples, guards, seen);
                    return new Growth.Grown(
                            whole.design().isRelative()
                                    ? whole.with(PutMiner.facts(target, whole, restriction, extent, seed))
                                    : whole);
                }
                before = guards;
                restriction = restriction(guards, examples);
            }
            throw new NoCoreException(new Cause.NoTerm("the guards", "a truth", "they change with every set of runs"));
        } catch (NoCoreException e) {
            return new Growth.Failed(e.reason());
        }
    }

    private static Restriction restriction(Map<Method, List<Term>> guards, Examples examples) {
        return call -> {
            Map<String, Datum> values = examples.values(call);
            return values != null
                    && guards.getOrDefault(call.method(), List.of()).stream()
                            .allMatch(term -> ((Datum.Flag) term.value(values)).value());
        };
    }

    /** The leaves that are not dropped, if all can be kept as the design has it. */
    private List<Leaf> available(Observations seen) {
        List<Leaf> available = new ArrayList<>();
        for (Leaf leaf : target.leaves()) {
            Representation chosen = design.of(leaf);
            if (chosen instanceof Representation.Dropped) {
                continue;
            }
            Cause cause = unrepresentable(leaf, chosen, seen);
            if (cause != null) {
                throw new NoCoreException(cause);
            }
            available.add(leaf);
        }
        return available;
    }

    private @Nullable Cause unrepresentable(Leaf leaf, Representation chosen, Observations seen) {
        for (Method method : Method.values()) {
            if (!method.results().contains(leaf.part()) || (design.strengthened() && method == Method.PUT)) {
                continue;
            }
            for (Observation call : seen.of(method)) {
                // What a state is that was not representable before tells nothing: the call before is to blame.
                boolean before = call.arguments().get(Argument.STORE) == null
                        || leaf.part() != Part.REPLICA
                        || before(leaf, chosen, call) != null;
                if (before && Examples.of(chosen, leaf, call.result(leaf.part()), call) == null) {
                    Datum.Atom key = call.key() == null ? new Datum.Atom(Shape.Identity.KEY, 0) : call.key();
                    String value = String.valueOf(leaf.in(call.result(leaf.part()), key));
                    return new Cause.Unrepresentable(leaf, chosen, value, method);
                }
            }
        }
        return null;
    }

    private static @Nullable Datum before(Leaf leaf, Representation chosen, Observation call) {
        Datum state = call.arguments().get(Argument.STORE);
        return state == null ? null : Examples.of(chosen, leaf, state, call);
    }

    /** Grows what the guards, and the values that gets give, rest on. */
    private Candidate complete(Design reduced, Examples examples, Map<Method, List<Term>> guards, Observations seen) {
        Map<String, Leaf> byField = new HashMap<>();
        target.leaves().forEach(leaf -> byField.put(names.field(leaf), leaf));
        Map<Method, Map<Leaf, Term>> found = new EnumMap<>(Method.class);
        Map<Method, Solver> solvers = new EnumMap<>(Method.class);
        for (Method method : Method.values()) {
            found.put(method, new LinkedHashMap<>());
            solvers.put(method, new Solver(operations));
        }
        Deque<Leaf> waiting = new ArrayDeque<>();
        Set<Leaf> needed = new LinkedHashSet<>();
        guards.values().forEach(terms -> terms.forEach(term -> need(term, byField, needed, waiting)));
        Term answer = decided(Method.GET, new Shape.Opaque(Shape.Identity.VALUE), examples, seen, solvers);
        need(answer, byField, needed, waiting);
        Term present = decided(Method.PUT_SEEN, new Shape.Truth(), examples, seen, solvers);
        need(present, byField, needed, waiting);
        while (!waiting.isEmpty()) {
            Leaf leaf = waiting.removeFirst();
            for (Method method : Method.values()) {
                if (method.results().contains(leaf.part())) {
                    Term term = result(method, leaf, examples, seen, solvers);
                    found.getOrDefault(method, Map.of()).put(leaf, term);
                    need(term, byField, needed, waiting);
                }
            }
        }
        Map<Method, Body> bodies = new EnumMap<>(Method.class);
        for (Method method : Method.values()) {
            Term given = method == Method.GET ? answer : method == Method.PUT_SEEN ? present : null;
            bodies.put(
                    method,
                    new Body(found.getOrDefault(method, Map.of()), given, guards.getOrDefault(method, List.of())));
        }
        Design used = reduced;
        for (Leaf leaf : target.leaves()) {
            Representation choice = used.of(leaf);
            boolean useless = choice.isKept() && !needed.contains(leaf)
                    || choice instanceof Representation.Derived(Leaf base, int more) && !needed.contains(base);
            used = useless ? used.with(leaf, new Representation.Dropped()) : used;
        }
        return new Candidate(used, names, bodies, helpers, List.of());
    }

    private static void need(Term term, Map<String, Leaf> byField, Set<Leaf> needed, Deque<Leaf> waiting) {
        for (String variable : term.variables()) {
            Leaf leaf = byField.get(variable);
            if (leaf != null && needed.add(leaf)) {
                waiting.add(leaf);
            }
        }
    }

    private Term decided(
            Method method, Shape shape, Examples examples, Observations seen, Map<Method, Solver> solvers) {
        List<Map<String, Datum>> inputs = new ArrayList<>();
        List<@Nullable Datum> targets = new ArrayList<>();
        for (Observation call : seen.of(method)) {
            Map<String, Datum> values = examples.values(call);
            if (values != null) {
                inputs.add(values);
                targets.add(call.answer());
            }
        }
        return solve(method, "its answer", shape, examples, inputs, targets, solvers);
    }

    private Term result(Method method, Leaf leaf, Examples examples, Observations seen, Map<Method, Solver> solvers) {
        List<Map<String, Datum>> inputs = new ArrayList<>();
        List<@Nullable Datum> targets = new ArrayList<>();
        boolean unchanged = true;
        for (Observation call : seen.of(method)) {
            Map<String, Datum> values = examples.values(call);
            Datum result = examples.result(leaf, call);
            if (values == null || result == null) {
                continue;
            }
            Datum before = call.arguments().get(leaf.part() == Part.REPLICA ? Argument.STORE : Argument.SESSION);
            if (leaf.isPerKey() && before != null && Examples.changesOtherKeys(leaf, call, before)) {
                throw new NoCoreException(new Cause.NoTerm(
                        method.word(), leaf.toString(), "the call changes what is kept for another key than its own"));
            }
            inputs.add(values);
            targets.add(result);
            unchanged &= result.equals(values.get(names.field(leaf)));
        }
        if (unchanged && !inputs.isEmpty()) {
            for (Term.Variable variable : examples.variables(method)) {
                if (variable.name().equals(names.field(leaf))) {
                    return variable;
                }
            }
        }
        return solve(method, leaf.toString(), design.of(leaf).kept(leaf.shape()), examples, inputs, targets, solvers);
    }

    private static Term solve(
            Method method,
            String what,
            Shape shape,
            Examples examples,
            List<Map<String, Datum>> inputs,
            List<@Nullable Datum> targets,
            Map<Method, Solver> solvers) {
        Solver solver = solvers.get(method);
        Optional<Term> term = solver == null
                ? Optional.empty()
                : solver.solve(new Problem(shape, examples.variables(method), inputs, targets));
        return term.orElseThrow(() -> new NoCoreException(new Cause.NoTerm(
                method.word(), what, "none was found among the small ones, with branches or without")));
    }
}
