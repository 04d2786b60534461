package dev.espalier.bridge.passes.inlining;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.passes.Copy;
import dev.espalier.bridge.passes.FirstUse;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Purity;
import dev.espalier.bridge.passes.Rewriter;
import dev.espalier.bridge.passes.Substitution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Replaces calls in one definition. */
final class Inliner {
    /** By how many expressions any definition may grow, and by its own size if that is more. */
    private static final int ROOM = 60;

    /** A definition that is larger takes in no function for being called only here: a JIT compiles no huge methods. */
    private static final int LARGEST = 600;

    private final Global caller;
    private final Candidates candidates;
    private int size;
    private int room;

    Inliner(Global caller, Candidates candidates) {
        this.caller = caller;
        this.candidates = candidates;
        this.size = Candidates.size(caller.body());
        this.room = Math.max(ROOM, size);
    }

    /** {@code expr}, calls in it replaced. */
    Expr inline(Expr expr) {
        Expr inner = Rewriter.parts(expr, this::inline);
        return inner instanceof Expr.Apply apply ? call(apply) : inner;
    }

    private Expr call(Expr.Apply apply) {
        return switch (apply.function()) {
            case Expr.Apply first
            when !Purity.isLazy(first.function()) -> {
                List<Expr> arguments = new ArrayList<>(first.arguments());
                arguments.addAll(apply.arguments());
                yield call(new Expr.Apply(first.function(), arguments, apply.type()));
            }
            case Expr.Lambda lambda
            when fits(lambda, apply) -> rest(again(placed(lambda, apply.arguments())), lambda, apply);
            case Expr.GlobalRef ref
            when ref.global().body() instanceof Expr.Lambda lambda
                    && fits(lambda, apply)
                    && candidates.mayBe(caller, ref) -> known(ref, lambda, apply);
            default -> apply;
        };
    }

    /** Whether there is an argument for each parameter. More come after the call, unless they do no work. */
    private static boolean fits(Expr.Lambda lambda, Expr.Apply apply) {
        int parameters = lambda.parameters().size();
        int arguments = apply.arguments().size();
        return arguments >= parameters
                && apply.arguments().subList(parameters, arguments).stream().allMatch(Purity::isDroppable);
    }

    private Expr known(Expr.GlobalRef ref, Expr.Lambda lambda, Expr.Apply apply) {
        int more = Candidates.size(lambda.body());
        boolean once = candidates.isUsedOnce(ref.global(), lambda) && size + more <= LARGEST;
        boolean makesKnown = Candidates.makesKnown(lambda, apply.arguments());
        if (!once && (more > room || !(makesKnown || Candidates.isDetour(lambda)))) {
            return apply;
        }
        Placed placed = placed(Copy.of(ref), apply.arguments());
        if (placed.names > 0 && !once && !makesKnown) {
            return apply; // a name for an argument is more than the call that it would save
        }
        size += more;
        room -= once ? 0 : more;
        candidates.count(ref.global());
        return rest(again(placed), lambda, apply);
    }

    /** What is called where it has become known may be replaced in turn. */
    private Expr again(Placed placed) {
        return placed.moved ? inline(placed.body) : placed.body;
    }

    private Expr rest(Expr result, Expr.Lambda lambda, Expr.Apply apply) {
        int taken = lambda.parameters().size();
        List<Expr> rest = apply.arguments().subList(taken, apply.arguments().size());
        return rest.isEmpty() ? result : call(new Expr.Apply(result, rest, apply.type()));
    }

    /**
     * A function's body with its arguments.
     *
     * @param moved whether some were put where they are used
     * @param names how many have a name, since they are evaluated before they are used
     */
    private record Placed(Expr body, boolean moved, int names) {}

    /** The body of {@code lambda}: values are put where they are used, what does work is evaluated as soon as before. */
    private static Placed placed(Expr.Lambda lambda, List<Expr> arguments) {
        Map<Local, Expr> moved = new HashMap<>();
        for (int i = 0; i < lambda.parameters().size(); i++) {
            Local parameter = lambda.parameters().get(i);
            if (isMoved(parameter, arguments.get(i), lambda.body())) {
                moved.put(parameter, arguments.get(i));
            }
        }
        Expr result = moved.isEmpty() ? lambda.body() : Substitution.substitute(lambda.body(), moved);
        int names = 0;
        for (int i = lambda.parameters().size() - 1; i >= 0; i--) {
            Local parameter = lambda.parameters().get(i);
            if (!moved.containsKey(parameter)) {
                result = FirstUse.bind(parameter, arguments.get(i), result);
                names += result instanceof Expr.Let let && let.local() == parameter ? 1 : 0;
            }
        }
        return new Placed(result, !moved.isEmpty(), names);
    }

    private static boolean isMoved(Local parameter, Expr argument, Expr body) {
        if (Purity.isAtom(argument)) {
            return true;
        }
        int uses = Occurrences.count(parameter, body);
        return (argument instanceof Expr.Lambda && uses == 1)
                || (Functions.isPartial(argument) && uses == Candidates.calls(parameter, 1, body));
    }
}
