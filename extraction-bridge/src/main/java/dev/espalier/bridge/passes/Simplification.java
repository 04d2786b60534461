package dev.espalier.bridge.passes;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Beta reduction, so that what extraction writes for {@code match} on numbers,
 * {@code (fun fO fS n -> if n=0 then fO () else fS (n-1)) a b n}, becomes a conditional; record projection functions
 * become field accesses; names for atoms and unused pure values disappear.
 *
 * <p>Evaluation order and number of evaluations are kept: only atoms and functions are moved, and a function only if
 * it is used once.
 */
final class Simplification {
    private Simplification() {}

    /** The field that {@code global} projects to, if that is all it does. */
    static Optional<TypeSymbol.Field> projection(Global global) {
        if (global.body() instanceof Expr.Lambda lambda
                && lambda.parameters().size() == 1
                && lambda.body() instanceof Expr.Select select
                && select.record() instanceof Expr.LocalRef ref
                && ref.local() == lambda.parameters().getFirst()) {
            return Optional.of(select.field());
        }
        return Optional.empty();
    }

    /** {@code expr}, simpler. */
    static Expr simplify(Expr expr) {
        Expr simpler = Rewriter.parts(expr, Simplification::simplify);
        return switch (simpler) {
            case Expr.Apply apply -> apply(apply);
            case Expr.Let let -> let(let);
            case Expr.Lambda lambda
            when lambda.body() instanceof Expr.Lambda inner -> {
                List<Local> parameters = new ArrayList<>(lambda.parameters());
                parameters.addAll(inner.parameters());
                yield new Expr.Lambda(parameters, inner.body());
            }
            case Expr.If condition
            when condition.condition() instanceof Expr.BooleanLiteral literal ->
                literal.value() ? condition.then() : condition.otherwise();
            default -> simpler;
        };
    }

    private static Expr apply(Expr.Apply apply) {
        return switch (apply.function()) {
            case Expr.Apply inner -> {
                List<Expr> arguments = new ArrayList<>(inner.arguments());
                arguments.addAll(apply.arguments());
                yield apply(new Expr.Apply(inner.function(), arguments, apply.type()));
            }
            case Expr.Lambda lambda -> beta(lambda, apply);
            case Expr.Let let
            when isFunction(let.body()) ->
                new Expr.Let(
                        let.local(), let.value(), apply(new Expr.Apply(let.body(), apply.arguments(), apply.type())));
            case Expr.GlobalRef ref
            when projection(ref.global()).isPresent() ->
                select(projection(ref.global()).orElseThrow(), apply);
            case Expr.PrimitiveRef ref
            when ref.primitive() == Primitive.FIRST ->
                select(Builtins.PAIR.fields().get(0), apply);
            case Expr.PrimitiveRef ref
            when ref.primitive() == Primitive.SECOND ->
                select(Builtins.PAIR.fields().get(1), apply);
            default -> apply;
        };
    }

    private static boolean isFunction(Expr expr) {
        return expr instanceof Expr.Lambda || (expr instanceof Expr.Let let && isFunction(let.body()));
    }

    private static Expr select(TypeSymbol.Field field, Expr.Apply apply) {
        Expr.Select select = new Expr.Select(
                apply.arguments().getFirst(),
                field,
                Types.result(apply.function().type(), 1));
        List<Expr> rest = apply.arguments().subList(1, apply.arguments().size());
        return rest.isEmpty() ? select : new Expr.Apply(select, rest, apply.type());
    }

    private static Expr beta(Expr.Lambda lambda, Expr.Apply apply) {
        int bound = Math.min(lambda.parameters().size(), apply.arguments().size());
        Expr body = lambda.parameters().size() > bound
                ? new Expr.Lambda(
                        lambda.parameters().subList(bound, lambda.parameters().size()), lambda.body())
                : lambda.body();
        if (apply.arguments().size() > bound) {
            List<Expr> rest = apply.arguments().subList(bound, apply.arguments().size());
            body = new Expr.Apply(body, rest, apply.type());
        }
        for (int i = bound - 1; i >= 0; i--) {
            body = new Expr.Let(lambda.parameters().get(i), apply.arguments().get(i), body);
        }
        return simplify(body);
    }

    private static Expr let(Expr.Let let) {
        int uses = Occurrences.count(let.body()).getOrDefault(let.local(), 0);
        if (uses == 0 && isDroppable(let.value())) {
            return let.body();
        }
        boolean movable = isAtom(let.value()) || (uses == 1 && let.value() instanceof Expr.Lambda);
        if (!movable) {
            return let;
        }
        Expr replaced = substitute(let.body(), Map.of(let.local(), let.value()));
        return let.value() instanceof Expr.Lambda ? simplify(replaced) : replaced;
    }

    /** {@code expr} with variables replaced; a branch's scrutinee can only be replaced by a variable. */
    static Expr substitute(Expr expr, Map<Local, Expr> replacements) {
        if (expr instanceof Expr.LocalRef ref) {
            return replacements.getOrDefault(ref.local(), ref);
        }
        Expr replaced = Rewriter.parts(expr, part -> substitute(part, replacements));
        if (replaced instanceof Expr.Switch branch
                && replacements.get(branch.scrutinee()) instanceof Expr.LocalRef target) {
            return new Expr.Switch(target.local(), branch.branches(), branch.otherwise(), branch.type());
        }
        return replaced;
    }

    /** Whether {@code expr} is a value that costs nothing to repeat. */
    static boolean isAtom(Expr expr) {
        return expr instanceof Expr.LocalRef
                || expr instanceof Expr.IntegerLiteral
                || expr instanceof Expr.BooleanLiteral
                || expr instanceof Expr.UnitLiteral
                || expr instanceof Expr.FunctionRef
                || (expr instanceof Expr.GlobalRef ref && ref.global().arity() > 0)
                || expr instanceof Expr.OperationRef
                || expr instanceof Expr.PrimitiveRef;
    }

    /** Whether leaving {@code expr} out changes nothing: it ends and has no overflow. */
    private static boolean isDroppable(Expr expr) {
        return isAtom(expr)
                || expr instanceof Expr.Lambda
                || (expr instanceof Expr.Select select && isDroppable(select.record()))
                || (expr instanceof Expr.Construct construct
                        && construct.arguments().stream().allMatch(Simplification::isDroppable))
                || (expr instanceof Expr.MakeRecord record
                        && record.fields().stream().allMatch(Simplification::isDroppable));
    }
}
