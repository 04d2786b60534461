package dev.espalier.bridge.passes.tailcalls;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Tail positions: what gives the value of an expression without anything left to do. */
final class Tails {
    private Tails() {}

    /**
     * {@code expr} with {@code change} applied in tail position.
     *
     * @param calls which tails are calls of interest: {@code a && f x} becomes a conditional if one is inside {@code &&}
     */
    static Expr map(Expr expr, Predicate<Expr> calls, UnaryOperator<Expr> change) {
        if (expr instanceof Expr.Apply apply && isConnective(apply) && any(apply, calls)) {
            return map(conditional(apply), calls, change);
        }
        return isTail(expr) ? change.apply(expr) : parts(expr, part -> map(part, calls, change));
    }

    /** Whether something in tail position is a call of interest. */
    static boolean any(Expr expr, Predicate<Expr> calls) {
        if (expr instanceof Expr.Apply apply && isConnective(apply)) {
            return any(apply.arguments().get(1), calls);
        }
        if (isTail(expr)) {
            return calls.test(expr);
        }
        boolean[] found = {false};
        parts(expr, part -> {
            found[0] |= any(part, calls);
            return part;
        });
        return found[0];
    }

    /** {@code expr} with {@code change} applied to those direct parts that are in tail position; all of a tail is. */
    static Expr parts(Expr expr, UnaryOperator<Expr> change) {
        return switch (expr) {
            case Expr.Let let -> new Expr.Let(let.local(), let.value(), change.apply(let.body()));
            case Expr.If condition ->
                new Expr.If(condition.condition(), change.apply(condition.then()), change.apply(condition.otherwise()));
            case Expr.Switch branch -> {
                List<Expr.Branch> branches = new ArrayList<>();
                for (Expr.Branch one : branch.branches()) {
                    branches.add(new Expr.Branch(one.constructor(), one.fields(), change.apply(one.body())));
                }
                Expr otherwise = branch.otherwise();
                yield new Expr.Switch(
                        branch.scrutinee(),
                        branches,
                        otherwise == null ? null : change.apply(otherwise),
                        branch.type());
            }
            case Expr.Build build -> new Expr.Build(build.collector(), change.apply(build.body()));
            case Expr.Extend extend ->
                new Expr.Extend(extend.collector(), extend.element(), change.apply(extend.rest()));
            case Expr.Join join -> new Expr.Join(join.point(), change.apply(join.body()), change.apply(join.after()));
            default -> expr;
        };
    }

    private static boolean isTail(Expr expr) {
        return switch (expr) {
            case Expr.Let e -> false;
            case Expr.If e -> false;
            case Expr.Switch e -> false;
            case Expr.Build e -> false;
            case Expr.Extend e -> false;
            case Expr.Join e -> false;
            default -> true;
        };
    }

    private static boolean isConnective(Expr.Apply apply) {
        return apply.function() instanceof Expr.PrimitiveRef ref
                && (ref.primitive() == Primitive.AND || ref.primitive() == Primitive.OR);
    }

    /** {@code a && b} as {@code if a then b else false}: OCaml too evaluates {@code b} in tail position. */
    private static Expr conditional(Expr.Apply apply) {
        Expr left = apply.arguments().get(0);
        Expr right = apply.arguments().get(1);
        return ((Expr.PrimitiveRef) apply.function()).primitive() == Primitive.AND
                ? new Expr.If(left, right, new Expr.BooleanLiteral(false))
                : new Expr.If(left, new Expr.BooleanLiteral(true), right);
    }

    /** Whether {@code expr} is a call of {@code self} inside its own definition, at its own type. */
    static boolean isSelfCall(Expr expr, Global self) {
        return expr instanceof Expr.Apply apply
                && apply.function() instanceof Expr.GlobalRef ref
                && ref.global() == self
                && isOwn(ref);
    }

    /** Inside its own definition a function has one type: the variables of the loop keep theirs. */
    static boolean isOwn(Expr.GlobalRef ref) {
        return ref.typeArguments().isEmpty()
                || ref.typeArguments().stream()
                        .map(Tails::resolved)
                        .toList()
                        .equals(ref.global().parameters());
    }

    /** {@code type} with no solved variables inside, so that equal types are equal. */
    static Type resolved(Type type) {
        return Types.substitute(type, Map.of());
    }
}
