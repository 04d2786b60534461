package dev.espalier.bridge.passes.simplification;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Pass;
import dev.espalier.bridge.passes.Projections;
import dev.espalier.bridge.passes.Purity;
import dev.espalier.bridge.passes.Rewriter;
import dev.espalier.bridge.passes.Substitution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Beta reduction, so that what extraction writes for {@code match} on numbers,
 * {@code (fun fO fS n -> if n=0 then fO () else fS (n-1)) a b n}, becomes a conditional; record projection functions
 * become field accesses, and a field of a record in sight what it was made of; names for atoms and unused pure values
 * disappear.
 *
 * <p>Evaluation order and number of evaluations are kept: only atoms and functions are moved, and a function only if
 * it is used once.
 */
public final class Simplification implements Pass {
    /** The pass. */
    public Simplification() {}

    @Override
    public String name() {
        return "simplification";
    }

    @Override
    public Program run(Program program) {
        program.globals().forEach(global -> global.define(simplify(global.body())));
        return program;
    }

    /** {@code expr}, simpler. */
    public static Expr simplify(Expr expr) {
        Expr simpler = Rewriter.parts(expr, Simplification::simplify);
        return switch (simpler) {
            case Expr.Apply apply -> apply(apply);
            case Expr.Let let -> let(let);
            case Expr.Lambda lambda
            when lambda.body() instanceof Expr.Lambda inner -> {
                List<Local> parameters = new ArrayList<>(lambda.parameters());
                parameters.addAll(inner.parameters());
                yield new Expr.Lambda(parameters, inner.body());
            }
            case Expr.Select select when select.record() instanceof Expr.MakeRecord made -> select(made, select);
            case Expr.If condition
            when condition.condition() instanceof Expr.BooleanLiteral literal ->
                literal.value() ? condition.then() : condition.otherwise();
            case Expr.If condition
            when condition.then() instanceof Expr.BooleanLiteral then
                    && condition.otherwise() instanceof Expr.BooleanLiteral otherwise
                    && then.value() != otherwise.value() ->
                then.value() ? condition.condition() : not(condition.condition());
            default -> simpler;
        };
    }

    private static Expr apply(Expr.Apply apply) {
        return switch (apply.function()) {
            case Expr.Apply inner
            when !Purity.isLazy(inner.function()) -> {
                List<Expr> arguments = new ArrayList<>(inner.arguments());
                arguments.addAll(apply.arguments());
                yield apply(new Expr.Apply(inner.function(), arguments, apply.type()));
            }
            case Expr.Lambda lambda -> beta(lambda, apply);
            case Expr.Let let
            when isFunction(let.body()) ->
                new Expr.Let(
                        let.local(), let.value(), apply(new Expr.Apply(let.body(), apply.arguments(), apply.type())));
            case Expr.GlobalRef ref
            when Projections.of(ref.global()).isPresent() ->
                select(Projections.of(ref.global()).orElseThrow(), apply);
            case Expr.PrimitiveRef ref
            when ref.primitive() == Primitive.FIRST ->
                select(Builtins.PAIR.fields().get(0), apply);
            case Expr.PrimitiveRef ref
            when ref.primitive() == Primitive.SECOND ->
                select(Builtins.PAIR.fields().get(1), apply);
            default -> apply;
        };
    }

    private static Expr not(Expr truth) {
        Type type = new Type.Arrow(Builtins.BOOL_TYPE, Builtins.BOOL_TYPE);
        return new Expr.Apply(new Expr.PrimitiveRef(Primitive.NOT, type), List.of(truth), Builtins.BOOL_TYPE);
    }

    private static boolean isFunction(Expr expr) {
        return expr instanceof Expr.Lambda || (expr instanceof Expr.Let let && isFunction(let.body()));
    }

    private static Expr select(TypeSymbol.Field field, Expr.Apply apply) {
        Expr.Select select = new Expr.Select(
                apply.arguments().getFirst(),
                field,
                Types.result(apply.function().type(), 1));
        List<Expr> rest = apply.arguments().subList(1, apply.arguments().size());
        return rest.isEmpty() ? select : new Expr.Apply(select, rest, apply.type());
    }

    /** A field of a record that is made only for it; the other fields must do no work. */
    private static Expr select(Expr.MakeRecord made, Expr.Select select) {
        List<Expr> others = new ArrayList<>(made.fields());
        Expr field = others.remove(select.field().index());
        return others.stream().allMatch(Purity::isDroppable) ? field : select;
    }

    private static Expr beta(Expr.Lambda lambda, Expr.Apply apply) {
        int bound = Math.min(lambda.parameters().size(), apply.arguments().size());
        Expr body = lambda.parameters().size() > bound
                ? new Expr.Lambda(
                        lambda.parameters().subList(bound, lambda.parameters().size()), lambda.body())
                : lambda.body();
        if (apply.arguments().size() > bound) {
            List<Expr> rest = apply.arguments().subList(bound, apply.arguments().size());
            body = new Expr.Apply(body, rest, apply.type());
        }
        for (int i = bound - 1; i >= 0; i--) {
            body = new Expr.Let(lambda.parameters().get(i), apply.arguments().get(i), body);
        }
        return simplify(body);
    }

    private static Expr let(Expr.Let let) {
        if (let.body() instanceof Expr.LocalRef ref && ref.local() == let.local()) {
            return let.value();
        }
        if (!Purity.isDroppable(let.value())) {
            return let; // whatever its uses, and they are many to count
        }
        int uses = Occurrences.count(let.local(), let.body());
        if (uses == 0 && Purity.isDroppable(let.value())) {
            return let.body();
        }
        if (uses == 1
                && let.body() instanceof Expr.Match match
                && match.scrutinee() instanceof Expr.LocalRef ref
                && ref.local() == let.local()) {
            // What is matched at once needs no name; a tuple then need not be built.
            return new Expr.Match(match.position(), let.value(), match.cases(), match.type());
        }
        boolean movable = Purity.isAtom(let.value()) || (uses == 1 && let.value() instanceof Expr.Lambda);
        if (!movable) {
            return let;
        }
        Expr replaced = Substitution.substitute(let.body(), Map.of(let.local(), let.value()));
        return let.value() instanceof Expr.Lambda ? simplify(replaced) : replaced;
    }
}
