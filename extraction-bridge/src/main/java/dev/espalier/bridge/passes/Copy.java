package dev.espalier.bridge.passes;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.JoinPoint;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A copy of a definition's body with variables of its own, so that identity goes on telling variables apart, and at the
 * types of one reference. Made for what lifting leaves, before loops are made.
 */
public final class Copy {
    private final Map<Type.Parameter, Type> instance;
    private final Map<Local, Local> locals = new HashMap<>();
    private final Map<JoinPoint, JoinPoint> points = new HashMap<>();

    private Copy(Map<Type.Parameter, Type> instance) {
        this.instance = instance;
    }

    /** The function that {@code ref} refers to; it says what all type parameters stand for. */
    public static Expr.Lambda of(Expr.GlobalRef ref) {
        Global global = ref.global();
        Map<Type.Parameter, Type> instance = new HashMap<>();
        for (int i = 0; i < global.parameters().size(); i++) {
            instance.put(global.parameters().get(i), ref.typeArguments().get(i));
        }
        return new Copy(instance).function((Expr.Lambda) global.body());
    }

    private Expr.Lambda function(Expr.Lambda lambda) {
        return new Expr.Lambda(bound(lambda.parameters()), copy(lambda.body()));
    }

    private Expr copy(Expr expr) {
        return switch (expr) {
            case Expr.LocalRef e -> new Expr.LocalRef(local(e.local()));
            case Expr.GlobalRef e -> new Expr.GlobalRef(e.global(), types(e.typeArguments()), type(e.type()));
            case Expr.OperationRef e -> new Expr.OperationRef(e.operation(), types(e.typeArguments()), type(e.type()));
            case Expr.RuntimeRef e -> new Expr.RuntimeRef(e.function(), types(e.typeArguments()), type(e.type()));
            case Expr.PrimitiveRef e -> new Expr.PrimitiveRef(e.primitive(), type(e.type()));
            case Expr.IntegerLiteral e -> e;
            case Expr.CharacterLiteral e -> e;
            case Expr.StringLiteral e -> e;
            case Expr.FloatLiteral e -> e;
            case Expr.BooleanLiteral e -> e;
            case Expr.UnitLiteral e -> e;
            case Expr.Absurd e -> new Expr.Absurd(e.position(), type(e.type()));
            case Expr.Unread e -> new Expr.Unread(type(e.type()));
            case Expr.Lambda e -> function(e);
            case Expr.Apply e -> new Expr.Apply(copy(e.function()), all(e.arguments()), type(e.type()));
            case Expr.Let e -> new Expr.Let(bound(e.local()), copy(e.value()), copy(e.body()));
            case Expr.If e -> new Expr.If(copy(e.condition()), copy(e.then()), copy(e.otherwise()));
            case Expr.Switch e -> branches(e);
            case Expr.Construct e -> new Expr.Construct(e.constructor(), all(e.arguments()), type(e.type()));
            case Expr.MakeRecord e -> new Expr.MakeRecord(e.symbol(), all(e.fields()), type(e.type()));
            case Expr.Select e -> new Expr.Select(copy(e.record()), e.field(), type(e.type()));
            case Expr.Join e -> {
                JoinPoint point = new JoinPoint(bound(e.point().parameters()));
                points.put(e.point(), point);
                yield new Expr.Join(point, copy(e.body()), copy(e.after()));
            }
            case Expr.Leave e ->
                new Expr.Leave(points.getOrDefault(e.point(), e.point()), all(e.arguments()), type(e.type()));
            case Expr.FunctionRef e -> throw misplaced(e);
            case Expr.LetFunctions e -> throw misplaced(e);
            case Expr.Match e -> throw misplaced(e);
            case Expr.Jump e -> throw misplaced(e);
            case Expr.Build e -> throw misplaced(e);
            case Expr.Extend e -> throw misplaced(e);
            case Expr.Complete e -> throw misplaced(e);
        };
    }

    private Expr branches(Expr.Switch e) {
        List<Expr.Branch> branches = new ArrayList<>();
        for (Expr.Branch branch : e.branches()) {
            branches.add(new Expr.Branch(branch.constructor(), bound(branch.fields()), copy(branch.body())));
        }
        Expr otherwise = e.otherwise();
        return new Expr.Switch(
                local(e.scrutinee()), branches, otherwise == null ? null : copy(otherwise), type(e.type()));
    }

    private static IllegalStateException misplaced(Expr expr) {
        return new IllegalStateException(
                "an expression of the wrong pass: " + expr.getClass().getSimpleName());
    }

    private Local local(Local local) {
        return locals.getOrDefault(local, local);
    }

    private Local bound(Local local) {
        Local copy = new Local(local.name(), type(local.type()));
        locals.put(local, copy);
        return copy;
    }

    private List<Local> bound(List<Local> bound) {
        return bound.stream().map(this::bound).toList();
    }

    private List<Expr> all(List<Expr> exprs) {
        return exprs.stream().map(this::copy).toList();
    }

    private Type type(Type type) {
        return Types.substitute(type, instance);
    }

    private List<Type> types(List<Type> types) {
        return types.stream().map(this::type).toList();
    }
}
