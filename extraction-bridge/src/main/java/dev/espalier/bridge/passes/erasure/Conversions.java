package dev.espalier.bridge.passes.erasure;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.passes.Purity;
import dev.espalier.bridge.passes.Rewriter;
import java.util.List;

/** Removes conversions. */
final class Conversions {
    private Conversions() {}

    /** {@code expr} without conversions that change nothing; one is left of several in a row. */
    static Expr remove(Expr expr) {
        Expr inner = Rewriter.parts(expr, Conversions::remove);
        return inner instanceof Expr.Apply apply && isConversion(apply.function()) ? conversion(apply) : inner;
    }

    private static boolean isConversion(Expr function) {
        return function instanceof Expr.PrimitiveRef ref && ref.primitive() == Primitive.CAST;
    }

    private static Expr conversion(Expr.Apply apply) {
        Expr value = apply.arguments().getFirst();
        List<Expr> rest = apply.arguments().subList(1, apply.arguments().size());
        if (value instanceof Expr.PrimitiveRef ref
                && ref.primitive() == Primitive.PROOF
                && rest.stream().allMatch(Purity::isDroppable)) {
            return converted(value, apply.type()); // a proof applied to anything is that proof
        }
        Type type = Types.result(apply.function().type(), 1);
        while (value instanceof Expr.Apply before
                && isConversion(before.function())
                && before.arguments().size() == 1) {
            value = before.arguments().getFirst();
        }
        Expr converted = Types.same(value.type(), type) ? value : converted(value, type);
        return rest.isEmpty() ? converted : new Expr.Apply(converted, rest, apply.type());
    }

    private static Expr converted(Expr value, Type type) {
        Expr conversion = new Expr.PrimitiveRef(Primitive.CAST, new Type.Arrow(value.type(), type));
        return new Expr.Apply(conversion, List.of(value), type);
    }
}
