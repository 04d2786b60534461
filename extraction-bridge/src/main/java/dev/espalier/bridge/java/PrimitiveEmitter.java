package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Types;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes applied primitive operations. */
final class PrimitiveEmitter {
    /** Operations of whole numbers: methods of the first argument. */
    private static final Map<Primitive, String> WHOLE_METHODS = Map.ofEntries(
            Map.entry(Primitive.WHOLE_TO_NATURAL, "toNatural"),
            Map.entry(Primitive.WHOLE_IS_ZERO, "isZero"),
            Map.entry(Primitive.WHOLE_IS_ONE, "isOne"),
            Map.entry(Primitive.WHOLE_IS_POSITIVE, "isPositive"),
            Map.entry(Primitive.WHOLE_IS_ODD, "isOdd"),
            Map.entry(Primitive.WHOLE_TWICE, "twice"),
            Map.entry(Primitive.WHOLE_TWICE_AND_ONE, "twiceAndOne"),
            Map.entry(Primitive.WHOLE_HALF, "half"),
            Map.entry(Primitive.WHOLE_NEGATE, "negate"),
            Map.entry(Primitive.WHOLE_ABSOLUTE, "absolute"),
            Map.entry(Primitive.WHOLE_SIGN, "sign"),
            Map.entry(Primitive.WHOLE_ADD, "add"),
            Map.entry(Primitive.WHOLE_SUBTRACT, "subtract"),
            Map.entry(Primitive.WHOLE_MONUS, "monus"),
            Map.entry(Primitive.WHOLE_MULTIPLY, "multiply"),
            Map.entry(Primitive.WHOLE_DIVIDE, "divide"),
            Map.entry(Primitive.WHOLE_MODULO, "modulo"),
            Map.entry(Primitive.WHOLE_QUOTIENT, "quotient"),
            Map.entry(Primitive.WHOLE_REMAINDER, "remainder"),
            Map.entry(Primitive.WHOLE_POWER, "power"),
            Map.entry(Primitive.WHOLE_GREATEST_COMMON_DIVISOR, "greatestCommonDivisor"),
            Map.entry(Primitive.WHOLE_SQUARE_ROOT, "squareRoot"),
            Map.entry(Primitive.WHOLE_LOGARITHM, "logarithm"),
            Map.entry(Primitive.WHOLE_BITS, "bits"),
            Map.entry(Primitive.WHOLE_AND, "and"),
            Map.entry(Primitive.WHOLE_OR, "or"),
            Map.entry(Primitive.WHOLE_XOR, "xor"),
            Map.entry(Primitive.WHOLE_AND_NOT, "andNot"),
            Map.entry(Primitive.WHOLE_TEST_BIT, "testBit"),
            Map.entry(Primitive.WHOLE_SHIFT_LEFT, "shiftLeft"),
            Map.entry(Primitive.WHOLE_SHIFT_RIGHT, "shiftRight"),
            Map.entry(Primitive.WHOLE_MAXIMUM, "max"),
            Map.entry(Primitive.WHOLE_MINIMUM, "min"),
            Map.entry(Primitive.WHOLE_EQUAL, "is"),
            Map.entry(Primitive.WHOLE_LESS, "lessThan"),
            Map.entry(Primitive.WHOLE_AT_MOST, "atMost"));

    private final JavaTypes types;
    private final BodyEmitter bodies;
    private final ExpressionEmitter expressions;

    PrimitiveEmitter(JavaTypes types, BodyEmitter bodies, ExpressionEmitter expressions) {
        this.types = types;
        this.bodies = bodies;
        this.expressions = expressions;
    }

    JavaExpression emit(Primitive primitive, List<Expr> arguments, Scope scope, List<Doc> out) {
        if (Inlining.isLazy(primitive) && !Inlining.isInline(arguments.get(1))) {
            Expr left = arguments.get(0);
            Expr right = arguments.get(1);
            Expr lazy = primitive == Primitive.AND
                    ? new Expr.If(left, right, new Expr.BooleanLiteral(false))
                    : new Expr.If(left, new Expr.BooleanLiteral(true), right);
            return expressions.emit(lazy, scope, out);
        }
        return switch (primitive) {
            case ADD -> math("addExact", arguments, scope, out);
            case SUBTRACT -> math("subtractExact", arguments, scope, out);
            case MULTIPLY -> math("multiplyExact", arguments, scope, out);
            case DIVIDE -> math("divideExact", arguments, scope, out);
            case NEGATE -> math("negateExact", arguments, scope, out);
            case SUCCESSOR -> math("incrementExact", arguments, scope, out);
            case PREDECESSOR -> math("decrementExact", arguments, scope, out);
            case MAXIMUM -> extreme("max", arguments, scope, out);
            case MINIMUM -> extreme("min", arguments, scope, out);
            case COMPARE -> order(arguments, scope, out);
            case REMAINDER -> infix("%", JavaExpression.MULTIPLICATIVE, arguments, scope, out);
            case EQUAL -> equality("==", arguments, scope, out);
            case NOT_EQUAL -> equality("!=", arguments, scope, out);
            case LESS -> relation("<", arguments, scope, out);
            case AT_MOST -> relation("<=", arguments, scope, out);
            case GREATER -> relation(">", arguments, scope, out);
            case AT_LEAST -> relation(">=", arguments, scope, out);
            case AND -> infix("&&", JavaExpression.AND, arguments, scope, out);
            case OR -> infix("||", JavaExpression.OR, arguments, scope, out);
            case NOT -> ExpressionEmitter.not(expressions.emit(arguments.getFirst(), scope, out));
            case FORCE ->
                JavaExpression.primary(
                        Doc.of(expressions.receiver(arguments.getFirst(), scope, out), Doc.text(".force()")));
            case MAP_FIND -> method("find", arguments, scope, out);
            case MAP_ADD -> method("add", arguments, scope, out);
            case MAP_REMOVE -> method("remove", arguments, scope, out);
            case NATURAL_POWER -> natural("power", arguments, scope, out);
            case NATURAL_SQUARE_ROOT -> natural("squareRoot", arguments, scope, out);
            case NATURAL_LOGARITHM -> natural("logarithm", arguments, scope, out);
            case WHOLE -> whole(arguments.getFirst(), scope, out);
            case PROOF, CAST, DELAY -> throw new IllegalStateException(primitive + " is written elsewhere");
            case FIRST, SECOND -> {
                String component = primitive == Primitive.FIRST ? ".first()" : ".second()";
                yield JavaExpression.primary(
                        Doc.of(expressions.receiver(arguments.getFirst(), scope, out), Doc.text(component)));
            }
            default -> {
                String method = Objects.requireNonNull(WHOLE_METHODS.get(primitive), primitive::name);
                List<Doc> others = expressions.arguments(arguments.subList(1, arguments.size()), scope, out);
                Doc receiver = expressions.receiver(arguments.getFirst(), scope, out);
                yield JavaExpression.primary(Doc.of(receiver, Doc.list("." + method + "(", others, ")")));
            }
        };
    }

    /** A method of the last argument. */
    private JavaExpression method(String name, List<Expr> arguments, Scope scope, List<Doc> out) {
        List<Expr> others = arguments.subList(0, arguments.size() - 1);
        return JavaExpression.primary(Doc.of(
                expressions.receiver(arguments.getLast(), scope, out),
                Doc.list("." + name + "(", expressions.arguments(others, scope, out), ")")));
    }

    private JavaExpression natural(String method, List<Expr> arguments, Scope scope, List<Doc> out) {
        String start = types.runtime("LongMath") + "." + method + "(";
        return JavaExpression.primary(Doc.list(start, expressions.arguments(arguments, scope, out), ")"));
    }

    private JavaExpression whole(Expr value, Scope scope, List<Doc> out) {
        String type = types.runtime("Whole");
        if (value instanceof Expr.IntegerLiteral literal && (literal.value() == 0 || literal.value() == 1)) {
            return JavaExpression.primary(type + (literal.value() == 0 ? ".ZERO" : ".ONE"));
        }
        return JavaExpression.primary(Doc.list(type + ".of(", expressions.arguments(List.of(value), scope, out), ")"));
    }

    private JavaExpression math(String method, List<Expr> arguments, Scope scope, List<Doc> out) {
        return JavaExpression.primary(
                Doc.list("Math." + method + "(", expressions.arguments(arguments, scope, out), ")"));
    }

    private JavaExpression infix(String operator, int precedence, List<Expr> sides, Scope scope, List<Doc> out) {
        JavaExpression left = side(sides.get(0), scope, out);
        JavaExpression right = side(sides.get(1), scope, out);
        return infix(operator, precedence, left, right);
    }

    private JavaExpression side(Expr side, Scope scope, List<Doc> out) {
        return Inlining.isDeep(side)
                ? JavaExpression.primary(scope.name(bodies.hoist(side, "part", scope, out)))
                : expressions.emit(side, scope, out);
    }

    static JavaExpression infix(String operator, int precedence, JavaExpression left, JavaExpression right) {
        Doc doc = Doc.group(
                left.atLeast(precedence),
                Doc.nest(8, Doc.LINE, Doc.text(operator + " "), right.atLeast(precedence + 1)));
        return new JavaExpression(doc, precedence);
    }

    /** The larger or the smaller one. */
    private JavaExpression extreme(String method, List<Expr> sides, Scope scope, List<Doc> out) {
        TypeSymbol symbol = Builtins.symbol(sides.getFirst().type());
        if (symbol == Builtins.INT || symbol == Builtins.UINT63) {
            return math(method, sides, scope, out);
        }
        if (symbol == Builtins.FLOAT || symbol == Builtins.BIG_INTEGER) {
            return runtime(symbol == Builtins.FLOAT ? "Floats" : "BigIntegers", method, sides, scope, out);
        }
        String witness = "<" + types.boxed(sides.getFirst().type()) + ">";
        return runtime("Structural", witness + method, sides, scope, out);
    }

    /** OCaml's {@code compare}: a negative number, 0 or a positive one. */
    private JavaExpression order(List<Expr> sides, Scope scope, List<Doc> out) {
        TypeSymbol symbol = Builtins.symbol(sides.getFirst().type());
        String owner = symbol == Builtins.INT || symbol == Builtins.UINT63 || symbol == Builtins.CHAR
                ? "Integers"
                : symbol == Builtins.STRING
                        ? "ByteString"
                        : symbol == Builtins.BIG_INTEGER ? "BigIntegers" : "Structural";
        return runtime(owner, "compare", sides, scope, out);
    }

    private JavaExpression relation(String operator, List<Expr> sides, Scope scope, List<Doc> out) {
        Type type = sides.getFirst().type();
        if (JavaTypes.isPrimitive(type) && !Builtins.isBool(type)) {
            return infix(operator, JavaExpression.RELATION, sides, scope, out);
        }
        JavaExpression zero = JavaExpression.primary("0L");
        return infix(operator, JavaExpression.RELATION, order(sides, scope, out), zero);
    }

    private JavaExpression runtime(String owner, String method, List<Expr> arguments, Scope scope, List<Doc> out) {
        String start = types.runtime(owner) + "." + method + "(";
        return JavaExpression.primary(Doc.list(start, expressions.arguments(arguments, scope, out), ")"));
    }

    /**
     * Compares numbers, and other values by what they hold. Two boxed numbers would be compared by identity, so one is
     * unboxed.
     */
    private JavaExpression equality(String operator, List<Expr> sides, Scope scope, List<Doc> out) {
        if (!JavaTypes.isPrimitive(sides.getFirst().type())) {
            TypeSymbol symbol = Builtins.symbol(sides.getFirst().type());
            JavaExpression equal = symbol == Builtins.STRING
                    ? runtime("ByteString", "equal", sides, scope, out)
                    : symbol == Builtins.BIG_INTEGER
                            ? runtime("BigIntegers", "eq", sides, scope, out)
                            : runtime("Structural", "equal", sides, scope, out);
            return operator.equals("==") ? equal : ExpressionEmitter.not(equal);
        }
        JavaExpression left = side(sides.get(0), scope, out);
        JavaExpression right = side(sides.get(1), scope, out);
        if (mayBeBoxed(sides.get(0), scope) && mayBeBoxed(sides.get(1), scope)) {
            Doc cast = Doc.text("(" + types.plain(sides.get(0).type()) + ") ");
            left = new JavaExpression(Doc.of(cast, left.atLeast(JavaExpression.UNARY)), JavaExpression.UNARY);
        }
        return infix(operator, JavaExpression.EQUALITY, left, right);
    }

    /** Whether {@code expr}, once written, may have a boxed type; what gets a variable of its own has the plain one. */
    private static boolean mayBeBoxed(Expr expr, Scope scope) {
        if (Inlining.isDeep(expr)) {
            return false;
        }
        return switch (expr) {
            case Expr.Let let -> false;
            case Expr.Switch branches -> false;
            case Expr.Join join -> false;
            case Expr.If condition when !Inlining.isInline(condition) -> false;
            case Expr.LocalRef ref -> scope.isBoxed(ref.local());
            case Expr.IntegerLiteral literal -> false;
            case Expr.BooleanLiteral literal -> false;
            case Expr.CharacterLiteral literal -> false;
            case Expr.FloatLiteral literal -> false;
            case Expr.Select select -> select.field().type().resolved() instanceof Type.Parameter;
            case Expr.Apply apply ->
                switch (apply.function()) {
                    case Expr.PrimitiveRef ref ->
                        ref.primitive() == Primitive.CAST || ref.primitive() == Primitive.FORCE;
                    case Expr.RuntimeRef ref ->
                        Types.result(ref.function().type(), ref.function().arity()) instanceof Type.Parameter;
                    case Expr.OperationRef ref ->
                        Types.result(ref.operation().type(), ref.operation().arity()) instanceof Type.Parameter;
                    default -> true;
                };
            case Expr.If condition -> mayBeBoxed(condition.then(), scope) || mayBeBoxed(condition.otherwise(), scope);
            default -> true;
        };
    }
}
