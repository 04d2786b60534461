package dev.espalier.bridge.passes.linearity;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.JoinPoint;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Rewriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows the state through one definition: who owns it, who only looks, and whether anybody looks too late. */
final class Ownership {
    private static final String RESULT = "the result";

    private final Linearity known;
    private final Set<String> reasons;
    private final List<Use> changes;

    /** Variables that are other names for a part of what a variable holds. */
    private final Map<Local, Place> aliases = new HashMap<>();

    /** What is done after a join point: to what was handed to it, and to all else. */
    private record After(List<Use.Kind> parameters, List<Use> uses) {}

    private final Map<JoinPoint, After> joins = new HashMap<>();

    private @Nullable Global definition;

    Ownership(Linearity known, Set<String> reasons, List<Use> changes) {
        this.known = known;
        this.reasons = reasons;
        this.changes = changes;
    }

    /** What {@code global} does with each of its parameters. */
    List<Use.Kind> summary(Global global) {
        definition = global;
        if (!(global.body() instanceof Expr.Lambda lambda)) {
            uses(global.body(), Use.Kind.TAKE, RESULT);
            return List.of();
        }
        lambda.parameters().forEach(parameter -> checkType(parameter.type()));
        List<Use> uses = uses(lambda.body(), Use.Kind.TAKE, RESULT);
        List<Use.Kind> summary =
                new ArrayList<>(Collections.nCopies(lambda.parameters().size(), Use.Kind.READ));
        for (Use use : uses) {
            int index = lambda.parameters().indexOf(use.place().root());
            if (index >= 0) {
                summary.set(index, summary.get(index).atLeast(use.kind()));
            }
        }
        return summary;
    }

    /**
     * The uses of state that evaluating {@code expr} makes.
     *
     * @param kind what becomes of the value, if it holds state: what is done to it is done to all that is put into it
     * @param by what does that
     */
    private List<Use> uses(Expr expr, Use.Kind kind, String by) {
        Place place = place(expr);
        if (place != null) {
            return isLinear(expr) ? List.of(new Use(place, kind, by)) : List.of();
        }
        return switch (expr) {
            case Expr.Let let -> let(let, kind, by);
            case Expr.If condition ->
                sequence(
                        uses(condition.condition(), Use.Kind.READ, "a condition"),
                        either(uses(condition.then(), kind, by), uses(condition.otherwise(), kind, by)));
            case Expr.Switch branch -> branches(branch, kind, by);
            case Expr.Lambda lambda -> {
                function(lambda);
                yield List.of();
            }
            case Expr.Apply apply -> application(apply, kind, by);
            case Expr.Jump jump when definition != null -> call(definition, jump.arguments(), kind);
            case Expr.Select select -> uses(select.record(), kind, by);
            case Expr.Join join -> join(join, kind, by);
            case Expr.Leave leave -> leave(leave);
            default -> parts(expr, kind.atLeast(Use.Kind.TAKE), by);
        };
    }

    /** What follows a join point is done at each place that leaves to it. */
    private List<Use> join(Expr.Join join, Use.Kind kind, String by) {
        List<Local> parameters = join.point().parameters();
        List<Use> after = uses(join.after(), kind, by);
        List<Use.Kind> kinds = new ArrayList<>();
        for (Local parameter : parameters) {
            checkType(parameter.type());
            kinds.add(strongest(after, parameter));
        }
        List<Use> others = after.stream()
                .filter(use -> !parameters.contains(use.place().root()))
                .toList();
        joins.put(join.point(), new After(kinds, others));
        return uses(join.body(), kind, by);
    }

    private List<Use> leave(Expr.Leave leave) {
        After after = joins.get(leave.point());
        if (after == null) {
            throw new IllegalStateException("a branch leaves to a join point that it is not inside of");
        }
        return sequence(effects(leave.arguments(), after.parameters, "what follows"), after.uses);
    }

    /** The strongest use of {@code local}, and at least that it is taken. */
    private static Use.Kind strongest(List<Use> uses, Local local) {
        return uses.stream()
                .filter(use -> use.place().root() == local)
                .map(Use::kind)
                .reduce(Use.Kind.TAKE, Use.Kind::atLeast);
    }

    private List<Use> let(Expr.Let let, Use.Kind kind, String by) {
        Place place = place(let.value());
        if (place != null && isLinear(let.value())) {
            aliases.put(let.local(), place);
            return uses(let.body(), kind, by);
        }
        checkType(let.local().type());
        List<Use> body = uses(let.body(), kind, by);
        List<Use> value =
                uses(let.value(), strongest(body, let.local()), let.local().name());
        List<Use> all = sequence(value, body);
        return all.stream().filter(use -> use.place().root() != let.local()).toList();
    }

    private List<Use> branches(Expr.Switch branch, Use.Kind kind, String by) {
        Place whole = place(new Expr.LocalRef(branch.scrutinee()));
        List<Use> all = new ArrayList<>();
        for (Expr.Branch one : branch.branches()) {
            for (int i = 0; i < one.fields().size(); i++) {
                Local field = one.fields().get(i);
                if (whole != null && LinearTypes.isLinear(field.type())) {
                    aliases.put(field, whole.then(new Place.OfConstructor(one.constructor(), i)));
                }
            }
            all = either(all, uses(one.body(), kind, by));
        }
        Expr otherwise = branch.otherwise();
        return otherwise == null ? all : either(all, uses(otherwise, kind, by));
    }

    /** A function value lives on, and runs nobody knows when. */
    private void function(Expr.Lambda lambda) {
        for (Local local : Occurrences.free(lambda)) {
            Place place = place(new Expr.LocalRef(local));
            if (LinearTypes.isLinear(local.type())) {
                fail(place + " is captured by a function value");
            }
        }
        for (Local parameter : lambda.parameters()) {
            if (LinearTypes.isLinear(parameter.type())) {
                fail("a function value takes state as its argument " + parameter.name());
            }
        }
        uses(lambda.body(), Use.Kind.TAKE, "the result of a function value");
    }

    private List<Use> application(Expr.Apply apply, Use.Kind kind, String by) {
        return switch (apply.function()) {
            case Expr.GlobalRef ref
            when ref.global().arity() > 0 -> {
                polymorphic(ref, apply.arguments());
                yield call(ref.global(), apply.arguments(), kind);
            }
            case Expr.PrimitiveRef ref -> primitive(ref.primitive(), apply.arguments());
            case Expr.OperationRef ref -> {
                apply.arguments()
                        .forEach(argument ->
                                unknown(argument, "operation " + ref.operation().name()));
                yield beside(apply.arguments().stream()
                        .map(argument -> uses(argument, Use.Kind.TAKE, by))
                        .toList());
            }
            default -> {
                apply.arguments().forEach(argument -> unknown(argument, "an unknown function"));
                List<List<Use>> all = new ArrayList<>();
                all.add(uses(apply.function(), Use.Kind.READ, by));
                apply.arguments().forEach(argument -> all.add(uses(argument, Use.Kind.TAKE, by)));
                yield beside(all);
            }
        };
    }

    /** A function that is general in a type uses values of it as often as it likes. */
    private void polymorphic(Expr.GlobalRef ref, List<Expr> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            boolean declared = LinearTypes.isLinear(Types.argument(ref.global().type(), i));
            if (isLinear(arguments.get(i)) && !declared) {
                fail("state is passed to " + ref.global() + ", which is general in the argument's type");
            }
        }
    }

    private void unknown(Expr argument, String receiver) {
        if (isLinear(argument)) {
            fail("state is passed to " + receiver);
        }
    }

    /** A part of what the callee gives is as little left alone as the whole. */
    private List<Use> call(Global callee, List<Expr> arguments, Use.Kind result) {
        List<Use.Kind> kinds = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Use.Kind summary = known.summary(callee, i);
            kinds.add(summary == Use.Kind.READ ? summary : summary.atLeast(result));
        }
        return effects(arguments, kinds, callee.name());
    }

    private List<Use> primitive(Primitive primitive, List<Expr> arguments) {
        return switch (primitive) {
            case MAP_FIND -> effects(arguments, List.of(Use.Kind.TAKE, Use.Kind.READ), "find");
            case MAP_ADD -> changed(arguments, List.of(Use.Kind.TAKE, Use.Kind.TAKE, Use.Kind.CHANGE), "add");
            case MAP_REMOVE -> changed(arguments, List.of(Use.Kind.TAKE, Use.Kind.CHANGE), "remove");
            default -> {
                arguments.forEach(argument -> unknown(argument, "the primitive " + primitive));
                yield beside(arguments.stream()
                        .map(argument -> uses(argument, Use.Kind.TAKE, "a primitive"))
                        .toList());
            }
        };
    }

    private List<Use> changed(List<Expr> arguments, List<Use.Kind> kinds, String operation) {
        Place place = place(arguments.getLast());
        Place shown = place == null
                ? Place.of(new Local("a new map", arguments.getLast().type()))
                : place;
        changes.add(new Use(shown, Use.Kind.CHANGE, operation));
        return effects(arguments, kinds, operation);
    }

    /** First all arguments are evaluated, in any order; then the call does with each what it does, all at once. */
    private List<Use> effects(List<Expr> arguments, List<Use.Kind> kinds, String callee) {
        List<List<Use>> evaluation = new ArrayList<>();
        List<List<Use>> effects = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            List<Use> uses = uses(arguments.get(i), kinds.get(i), callee);
            (place(arguments.get(i)) == null ? evaluation : effects).add(uses);
        }
        return sequence(beside(evaluation), beside(effects));
    }

    private List<Use> parts(Expr expr, Use.Kind kind, String by) {
        List<List<Use>> all = new ArrayList<>();
        Rewriter.parts(expr, part -> {
            all.add(uses(part, kind, by));
            return part;
        });
        return beside(all);
    }

    private List<Use> sequence(List<Use> first, List<Use> second) {
        for (Use earlier : first) {
            for (Use later : second) {
                if (earlier.spoils(later)) {
                    fail(earlier.shown() + ", and after that " + later.shown());
                }
            }
        }
        return either(first, second);
    }

    private List<Use> beside(List<List<Use>> parts) {
        List<Use> all = new ArrayList<>();
        for (List<Use> part : parts) {
            for (Use one : part) {
                for (Use other : all) {
                    if (one.conflictsWith(other)) {
                        fail(other.shown() + ", and in the same expression " + one.shown());
                    }
                }
            }
            all.addAll(part);
        }
        return all;
    }

    private static List<Use> either(List<Use> left, List<Use> right) {
        List<Use> both = new ArrayList<>(left);
        right.stream().filter(use -> !left.contains(use)).forEach(both::add);
        return both;
    }

    /** The place that {@code expr} names without computing anything, or {@code null}. */
    private @Nullable Place place(Expr expr) {
        return switch (expr) {
            case Expr.LocalRef ref -> {
                Place alias = aliases.get(ref.local());
                yield alias == null ? Place.of(ref.local()) : alias;
            }
            case Expr.Select select -> {
                Place record = place(select.record());
                yield record == null ? null : record.then(new Place.OfField(select.field()));
            }
            default -> null;
        };
    }

    private static boolean isLinear(Expr expr) {
        return LinearTypes.isLinear(expr.type());
    }

    private void checkType(Type type) {
        if (LinearTypes.isNested(type)) {
            fail("a state map holds state maps, so that what find gives is shared with the map");
        }
    }

    private void fail(String reason) {
        reasons.add(reason);
    }
}
