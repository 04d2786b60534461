package dev.espalier.bridge.interpreter;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.LocalFunction;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.source.Position;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The local functions of a random program, and those that are handed to others. */
final class RandomFunctions {
    private static final Type INT = Builtins.INT_TYPE;
    private static final Type FUNCTION = RandomProgram.arrow(INT, INT);

    private final RandomProgram program;
    private final Random random;
    private @Nullable Global over;

    RandomFunctions(RandomProgram program, Random random) {
        this.program = program;
        this.random = random;
    }

    /**
     * A recursive function that captures what is in scope, called with a small number. What else it takes it hands on,
     * and may use.
     */
    Expr recursive(Type type, List<Local> scope, int depth) {
        long before = program.cost();
        Local n = new Local("n", INT);
        Local handed = program.local(program.anyType());
        LocalFunction function =
                new LocalFunction("go", RandomProgram.arrow(handed.type(), RandomProgram.arrow(INT, type)));
        Expr.FunctionRef ref = new Expr.FunctionRef(function, List.of(), function.type());
        Expr again = new Expr.Apply(ref, List.of(new Expr.LocalRef(handed), RandomProgram.minusOne(n)), type);
        List<Local> inside = RandomProgram.with(scope, n);
        if (random.nextBoolean()) {
            inside = RandomProgram.with(inside, handed);
        }
        Local result = program.local(type);
        Expr after = random.nextBoolean()
                ? again
                : new Expr.Let(result, again, program.expr(type, RandomProgram.with(inside, result), depth - 2));
        Expr body = new Expr.If(RandomProgram.isDown(n), program.expr(type, inside, depth - 2), after);
        program.repeat(before, 3);
        Expr start = program.expr(handed.type(), scope, depth - 2);
        return new Expr.LetFunctions(
                List.of(new Expr.Definition(function, new Expr.Lambda(List.of(handed, n), body))),
                new Expr.Apply(ref, List.of(start, new Expr.IntegerLiteral(random.nextInt(3))), type));
    }

    /** A function that is called once. */
    Expr once(Type type, List<Local> scope, int depth) {
        Local x = program.local(program.anyType());
        Local y = program.local(program.anyType());
        Expr body = program.expr(type, RandomProgram.with(RandomProgram.with(scope, x), y), depth - 1);
        Expr.Lambda lambda = new Expr.Lambda(List.of(x, y), body);
        LocalFunction function = new LocalFunction("once", lambda.type());
        Expr.FunctionRef ref = new Expr.FunctionRef(function, List.of(), function.type());
        List<Expr> arguments =
                List.of(program.expr(x.type(), scope, depth - 2), program.expr(y.type(), scope, depth - 2));
        return new Expr.LetFunctions(
                List.of(new Expr.Definition(function, lambda)), new Expr.Apply(ref, arguments, type));
    }

    /** {@code over f x}: may call what is handed to it, with or without having done something before. */
    Global over() {
        Local f = new Local("f", FUNCTION);
        Local x = new Local("x", INT);
        Expr call = new Expr.Apply(new Expr.LocalRef(f), List.of(program.expr(INT, List.of(x), 1)), INT);
        Expr other = program.expr(INT, List.of(x), 1);
        Expr body = random.nextBoolean()
                ? new Expr.If(program.expr(Builtins.BOOL_TYPE, List.of(x), 1), call, other)
                : new Expr.Apply(
                        new Expr.PrimitiveRef(Primitive.SUBTRACT, RandomProgram.arrow(INT, FUNCTION)),
                        List.of(other, call),
                        INT);
        Type type = RandomProgram.arrow(FUNCTION, FUNCTION);
        Global made = new Global("over", List.of(), new Position("random.ml", 1, 1), type, false);
        made.define(new Expr.Lambda(List.of(f, x), body));
        over = made;
        return made;
    }

    /** Whether {@code global} is the one that functions are handed to. */
    boolean isOver(Global global) {
        return global == over;
    }

    /** A function handed to the one that takes some. */
    Expr handed(List<Local> scope, int depth) {
        Expr argument = program.expr(INT, scope, depth - 1);
        Local x = program.local(INT);
        Expr function = new Expr.Lambda(List.of(x), program.expr(INT, RandomProgram.with(scope, x), depth - 2));
        return over == null ? argument : new Expr.Apply(RandomProgram.ref(over), List.of(function, argument), INT);
    }
}
