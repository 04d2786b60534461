package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.ir.Unit;
import java.util.ArrayList;
import java.util.List;

/** Writes expressions; what needs statements goes to the list given, before the expression. */
final class ExpressionEmitter {
    private final JavaTypes types;
    private final Plan plan;
    private final BodyEmitter bodies;
    private final TailSteps steps;
    private final String receiver;

    /**
     * For one class.
     *
     * @param receiver what stands before the names of a functor's members, with its dot; empty inside the functor
     */
    ExpressionEmitter(JavaTypes types, Plan plan, BodyEmitter bodies, TailSteps steps, String receiver) {
        this.types = types;
        this.plan = plan;
        this.bodies = bodies;
        this.steps = steps;
        this.receiver = receiver;
    }

    boolean usesTail(Expr body) {
        return steps.steps(body);
    }

    /** What a step returns for {@code expr}: the value, or its tail call handed on. */
    JavaExpression step(Expr expr, String tail, Scope scope, List<Doc> out) {
        if (expr instanceof Expr.Lambda lambda) {
            Doc cast = Doc.text("(" + types.boxed(lambda.type()) + ") ");
            return new JavaExpression(Doc.of(cast, bodies.lambda(lambda, scope)), JavaExpression.LAMBDA);
        }
        if (expr instanceof Expr.If condition && steps.steps(condition)) {
            return conditional(
                    emit(condition.condition(), scope, out),
                    step(condition.then(), tail, scope, out),
                    step(condition.otherwise(), tail, scope, out));
        }
        if (!(expr instanceof Expr.Apply apply) || !steps.steps(apply)) {
            return emit(expr, scope, out);
        }
        if (apply.function() instanceof Expr.GlobalRef ref && ref.global().arity() > 0) {
            List<Doc> arguments = arguments(apply.arguments(), scope, out);
            arguments.add(Doc.text(tail));
            if (!types.isInside(plan.unit(ref.global()))) {
                steps.share(ref.global());
            }
            return JavaExpression.primary(Doc.list(method(ref, apply.arguments(), Plan.STEP) + "(", arguments, ")"));
        }
        List<Doc> arguments = new ArrayList<>();
        arguments.add(receiver(apply.function(), scope, out));
        arguments.addAll(arguments(apply.arguments(), scope, out));
        return JavaExpression.primary(Doc.list(tail + ".call(", arguments, ")"));
    }

    /** The expression's value. */
    JavaExpression emit(Expr expr, Scope scope, List<Doc> out) {
        return switch (expr) {
            case Expr.LocalRef ref -> JavaExpression.primary(scope.name(ref.local()));
            case Expr.IntegerLiteral literal ->
                literal.value() < 0
                        ? new JavaExpression(Doc.text(literal.value() + "L"), JavaExpression.UNARY)
                        : JavaExpression.primary(literal.value() + "L");
            case Expr.BooleanLiteral literal -> JavaExpression.primary(String.valueOf(literal.value()));
            case Expr.UnitLiteral unit -> JavaExpression.primary(types.runtime("Unit") + ".UNIT");
            case Expr.GlobalRef ref -> constant(ref);
            case Expr.PrimitiveRef ref
            when ref.primitive() == Primitive.PROOF -> JavaExpression.primary(types.runtime("Erased") + ".PROOF");
            case Expr.OperationRef ref ->
                JavaExpression.primary(plan.parameterField(ref.operation()) + "." + plan.name(ref.operation()) + "()");
            case Expr.Lambda lambda -> new JavaExpression(bodies.lambda(lambda, scope), JavaExpression.LAMBDA);
            case Expr.If condition when Inlining.isInline(condition) -> inlineIf(condition, scope, out);
            case Expr.Construct construct -> construct(construct, scope, out);
            case Expr.MakeRecord record -> {
                Type.Named type = (Type.Named) record.type().resolved();
                List<Doc> fields = new ArrayList<>();
                for (int i = 0; i < record.fields().size(); i++) {
                    String wish = plan.name(record.symbol().fields().get(i));
                    fields.add(argument(record.fields().get(i), wish, scope, out));
                }
                yield JavaExpression.primary(Doc.list(
                        "new " + types.raw(record.symbol()) + diamond(type, record.fields()) + "(", fields, ")"));
            }
            case Expr.Select select ->
                JavaExpression.primary(Doc.of(
                        receiver(select.record(), scope, out), Doc.text("." + plan.name(select.field()) + "()")));
            case Expr.Apply apply -> apply(apply, scope, out);
            default -> JavaExpression.primary(scope.name(bodies.hoist(expr, "value", scope, out)));
        };
    }

    /** A conditional, or the connective that says the same where one side is a truth value. */
    private JavaExpression inlineIf(Expr.If condition, Scope scope, List<Doc> out) {
        JavaExpression test = emit(condition.condition(), scope, out);
        if (condition.otherwise() instanceof Expr.BooleanLiteral literal && !literal.value()) {
            return infix("&&", JavaExpression.AND, test, emit(condition.then(), scope, out));
        }
        if (condition.then() instanceof Expr.BooleanLiteral literal) {
            JavaExpression otherwise = emit(condition.otherwise(), scope, out);
            return literal.value()
                    ? infix("||", JavaExpression.OR, test, otherwise)
                    : infix("&&", JavaExpression.AND, not(test), otherwise);
        }
        return conditional(test, emit(condition.then(), scope, out), emit(condition.otherwise(), scope, out));
    }

    private static JavaExpression not(JavaExpression test) {
        return new JavaExpression(Doc.of(Doc.text("!"), test.atLeast(JavaExpression.UNARY)), JavaExpression.UNARY);
    }

    private static JavaExpression conditional(JavaExpression condition, JavaExpression then, JavaExpression otherwise) {
        Doc doc = Doc.group(
                condition.atLeast(JavaExpression.OR),
                Doc.nest(
                        8,
                        Doc.LINE,
                        Doc.text("? "),
                        then.atLeast(JavaExpression.OR),
                        Doc.LINE,
                        Doc.text(": "),
                        otherwise.atLeast(JavaExpression.CONDITIONAL)));
        return new JavaExpression(doc, JavaExpression.CONDITIONAL);
    }

    private List<Doc> arguments(List<Expr> arguments, Scope scope, List<Doc> out) {
        List<Doc> emitted = new ArrayList<>();
        arguments.forEach(argument -> emitted.add(argument(argument, "part", scope, out)));
        return emitted;
    }

    /** An argument; if it needs statements, its variable is named {@code wish}. */
    private Doc argument(Expr argument, String wish, Scope scope, List<Doc> out) {
        return Inlining.isInline(argument) && !Inlining.isDeep(argument)
                ? emit(argument, scope, out).doc()
                : Doc.text(scope.name(bodies.hoist(argument, wish, scope, out)));
    }

    /** What may stand before a dot: its type must be clear by itself. */
    private Doc receiver(Expr expr, Scope scope, List<Doc> out) {
        if (Inlining.isStandalone(expr)) {
            return emit(expr, scope, out).atLeast(JavaExpression.PRIMARY);
        }
        String wish = expr.type().resolved() instanceof Type.Arrow ? "function" : "record";
        return Doc.text(scope.name(bodies.hoist(expr, wish, scope, out)));
    }

    /** A value that is no function: a field, or a method where it has type parameters. */
    private JavaExpression constant(Expr.GlobalRef ref) {
        String name = owner(ref) + plan.name(ref.global());
        return JavaExpression.primary(Plan.isField(ref.global()) ? name + fieldCall(ref) : name + "()");
    }

    private String fieldCall(Expr.GlobalRef ref) {
        // A lazy value may refer to itself before its field is set.
        return owner(ref).isEmpty() && !Builtins.isLazy(ref.global().type()) ? "" : "()";
    }

    /** What stands before the name of a module's member. */
    private String owner(Expr.GlobalRef ref) {
        Unit unit = plan.unit(ref.global());
        if (unit.functors().isEmpty()) {
            return types.isInside(unit) ? "" : plan.className(unit) + ".";
        }
        return receiver;
    }

    private String method(Expr.GlobalRef ref, List<Expr> arguments, String suffix) {
        String name = plan.name(ref.global()) + suffix;
        List<Type.Parameter> parameters = ref.global().parameters();
        if (parameters.isEmpty() || isInferred(ref, arguments)) {
            return owner(ref) + name;
        }
        List<String> witnesses = new ArrayList<>();
        List<? extends Type> chosen = ref.typeArguments().isEmpty() ? parameters : ref.typeArguments();
        chosen.forEach(type -> witnesses.add(types.boxed(type)));
        String owner = owner(ref);
        if (owner.isEmpty()) {
            Unit unit = plan.unit(ref.global());
            owner = unit.functors().isEmpty() ? plan.className(unit) + "." : "this.";
        }
        return owner + JavaTypes.bracketed(witnesses) + name;
    }

    /**
     * Whether Java infers a generic method's type arguments from the arguments alone: there may be no target type, and
     * operators on numbers and truth values give none.
     */
    private static boolean isInferred(Expr.GlobalRef ref, List<Expr> arguments) {
        Type result = Types.result(ref.global().type(), arguments.size());
        Type actual = Types.result(ref.type(), arguments.size());
        if (result instanceof Type.Parameter && (Builtins.isInt(actual) || Builtins.isBool(actual))) {
            return false;
        }
        List<Type> determined = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Expr argument = arguments.get(i);
            if (Inlining.isStandalone(argument)
                    || argument instanceof Expr.IntegerLiteral
                    || argument instanceof Expr.BooleanLiteral) {
                determined.add(Types.argument(ref.global().type(), i));
            }
        }
        return Types.parameters(determined).containsAll(ref.global().parameters());
    }

    private JavaExpression construct(Expr.Construct construct, Scope scope, List<Doc> out) {
        Type.Named type = (Type.Named) construct.type().resolved();
        TypeSymbol.Constructor constructor = construct.constructor();
        if (constructor.owner() == Builtins.LIST && constructor.index() == 0) {
            return JavaExpression.primary(types.runtime("ConsList") + ".nil()");
        }
        if (constructor.owner() == Builtins.OPTION && constructor.index() == 0) {
            return JavaExpression.primary(types.runtime("Option") + ".none()");
        }
        return JavaExpression.primary(Doc.list(
                "new " + types.raw(constructor) + diamond(type, construct.arguments()) + "(",
                arguments(construct.arguments(), scope, out),
                ")"));
    }

    private String diamond(Type.Named type, List<Expr> arguments) {
        String explicit = types.arguments(type);
        return explicit.isEmpty() || arguments.stream().anyMatch(Inlining::needsTarget) ? explicit : "<>";
    }

    private JavaExpression apply(Expr.Apply apply, Scope scope, List<Doc> out) {
        return switch (apply.function()) {
            case Expr.GlobalRef ref
            when ref.global().arity() > 0 ->
                JavaExpression.primary(Doc.list(
                        method(ref, apply.arguments(), "") + "(", arguments(apply.arguments(), scope, out), ")"));
            case Expr.OperationRef ref ->
                JavaExpression.primary(Doc.list(
                        plan.parameterField(ref.operation()) + "." + plan.name(ref.operation()) + "(",
                        arguments(apply.arguments(), scope, out),
                        ")"));
            case Expr.PrimitiveRef ref
            when ref.primitive() == Primitive.CAST || ref.primitive() == Primitive.DELAY ->
                witnessed(apply, scope, out);
            case Expr.PrimitiveRef ref -> primitive(ref.primitive(), apply.arguments(), scope, out);
            default ->
                JavaExpression.primary(Doc.of(
                        receiver(apply.function(), scope, out),
                        Doc.list(".apply(", arguments(apply.arguments(), scope, out), ")")));
        };
    }

    private JavaExpression primitive(Primitive primitive, List<Expr> arguments, Scope scope, List<Doc> out) {
        if (Inlining.isLazy(primitive) && !Inlining.isInline(arguments.get(1))) {
            Expr left = arguments.get(0);
            Expr right = arguments.get(1);
            Expr lazy = primitive == Primitive.AND
                    ? new Expr.If(left, right, new Expr.BooleanLiteral(false))
                    : new Expr.If(left, new Expr.BooleanLiteral(true), right);
            return emit(lazy, scope, out);
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
            case NOT -> not(emit(arguments.getFirst(), scope, out));
            case FORCE ->
                JavaExpression.primary(Doc.of(receiver(arguments.getFirst(), scope, out), Doc.text(".force()")));
            case PROOF, CAST, DELAY -> throw new IllegalStateException(primitive + " is written elsewhere");
            case FIRST, SECOND -> throw new IllegalStateException("projections were simplified away");
        };
    }

    /** A conversion or a lazy value: the argument alone does not give Java the type. */
    private JavaExpression witnessed(Expr.Apply apply, Scope scope, List<Doc> out) {
        Expr argument = apply.arguments().getFirst();
        if (Builtins.isLazy(apply.type())
                && apply.function() instanceof Expr.PrimitiveRef ref
                && ref.primitive() == Primitive.DELAY) {
            Type.Named lazy = (Type.Named) apply.type().resolved();
            String start = types.runtime("Lazy") + "." + types.arguments(lazy) + "delay(";
            return JavaExpression.primary(Doc.list(start, arguments(apply.arguments(), scope, out), ")"));
        }
        String start = types.runtime("Erased") + ".<" + types.boxed(apply.type()) + ">cast(";
        List<Doc> converted = Inlining.needsTarget(argument)
                ? List.of(Doc.text(scope.name(bodies.hoist(argument, "function", scope, out))))
                : arguments(apply.arguments(), scope, out);
        return JavaExpression.primary(Doc.list(start, converted, ")"));
    }

    private JavaExpression math(String method, List<Expr> arguments, Scope scope, List<Doc> out) {
        return JavaExpression.primary(Doc.list("Math." + method + "(", arguments(arguments, scope, out), ")"));
    }

    private JavaExpression infix(String operator, int precedence, List<Expr> sides, Scope scope, List<Doc> out) {
        JavaExpression left = side(sides.get(0), scope, out);
        JavaExpression right = side(sides.get(1), scope, out);
        return infix(operator, precedence, left, right);
    }

    private JavaExpression side(Expr side, Scope scope, List<Doc> out) {
        return Inlining.isDeep(side)
                ? JavaExpression.primary(scope.name(bodies.hoist(side, "part", scope, out)))
                : emit(side, scope, out);
    }

    private static JavaExpression infix(String operator, int precedence, JavaExpression left, JavaExpression right) {
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
                    case Expr.OperationRef ref -> false;
                    default -> true;
                };
            case Expr.If condition -> mayBeBoxed(condition.then(), scope) || mayBeBoxed(condition.otherwise(), scope);
            default -> true;
        };
    }
}
