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
            case Expr.Apply first -> {
                List<Expr> arguments = new ArrayList<>(first.arguments());
                arguments.addAll(apply.arguments());
                yield call(new Expr.Apply(first.function(), arguments, apply.type()));
            }
            case Expr.Lambda lambda when fits(lambda, apply.arguments()) -> applied(lambda, apply);
            case Expr.GlobalRef ref
            when isInlined(ref, apply.arguments()) -> {
                candidates.count(ref.global());
                yield applied(Copy.of(ref), apply);
            }
            default -> apply;
        };
    }

    /** Whether there is an argument for each parameter. More come after the call, unless they do no work. */
    private static boolean fits(Expr.Lambda lambda, List<Expr> arguments) {
        int parameters = lambda.parameters().size();
        return arguments.size() >= parameters
                && arguments.subList(parameters, arguments.size()).stream().allMatch(Purity::isDroppable);
    }

    private boolean isInlined(Expr.GlobalRef ref, List<Expr> arguments) {
        if (!(ref.global().body() instanceof Expr.Lambda lambda)
                || !fits(lambda, arguments)
                || !candidates.mayBe(caller, ref)) {
            return false;
        }
        int more = Candidates.size(lambda.body());
        if (candidates.isUsedOnce(ref.global(), lambda) && size + more <= LARGEST) {
            size += more;
            return true;
        }
        if (more <= room && Candidates.isWorthIt(lambda, arguments)) {
            size += more;
            room -= more;
            return true;
        }
        return false;
    }

    /**
     * The body of {@code lambda}, for the arguments of {@code apply}: values are put where they are used, others are
     * evaluated first.
     */
    private Expr applied(Expr.Lambda lambda, Expr.Apply apply) {
        int count = lambda.parameters().size();
        Map<Local, Expr> moved = new HashMap<>();
        for (int i = 0; i < count; i++) {
            Local parameter = lambda.parameters().get(i);
            if (isMoved(parameter, apply.arguments().get(i), lambda.body())) {
                moved.put(parameter, apply.arguments().get(i));
            }
        }
        // A function that is now known may be called there.
        Expr result = moved.isEmpty() ? lambda.body() : inline(Substitution.substitute(lambda.body(), moved));
        for (int i = count - 1; i >= 0; i--) {
            Local parameter = lambda.parameters().get(i);
            if (!moved.containsKey(parameter)) {
                result = FirstUse.bind(parameter, apply.arguments().get(i), result);
            }
        }
        List<Expr> rest = apply.arguments().subList(count, apply.arguments().size());
        return rest.isEmpty() ? result : call(new Expr.Apply(result, rest, apply.type()));
    }

    private static boolean isMoved(Local parameter, Expr argument, Expr body) {
        if (Purity.isAtom(argument)) {
            return true;
        }
        int uses = Occurrences.count(parameter, body);
        return (argument instanceof Expr.Lambda && uses == 1)
                || (Functions.isPartial(argument) && uses == Candidates.calls(parameter, body));
    }
}
