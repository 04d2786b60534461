package dev.espalier.bridge.passes;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Local;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a value where its variable is used, if it is evaluated there just as well as before. */
public final class FirstUse {
    private final Local wanted;
    private final Expr value;

    private FirstUse(Local wanted, Expr value) {
        this.wanted = wanted;
        this.value = value;
    }

    /** {@code let local = value in body}; without the name if its only use comes before all other work of {@code body}. */
    public static Expr bind(Local local, Expr value, Expr body) {
        int uses = Occurrences.count(local, body);
        if (uses == 0 && Purity.isDroppable(value)) {
            return body;
        }
        Expr placed = uses == 1 && !Purity.isLazy(value) ? new FirstUse(local, value).placed(body) : null;
        return placed == null ? new Expr.Let(local, value, body) : placed;
    }

    /** {@code expr} with the value in its place; {@code null} if it may not go there. */
    private @Nullable Expr placed(Expr expr) {
        return switch (expr) {
            case Expr.LocalRef ref -> ref.local() == wanted ? value : null;
            case Expr.Apply e
            when Purity.isLazy(e.function()) && e.arguments().size() == 2 -> {
                Expr left = placed(e.arguments().get(0));
                yield left == null
                        ? null
                        : new Expr.Apply(
                                e.function(), List.of(left, e.arguments().get(1)), e.type());
            }
            case Expr.Apply e -> {
                List<Expr> parts = new ArrayList<>(List.of(e.function()));
                parts.addAll(e.arguments());
                List<Expr> placed = placed(parts);
                yield placed == null
                        ? null
                        : new Expr.Apply(placed.getFirst(), placed.subList(1, placed.size()), e.type());
            }
            case Expr.Construct e -> {
                List<Expr> placed = placed(e.arguments());
                yield placed == null ? null : new Expr.Construct(e.constructor(), placed, e.type());
            }
            case Expr.MakeRecord e -> {
                List<Expr> placed = placed(e.fields());
                yield placed == null ? null : new Expr.MakeRecord(e.symbol(), placed, e.type());
            }
            case Expr.Select e -> {
                Expr placed = placed(e.record());
                yield placed == null ? null : new Expr.Select(placed, e.field(), e.type());
            }
            case Expr.If e -> {
                Expr placed = placed(e.condition());
                yield placed == null ? null : new Expr.If(placed, e.then(), e.otherwise());
            }
            case Expr.Let e -> {
                Expr placed = placed(e.value());
                yield placed == null ? null : new Expr.Let(e.local(), placed, e.body());
            }
            default -> null;
        };
    }

    /** The same for parts that are evaluated in their order: those before the use must do no work. */
    private @Nullable List<Expr> placed(List<Expr> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (Occurrences.count(wanted, parts.get(i)) > 0) {
                Expr placed = placed(parts.get(i));
                if (placed == null) {
                    return null;
                }
                List<Expr> all = new ArrayList<>(parts);
                all.set(i, placed);
                return List.copyOf(all);
            }
            if (!Purity.isDroppable(parts.get(i))) {
                return null;
            }
        }
        return null;
    }
}
