package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.Types;
import java.util.List;

/** Writes applied primitive operations. */
final class PrimitiveEmitter {
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
            case MAXIMUM -> math("max", arguments, scope, out);
            case MINIMUM -> math("min", arguments, scope, out);
            case REMAINDER -> infix("%", JavaExpression.MULTIPLICATIVE, arguments, scope, out);
            case EQUAL -> equality("==", arguments, scope, out);
            case NOT_EQUAL -> equality("!=", arguments, scope, out);
            case LESS -> infix("<", JavaExpression.RELATION, arguments, scope, out);
            case AT_MOST -> infix("<=", JavaExpression.RELATION, arguments, scope, out);
            case GREATER -> infix(">", JavaExpression.RELATION, arguments, scope, out);
            case AT_LEAST -> infix(">=", JavaExpression.RELATION, arguments, scope, out);
            case AND -> infix("&&", JavaExpression.AND, arguments, scope, out);
            case OR -> infix("||", JavaExpression.OR, arguments, scope, out);
            case NOT -> ExpressionEmitter.not(expressions.emit(arguments.getFirst(), scope, out));
            case FORCE ->
                JavaExpression.primary(
                        Doc.of(expressions.receiver(arguments.getFirst(), scope, out), Doc.text(".force()")));
            case MAP_FIND -> method("find", arguments, scope, out);
            case MAP_ADD -> method("add", arguments, scope, out);
            case MAP_REMOVE -> method("remove", arguments, scope, out);
            case PROOF, CAST, DELAY -> throw new IllegalStateException(primitive + " is written elsewhere");
            case FIRST, SECOND -> throw new IllegalStateException("projections were simplified away");
        };
    }

    /** A method of the last argument. */
    private JavaExpression method(String name, List<Expr> arguments, Scope scope, List<Doc> out) {
        List<Expr> others = arguments.subList(0, arguments.size() - 1);
        return JavaExpression.primary(Doc.of(
                expressions.receiver(arguments.getLast(), scope, out),
                Doc.list("." + name + "(", expressions.arguments(others, scope, out), ")")));
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

    /** Compares numbers: two boxed ones would be compared by identity, so one is unboxed. */
    private JavaExpression equality(String operator, List<Expr> sides, Scope scope, List<Doc> out) {
        JavaExpression left = side(sides.get(0), scope, out);
        JavaExpression right = side(sides.get(1), scope, out);
        if (mayBeBoxed(sides.get(0), scope) && mayBeBoxed(sides.get(1), scope)) {
            Doc cast = Doc.text("(" + types.plain(sides.get(0).type()) + ") ");
            left = new JavaExpression(Doc.of(cast, left.atLeast(JavaExpression.UNARY)), JavaExpression.UNARY);
        }
        return infix(operator, JavaExpression.EQUALITY, left, right);
    }

    private static boolean mayBeBoxed(Expr expr, Scope scope) {
        return switch (expr) {
            case Expr.LocalRef ref -> scope.isBoxed(ref.local());
            case Expr.IntegerLiteral literal -> false;
            case Expr.BooleanLiteral literal -> false;
            case Expr.Select select -> select.field().type().resolved() instanceof Type.Parameter;
            case Expr.Apply apply ->
                switch (apply.function()) {
                    case Expr.PrimitiveRef ref ->
                        ref.primitive() == Primitive.CAST || ref.primitive() == Primitive.FORCE;
                    case Expr.OperationRef ref ->
                        Types.result(ref.operation().type(), ref.operation().arity()) instanceof Type.Parameter;
                    default -> true;
                };
            case Expr.If condition -> mayBeBoxed(condition.then(), scope) || mayBeBoxed(condition.otherwise(), scope);
            default -> true;
        };
    }
}
