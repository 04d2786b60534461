package dev.espalier.bridge.passes.representation;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Type;
import java.util.List;

/** Builds applications of the operations on numbers. */
final class Operations {
    private Operations() {}

    /** {@code primitive} of {@code arguments}, which gives a value of type {@code result}. */
    static Expr apply(Primitive primitive, Type result, List<Expr> arguments) {
        Type type = result;
        for (Expr argument : arguments.reversed()) {
            type = new Type.Arrow(argument.type(), type);
        }
        return new Expr.Apply(new Expr.PrimitiveRef(primitive, type), arguments, result);
    }

    /** A truth value. */
    static Expr test(Primitive primitive, Expr... arguments) {
        return apply(primitive, Builtins.BOOL_TYPE, List.of(arguments));
    }

    /** A natural number. */
    static Expr natural(Primitive primitive, Expr... arguments) {
        return apply(primitive, Builtins.INT_TYPE, List.of(arguments));
    }

    /** A whole number. */
    static Expr whole(Primitive primitive, Expr... arguments) {
        return apply(primitive, Builtins.WHOLE_TYPE, List.of(arguments));
    }

    /** The whole number {@code value}. */
    static Expr whole(long value) {
        return whole(Primitive.WHOLE, new Expr.IntegerLiteral(value));
    }
}
