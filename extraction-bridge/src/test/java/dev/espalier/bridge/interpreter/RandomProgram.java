package dev.espalier.bridge.interpreter;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Pattern;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.source.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A random well-typed program with a definition {@code run : int -> int} that ends: recursion counts a small number
 * down. The same seed gives the same program.
 */
final class RandomProgram {
    private static final Position PLACE = new Position("random.ml", 1, 1);
    private static final List<String> NAMES = List.of("x", "y", "n", "this", "value", "x'", "_tmp", "part");
    private static final long DEAR = 500;
    private static final Type INT = Builtins.INT_TYPE;
    private static final Type BOOL = Builtins.BOOL_TYPE;
    private static final Type OPTION = new Type.Named(Builtins.OPTION, List.of(INT));
    private static final Type LIST = new Type.Named(Builtins.LIST, List.of(INT));
    private static final Type PAIR = Builtins.pair(INT, BOOL);

    private final Random random;
    private final TypeSymbol shapes;
    private final Type shape;
    private final List<Type> types;
    private final List<Global> globals = new ArrayList<>();

    /** What a call of each definition costs at most, roughly: what costs much is not called, so programs end soon. */
    private final Map<Global, Long> costs = new HashMap<>();

    private final RandomFunctions functions;
    private long cost;

    private RandomProgram(long seed) {
        this.random = new Random(seed);
        this.functions = new RandomFunctions(this, random);
        this.shapes = new TypeSymbol("shape", List.of(), TypeSymbol.Kind.VARIANT, List.of(), "type shape");
        this.shape = new Type.Named(shapes, List.of());
        shapes.defineConstructors(List.of(
                new TypeSymbol.Constructor(shapes, "Dot", List.of(), 0),
                new TypeSymbol.Constructor(shapes, "Line", List.of(INT), 1),
                new TypeSymbol.Constructor(shapes, "Box", List.of(INT, shape), 2)));
        this.types = List.of(INT, INT, BOOL, OPTION, LIST, PAIR, shape);
    }

    /** The program of {@code seed}. */
    static Program of(long seed) {
        return new RandomProgram(seed).program();
    }

    private Program program() {
        for (int i = 0; i < 6; i++) {
            List<Local> parameters = new ArrayList<>();
            for (int j = 0; j <= random.nextInt(3); j++) {
                parameters.add(local(anyType()));
            }
            define("helper" + i, parameters, anyType(), i < 2 ? 1 : 4);
        }
        Global over = functions.over();
        add(over, over.body());
        loop("loop", INT);
        loop("gather", shape);
        build();
        parity();
        run();
        return new Program(List.of(new Unit(null, List.of(), List.of(shapes), globals)));
    }

    /** {@code run n}: a sum, so that more than one part of it counts. */
    private void run() {
        Local n = new Local("n", INT);
        Type operation = arrow(INT, arrow(INT, INT));
        Expr sum = new Expr.LocalRef(n);
        for (int i = 0; i < 3; i++) {
            sum = new Expr.Apply(
                    new Expr.PrimitiveRef(Primitive.ADD, operation), List.of(sum, expr(INT, List.of(n), 5)), INT);
        }
        add(new Global("run", List.of(), PLACE, arrow(INT, INT), false), new Expr.Lambda(List.of(n), sum));
    }

    private void define(String name, List<Local> parameters, Type result, int depth) {
        Expr body = new Expr.Lambda(parameters, expr(result, parameters, depth));
        add(new Global(name, List.of(), PLACE, body.type(), false), body);
    }

    private void add(Global global, Expr body) {
        global.show(global.type().toString());
        global.define(body);
        globals.add(global);
        costs.put(global, 4 * (cost + 1));
        cost = 0;
    }

    /** {@code loop n x = if n <= 0 then x else loop (n - 1) (... n ... x ...)}. */
    private void loop(String name, Type type) {
        Local n = new Local("n", INT);
        Local x = local(type);
        Global loop = new Global(name, List.of(), PLACE, arrow(INT, arrow(type, type)), false);
        Expr next = new Expr.Apply(ref(loop), List.of(minusOne(n), expr(type, List.of(n, x), 3)), type);
        recursive(loop, List.of(n, x), new Expr.If(isDown(n), new Expr.LocalRef(x), next));
    }

    /** {@code build n = if n <= 0 then [] else ... n ... :: build (n - 1)}. */
    private void build() {
        Local n = new Local("n", INT);
        Global build = new Global("build", List.of(), PLACE, arrow(INT, LIST), false);
        Expr rest = new Expr.Apply(ref(build), List.of(minusOne(n)), LIST);
        Expr cell =
                new Expr.Construct(Builtins.LIST.constructors().get(1), List.of(expr(INT, List.of(n), 2), rest), LIST);
        Expr empty = new Expr.Construct(Builtins.LIST.constructors().get(0), List.of(), LIST);
        recursive(build, List.of(n), new Expr.If(isDown(n), empty, cell));
    }

    /** Two definitions that call each other in tail position. */
    private void parity() {
        Local n = new Local("n", INT);
        Local m = new Local("n", INT);
        Local x = local(INT);
        Local y = local(INT);
        Type type = arrow(INT, arrow(INT, INT));
        Global even = new Global("even", List.of(), PLACE, type, false);
        Global odd = new Global("odd", List.of(), PLACE, type, false);
        Expr first = new Expr.Apply(ref(odd), List.of(minusOne(n), expr(INT, List.of(n, x), 2)), INT);
        Expr second = new Expr.Apply(ref(even), List.of(minusOne(m), expr(INT, List.of(m, y), 2)), INT);
        recursive(even, List.of(n, x), new Expr.If(isDown(n), new Expr.LocalRef(x), first));
        recursive(odd, List.of(m, y), new Expr.If(isDown(m), expr(INT, List.of(m, y), 2), second));
    }

    /** Callable by what comes after it; not by what is in it, which would not end. */
    private void recursive(Global global, List<Local> parameters, Expr body) {
        add(global, new Expr.Lambda(parameters, body));
    }

    /** What was made since the cost was {@code before} costs {@code times} as much. */
    void repeat(long before, int times) {
        cost = before + times * (cost - before + 1);
    }

    long cost() {
        return cost;
    }

    /** An expression of {@code type} over the variables in {@code scope}. */
    Expr expr(Type type, List<Local> scope, int depth) {
        if (depth <= 0) {
            return small(type, scope);
        }
        return switch (random.nextInt(11)) {
            case 0 -> small(type, scope);
            case 1 -> let(type, scope, depth);
            case 2 ->
                new Expr.If(expr(BOOL, scope, depth - 1), expr(type, scope, depth - 1), expr(type, scope, depth - 1));
            case 3 -> match(type, scope, depth);
            case 4 -> call(type, scope, depth);
            case 5 -> beta(type, scope, depth);
            case 6 -> functions.recursive(type, scope, depth);
            case 7 -> functions.once(type, scope, depth);
            case 8 -> type.equals(INT) ? functions.handed(scope, depth) : call(type, scope, depth);
            case 9 -> lazy(type, scope, depth);
            default -> made(type, scope, depth);
        };
    }

    private Expr small(Type type, List<Local> scope) {
        List<Local> fitting =
                scope.stream().filter(local -> local.type().equals(type)).toList();
        if (!fitting.isEmpty() && random.nextInt(4) > 0) {
            return new Expr.LocalRef(fitting.get(random.nextInt(fitting.size())));
        }
        if (type.equals(INT)) {
            return new Expr.IntegerLiteral(random.nextInt(7) - 2);
        }
        if (type.equals(BOOL)) {
            return new Expr.BooleanLiteral(random.nextBoolean());
        }
        if (type.equals(PAIR)) {
            return new Expr.MakeRecord(Builtins.PAIR, List.of(small(INT, scope), small(BOOL, scope)), PAIR);
        }
        return new Expr.Construct(((Type.Named) type).symbol().constructors().getFirst(), List.of(), type);
    }

    private Expr made(Type type, List<Local> scope, int depth) {
        if (type.equals(INT)) {
            Primitive primitive = pick(List.of(
                    Primitive.ADD, Primitive.SUBTRACT, Primitive.MAXIMUM, Primitive.MINIMUM, Primitive.MULTIPLY));
            return new Expr.Apply(
                    new Expr.PrimitiveRef(primitive, arrow(INT, arrow(INT, INT))),
                    List.of(expr(INT, scope, depth - 1), expr(INT, scope, depth - 1)),
                    INT);
        }
        if (type.equals(BOOL)) {
            boolean numbers = random.nextBoolean();
            Primitive primitive = numbers
                    ? pick(List.of(Primitive.EQUAL, Primitive.LESS, Primitive.AT_MOST, Primitive.NOT_EQUAL))
                    : pick(List.of(Primitive.AND, Primitive.OR));
            Type side = numbers ? INT : BOOL;
            return new Expr.Apply(
                    new Expr.PrimitiveRef(primitive, arrow(side, arrow(side, BOOL))),
                    List.of(expr(side, scope, depth - 1), expr(side, scope, depth - 1)),
                    BOOL);
        }
        if (type.equals(PAIR)) {
            return new Expr.MakeRecord(
                    Builtins.PAIR, List.of(expr(INT, scope, depth - 1), expr(BOOL, scope, depth - 1)), PAIR);
        }
        TypeSymbol.Constructor constructor = pick(((Type.Named) type).symbol().constructors());
        List<Expr> arguments = new ArrayList<>();
        Types.arguments(constructor, type).forEach(argument -> arguments.add(expr(argument, scope, depth - 1)));
        return new Expr.Construct(constructor, arguments, type);
    }

    private Expr let(Type type, List<Local> scope, int depth) {
        Type bound = anyType();
        Local local = local(bound);
        return new Expr.Let(local, expr(bound, scope, depth - 1), expr(type, with(scope, local), depth - 1));
    }

    private Expr match(Type type, List<Local> scope, int depth) {
        Type matched = anyType();
        Expr scrutinee = expr(matched, scope, depth - 1);
        List<Expr.Case> cases = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<Local> inner = new ArrayList<>(scope);
            Pattern pattern = pattern(matched, inner, 3);
            Expr guard = random.nextInt(4) == 0 ? expr(BOOL, inner, 1) : null;
            cases.add(new Expr.Case(pattern, guard, expr(type, inner, depth - 1)));
        }
        cases.add(new Expr.Case(new Pattern.Any(), null, expr(type, scope, depth - 2)));
        return new Expr.Match(PLACE, scrutinee, cases, type);
    }

    /** A pattern; what it binds is added to {@code scope}. */
    private Pattern pattern(Type type, List<Local> scope, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            if (random.nextBoolean()) {
                return new Pattern.Any();
            }
            Local local = local(type);
            scope.add(local);
            return new Pattern.Bind(local, new Pattern.Any());
        }
        if (type.equals(INT)) {
            Pattern one = new Pattern.IntegerValue(random.nextInt(4));
            return random.nextBoolean() ? one : new Pattern.Or(one, new Pattern.IntegerValue(4 + random.nextInt(2)));
        }
        if (type.equals(BOOL)) {
            return new Pattern.BooleanValue(random.nextBoolean());
        }
        if (type.equals(PAIR)) {
            return new Pattern.Record(
                    Builtins.PAIR, List.of(pattern(INT, scope, depth - 1), pattern(BOOL, scope, depth - 1)));
        }
        TypeSymbol.Constructor constructor = pick(((Type.Named) type).symbol().constructors());
        List<Pattern> arguments = new ArrayList<>();
        Types.arguments(constructor, type).forEach(argument -> arguments.add(pattern(argument, scope, depth - 1)));
        return new Pattern.Construct(constructor, arguments);
    }

    private Expr call(Type type, List<Local> scope, int depth) {
        List<Global> fitting = globals.stream()
                .filter(global -> Types.result(global.type(), global.arity()).equals(type))
                .filter(global -> costs.getOrDefault(global, DEAR) < DEAR && !functions.isOver(global))
                .toList();
        if (fitting.isEmpty()) {
            return made(type, scope, depth);
        }
        Global called = pick(fitting);
        cost += 3 * costs.getOrDefault(called, DEAR);
        boolean counts = !called.name().startsWith("helper");
        List<Expr> arguments = new ArrayList<>();
        for (int i = 0; i < called.arity(); i++) {
            arguments.add(
                    i == 0 && counts
                            ? new Expr.IntegerLiteral(random.nextInt(4))
                            : expr(Types.argument(called.type(), i), scope, depth - 2));
        }
        if (arguments.size() > 1 && random.nextInt(3) == 0) {
            Type partial = Types.result(called.type(), 1);
            Local waiting = new Local("f", partial);
            return new Expr.Let(
                    waiting,
                    new Expr.Apply(ref(called), arguments.subList(0, 1), partial),
                    new Expr.Apply(new Expr.LocalRef(waiting), arguments.subList(1, arguments.size()), type));
        }
        return new Expr.Apply(ref(called), arguments, type);
    }

    private Expr beta(Type type, List<Local> scope, int depth) {
        Local x = local(anyType());
        Local y = local(anyType());
        Expr.Lambda lambda = new Expr.Lambda(List.of(x, y), expr(type, with(with(scope, x), y), depth - 1));
        List<Expr> arguments = List.of(expr(x.type(), scope, depth - 2), expr(y.type(), scope, depth - 2));
        return new Expr.Apply(lambda, arguments, type);
    }

    private Expr lazy(Type type, List<Local> scope, int depth) {
        Type suspended = Builtins.lazy(type);
        Local delayed = new Local("delayed", suspended);
        Expr computation = new Expr.Lambda(List.of(new Local("_", Builtins.UNIT_TYPE)), expr(type, scope, depth - 2));
        Expr value = new Expr.Apply(
                new Expr.PrimitiveRef(Primitive.DELAY, arrow(computation.type(), suspended)),
                List.of(computation),
                suspended);
        Expr forced = new Expr.Apply(
                new Expr.PrimitiveRef(Primitive.FORCE, arrow(suspended, type)),
                List.of(new Expr.LocalRef(delayed)),
                type);
        return new Expr.Let(delayed, value, new Expr.If(expr(BOOL, scope, 1), forced, expr(type, scope, depth - 2)));
    }

    static Expr isDown(Local n) {
        return new Expr.Apply(
                new Expr.PrimitiveRef(Primitive.AT_MOST, arrow(INT, arrow(INT, BOOL))),
                List.of(new Expr.LocalRef(n), new Expr.IntegerLiteral(0)),
                BOOL);
    }

    static Expr minusOne(Local n) {
        return new Expr.Apply(
                new Expr.PrimitiveRef(Primitive.SUBTRACT, arrow(INT, arrow(INT, INT))),
                List.of(new Expr.LocalRef(n), new Expr.IntegerLiteral(1)),
                INT);
    }

    static Expr.GlobalRef ref(Global global) {
        return new Expr.GlobalRef(global, List.of(), global.type());
    }

    static Type arrow(Type from, Type to) {
        return new Type.Arrow(from, to);
    }

    Type anyType() {
        return pick(types);
    }

    Local local(Type type) {
        return new Local(pick(NAMES), type);
    }

    static List<Local> with(List<Local> scope, Local local) {
        List<Local> more = new ArrayList<>(scope);
        more.add(local);
        return more;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
