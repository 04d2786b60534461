package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.passes.Projections;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes expressions; what needs statements goes to the list given, before the expression. */
final class ExpressionEmitter {
    private final JavaTypes types;
    private final Plan plan;
    private final BodyEmitter bodies;
    private final TailSteps steps;
    private final String receiver;
    private boolean late;
    private final PrimitiveEmitter primitives;
    private @Nullable Global current;

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
        this.primitives = new PrimitiveEmitter(types, bodies, this);
    }

    /** Says which definition is written from now on. */
    void inside(@Nullable Global global) {
        current = global;
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
            case Expr.CharacterLiteral literal -> JavaExpression.primary(JavaLiterals.character(literal.value()));
            case Expr.StringLiteral literal ->
                JavaExpression.primary(JavaLiterals.string(types.runtime("ByteString"), literal.bytes()));
            case Expr.FloatLiteral literal -> JavaLiterals.number(literal.value());
            case Expr.RuntimeRef ref -> JavaExpression.primary(runtime(ref) + "()");
            case Expr.BooleanLiteral literal -> JavaExpression.primary(String.valueOf(literal.value()));
            case Expr.UnitLiteral unit -> JavaExpression.primary(types.runtime("Unit") + ".UNIT");
            case Expr.Unread unread -> JavaExpression.primary("null");
            case Expr.GlobalRef ref -> constant(ref);
            case Expr.PrimitiveRef ref
            when ref.primitive() == Primitive.PROOF -> JavaExpression.primary(types.runtime("Erased") + ".PROOF");
            case Expr.OperationRef ref -> JavaExpression.primary(operation(ref) + "()");
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
            case Expr.Complete complete -> bodies.collectors().complete(complete, scope, out);
            default -> JavaExpression.primary(scope.name(bodies.hoist(expr, "value", scope, out)));
        };
    }

    /** A conditional, or the connective that says the same where one side is a truth value. */
    private JavaExpression inlineIf(Expr.If condition, Scope scope, List<Doc> out) {
        JavaExpression test = emit(condition.condition(), scope, out);
        if (condition.otherwise() instanceof Expr.BooleanLiteral literal && !literal.value()) {
            return PrimitiveEmitter.infix("&&", JavaExpression.AND, test, emit(condition.then(), scope, out));
        }
        if (condition.then() instanceof Expr.BooleanLiteral literal) {
            JavaExpression otherwise = emit(condition.otherwise(), scope, out);
            return literal.value()
                    ? PrimitiveEmitter.infix("||", JavaExpression.OR, test, otherwise)
                    : PrimitiveEmitter.infix("&&", JavaExpression.AND, not(test), otherwise);
        }
        return conditional(test, emit(condition.then(), scope, out), emit(condition.otherwise(), scope, out));
    }

    static JavaExpression not(JavaExpression test) {
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

    List<Doc> arguments(List<Expr> arguments, Scope scope, List<Doc> out) {
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
    Doc receiver(Expr expr, Scope scope, List<Doc> out) {
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

    /** Whether what is written is computed later than it stands: fields that are set in between are read by methods. */
    void late(boolean newLate) {
        late = newLate;
    }

    private String fieldCall(Expr.GlobalRef ref) {
        // A lazy value may refer to itself before its field is set, and so may a constant that is computed late.
        boolean isLate =
                current != null && Plan.isField(current) && steps.recursion().isDeep(current);
        boolean isSet = owner(ref).isEmpty()
                && !isLate
                && !late
                && !Builtins.isLazy(ref.global().type())
                && !steps.recursion().isDeep(ref.global());
        return isSet ? "" : "()";
    }

    /** What stands before the name of a module's member. */
    private String owner(Expr.GlobalRef ref) {
        Unit unit = plan.unit(ref.global());
        if (unit.functors().isEmpty()) {
            return types.isInside(unit) ? "" : plan.className(unit) + ".";
        }
        return receiver;
    }

    /** The method of a functor's parameter; a polymorphic one with what its type parameters stand for. */
    private String operation(Expr.OperationRef ref) {
        Unit.Operation operation = ref.operation();
        List<String> witnesses = new ArrayList<>();
        if (operation.type().resolved() instanceof Type.Named named && named.symbol() == Builtins.STATE_MAP) {
            witnesses.add(types.boxed(named.arguments().getFirst()));
        }
        for (Type.Parameter parameter : Types.written(List.of(operation.type()))) {
            witnesses.add(
                    types.boxed(ref.typeArguments().get(operation.parameters().indexOf(parameter))));
        }
        return plan.parameterField(operation) + "." + JavaTypes.bracketed(witnesses) + plan.name(operation);
    }

    /** The method of the runtime; a generic one with what its type parameters stand for. */
    private String runtime(Expr.RuntimeRef ref) {
        String witnesses = JavaTypes.bracketed(
                ref.typeArguments().stream().map(types::boxed).toList());
        return types.runtime(ref.function().owner()) + "." + witnesses
                + ref.function().method();
    }

    /** In its own group a recursive function is called without the guard. */
    private String suffix(Global called) {
        boolean direct = steps.recursion().isInside(current, called)
                && steps.recursion().isGuarded(called)
                && !steps.contains(called);
        return direct ? Plan.RECURSION : "";
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
        if (result instanceof Type.Parameter && JavaTypes.isPrimitive(actual)) {
            return false;
        }
        List<Type> determined = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Expr argument = arguments.get(i);
            if (Inlining.isStandalone(argument)
                    || argument instanceof Expr.IntegerLiteral
                    || argument instanceof Expr.CharacterLiteral
                    || argument instanceof Expr.StringLiteral
                    || argument instanceof Expr.FloatLiteral
                    || argument instanceof Expr.BooleanLiteral) {
                determined.add(Types.argument(ref.global().type(), i));
            }
        }
        return Types.written(determined).containsAll(ref.global().parameters());
    }

    private JavaExpression construct(Expr.Construct construct, Scope scope, List<Doc> out) {
        Type.Named type = (Type.Named) construct.type().resolved();
        TypeSymbol.Constructor constructor = construct.constructor();
        if (constructor.owner() == Builtins.EXCEPTION) {
            List<Doc> parts = new ArrayList<>(List.of(Doc.text("\"" + constructor.name() + "\"")));
            parts.addAll(arguments(construct.arguments(), scope, out));
            return JavaExpression.primary(Doc.list("new " + types.runtime("OcamlException") + "(", parts, ")"));
        }
        if (construct.arguments().isEmpty()) {
            return JavaExpression.primary(types.constant(constructor, type));
        }
        if (Inlining.isLiteral(construct)) {
            List<Expr> parts = Inlining.literal(construct);
            List<Doc> emitted = types.isNumberedList(type)
                    ? bodies.pairs().elements(parts, scope, out)
                    : arguments(parts, scope, out);
            boolean closed = parts.getLast() instanceof Expr.Construct;
            if (closed) {
                emitted.removeLast();
            } else {
                emitted.addFirst(emitted.removeLast());
            }
            String method = types.raw(type) + "." + types.arguments(type) + (closed ? "of(" : "onto(");
            return JavaExpression.primary(Doc.list(method, emitted, ")"));
        }
        if (types.isNumberedList(type)) {
            return bodies.pairs().cell(construct, type, scope, out);
        }
        return JavaExpression.primary(Doc.list(
                "new " + types.raw(constructor, type) + diamond(type, construct.arguments()) + "(",
                arguments(construct.arguments(), scope, out),
                ")"));
    }

    String diamond(Type.Named type, List<Expr> arguments) {
        String explicit = types.arguments(type);
        return explicit.isEmpty() || arguments.stream().anyMatch(Inlining::needsTarget) ? explicit : "<>";
    }

    private JavaExpression apply(Expr.Apply apply, Scope scope, List<Doc> out) {
        return switch (apply.function()) {
            case Expr.GlobalRef ref
            when Projections.of(ref.global()).isPresent() -> {
                TypeSymbol.Field field = Projections.of(ref.global()).orElseThrow();
                yield emit(new Expr.Select(apply.arguments().getFirst(), field, apply.type()), scope, out);
            }
            case Expr.GlobalRef ref
            when ref.global().arity() > 0 ->
                JavaExpression.primary(Doc.list(
                        method(ref, apply.arguments(), suffix(ref.global())) + "(",
                        arguments(apply.arguments(), scope, out),
                        ")"));
            case Expr.OperationRef ref ->
                JavaExpression.primary(Doc.list(operation(ref) + "(", arguments(apply.arguments(), scope, out), ")"));
            case Expr.RuntimeRef ref ->
                JavaExpression.primary(Doc.list(runtime(ref) + "(", arguments(apply.arguments(), scope, out), ")"));
            case Expr.PrimitiveRef ref
            when ref.primitive() == Primitive.CAST || ref.primitive() == Primitive.DELAY ->
                witnessed(apply, scope, out);
            case Expr.PrimitiveRef ref -> primitives.emit(ref.primitive(), apply.arguments(), scope, out);
            default ->
                JavaExpression.primary(Doc.of(
                        receiver(apply.function(), scope, out),
                        Doc.list(".apply(", arguments(apply.arguments(), scope, out), ")")));
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
}
