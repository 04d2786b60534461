package dev.espalier.bridge.passes;

import dev.espalier.bridge.ir.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Rebuilds an expression with its direct parts replaced: the recursion that every pass shares. */
public final class Rewriter {
    private Rewriter() {}

    /** {@code expr} with {@code change} applied to each direct part. */
    public static Expr parts(Expr expr, Function<Expr, Expr> change) {
        return switch (expr) {
            case Expr.LocalRef e -> e;
            case Expr.GlobalRef e -> e;
            case Expr.FunctionRef e -> e;
            case Expr.OperationRef e -> e;
            case Expr.RuntimeRef e -> e;
            case Expr.PrimitiveRef e -> e;
            case Expr.IntegerLiteral e -> e;
            case Expr.CharacterLiteral e -> e;
            case Expr.StringLiteral e -> e;
            case Expr.FloatLiteral e -> e;
            case Expr.BooleanLiteral e -> e;
            case Expr.UnitLiteral e -> e;
            case Expr.Absurd e -> e;
            case Expr.Unread e -> e;
            case Expr.Lambda e -> new Expr.Lambda(e.parameters(), change.apply(e.body()));
            case Expr.Apply e -> new Expr.Apply(change.apply(e.function()), all(e.arguments(), change), e.type());
            case Expr.Let e -> new Expr.Let(e.local(), change.apply(e.value()), change.apply(e.body()));
            case Expr.LetFunctions e -> {
                List<Expr.Definition> definitions = new ArrayList<>();
                for (Expr.Definition definition : e.definitions()) {
                    definitions.add(new Expr.Definition(definition.function(), change.apply(definition.value())));
                }
                yield new Expr.LetFunctions(definitions, change.apply(e.body()));
            }
            case Expr.If e ->
                new Expr.If(change.apply(e.condition()), change.apply(e.then()), change.apply(e.otherwise()));
            case Expr.Match e -> {
                Expr scrutinee = change.apply(e.scrutinee());
                List<Expr.Case> cases = new ArrayList<>();
                for (Expr.Case one : e.cases()) {
                    Expr guard = one.guard();
                    cases.add(new Expr.Case(
                            one.pattern(), guard == null ? null : change.apply(guard), change.apply(one.body())));
                }
                yield new Expr.Match(e.position(), scrutinee, cases, e.type());
            }
            case Expr.Switch e -> {
                List<Expr.Branch> branches = new ArrayList<>();
                for (Expr.Branch branch : e.branches()) {
                    branches.add(new Expr.Branch(branch.constructor(), branch.fields(), change.apply(branch.body())));
                }
                Expr otherwise = e.otherwise();
                yield new Expr.Switch(
                        e.scrutinee(), branches, otherwise == null ? null : change.apply(otherwise), e.type());
            }
            case Expr.Construct e -> new Expr.Construct(e.constructor(), all(e.arguments(), change), e.type());
            case Expr.MakeRecord e -> new Expr.MakeRecord(e.symbol(), all(e.fields(), change), e.type());
            case Expr.Select e -> new Expr.Select(change.apply(e.record()), e.field(), e.type());
            case Expr.Jump e -> new Expr.Jump(all(e.arguments(), change), e.type());
            case Expr.Join e -> new Expr.Join(e.point(), change.apply(e.body()), change.apply(e.after()));
            case Expr.Leave e -> new Expr.Leave(e.point(), all(e.arguments(), change), e.type());
            case Expr.Build e -> new Expr.Build(e.collector(), change.apply(e.body()));
            case Expr.Extend e -> {
                Expr element = e.element();
                yield new Expr.Extend(
                        e.collector(), element == null ? null : change.apply(element), change.apply(e.rest()));
            }
            case Expr.Complete e -> new Expr.Complete(e.collector(), change.apply(e.innermost()));
        };
    }

    /** Visits each direct part of {@code expr}, in order: what {@link #parts} would replace. */
    public static void each(Expr expr, Consumer<Expr> visitor) {
        switch (expr) {
            case Expr.Lambda e -> visitor.accept(e.body());
            case Expr.Apply e -> {
                visitor.accept(e.function());
                e.arguments().forEach(visitor);
            }
            case Expr.Let e -> {
                visitor.accept(e.value());
                visitor.accept(e.body());
            }
            case Expr.If e -> {
                visitor.accept(e.condition());
                visitor.accept(e.then());
                visitor.accept(e.otherwise());
            }
            case Expr.Switch e -> {
                e.branches().forEach(branch -> visitor.accept(branch.body()));
                Expr otherwise = e.otherwise();
                if (otherwise != null) {
                    visitor.accept(otherwise);
                }
            }
            case Expr.Construct e -> e.arguments().forEach(visitor);
            case Expr.MakeRecord e -> e.fields().forEach(visitor);
            case Expr.Select e -> visitor.accept(e.record());
            case Expr.LocalRef e -> {}
            case Expr.GlobalRef e -> {}
            case Expr.IntegerLiteral e -> {}
            default ->
                parts(expr, part -> {
                    visitor.accept(part);
                    return part;
                });
        }
    }

    private static List<Expr> all(List<Expr> exprs, Function<Expr, Expr> change) {
        List<Expr> changed = new ArrayList<>();
        exprs.forEach(expr -> changed.add(change.apply(expr)));
        return List.copyOf(changed);
    }
}
