package dev.espalier.bridge.passes.tailcalls;

import dev.espalier.bridge.ir.Collector;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Pass;
import dev.espalier.bridge.passes.Purity;
import dev.espalier.bridge.passes.Rewriter;
import dev.espalier.bridge.passes.Substitution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Tail calls modulo constructors (Wadler, "Listlessness is better than laziness", 1984; Bour, Clément and Scherer, "Tail
 * modulo cons", 2021): a definition that calls itself inside a constructor, {@code x :: f rest}, or inside
 * {@code succ}, adds a layer to a collector and goes round a loop instead. Values stay immutable: the layers are put
 * around the result at the end, from the inside.
 *
 * <p>All layers of a definition are of one constructor, with at most one argument beside the call: calls inside others
 * stay calls. A sum collects small constants alone: a partial sum then overflows only if the whole does.
 */
public final class TailModuloConstructor implements Pass {
    /** Most that one step adds to a sum: partial sums of any loop that ends in our lifetime are exact. */
    private static final long MOST_ADDED = 1 << 16;

    /** The pass. */
    public TailModuloConstructor() {}

    @Override
    public String name() {
        return "modulo";
    }

    @Override
    public Program run(Program program) {
        program.globals().forEach(TailModuloConstructor::rewrite);
        return program;
    }

    private static void rewrite(Global global) {
        if (!(global.body() instanceof Expr.Lambda lambda)) {
            return;
        }
        Predicate<Expr> isSelf = expr -> Tails.isSelfCall(expr, global);
        Expr body = inlined(lambda.body(), isSelf);
        List<Collector> found = new ArrayList<>();
        Tails.any(body, tail -> {
            Layer layer = layer(tail, isSelf);
            if (layer != null) {
                found.add(layer.collector);
            }
            return false;
        });
        if (!found.isEmpty()) {
            Collector collector = found.getFirst();
            Expr collecting = Tails.map(body, isSelf, tail -> collect(tail, collector, isSelf));
            global.define(new Expr.Lambda(lambda.parameters(), new Expr.Build(collector, collecting)));
        }
    }

    /** A constructor or sum around a call of the definition itself, directly or through more layers. */
    private record Layer(Collector collector, @Nullable Expr element, Expr inside) {}

    /** {@code let r = f rest in x :: r} as {@code x :: f rest}, where nothing is left to do but the construction. */
    static Expr inlined(Expr expr, Predicate<Expr> isSelf) {
        if (expr instanceof Expr.Let let
                && isSelf.test(let.value())
                && isLayers(let.body())
                && Occurrences.count(let.body()).getOrDefault(let.local(), 0) == 1) {
            return Substitution.substitute(let.body(), Map.of(let.local(), let.value()));
        }
        return Tails.parts(expr, part -> inlined(part, isSelf));
    }

    /** Whether {@code expr} does no work of its own, so that it may be done before what it is built around. */
    private static boolean isLayers(Expr expr) {
        return switch (expr) {
            case Expr.Construct construct -> Purity.isDroppable(construct);
            case Expr.Apply apply
            when apply.function() instanceof Expr.PrimitiveRef ref ->
                (ref.primitive() == Primitive.ADD || ref.primitive() == Primitive.SUCCESSOR)
                        && apply.arguments().stream().allMatch(side -> Purity.isAtom(side) || isLayers(side));
            default -> false;
        };
    }

    private static @Nullable Layer layer(Expr tail, Predicate<Expr> isSelf) {
        return switch (tail) {
            case Expr.Construct construct -> constructor(construct, isSelf);
            case Expr.Apply apply
            when apply.function() instanceof Expr.PrimitiveRef ref -> summand(ref.primitive(), apply, isSelf);
            default -> null;
        };
    }

    private static @Nullable Layer constructor(Expr.Construct construct, Predicate<Expr> isSelf) {
        int count = construct.arguments().size();
        if (count > 2) {
            return null;
        }
        for (int hole = count - 1; hole >= 0; hole--) {
            Expr inside = construct.arguments().get(hole);
            Collector collector = Collector.layers(construct.constructor(), hole, construct.type());
            if (isInside(inside, collector, isSelf)) {
                return new Layer(
                        collector, count == 1 ? null : construct.arguments().get(1 - hole), inside);
            }
        }
        return null;
    }

    private static @Nullable Layer summand(Primitive primitive, Expr.Apply apply, Predicate<Expr> isSelf) {
        List<Expr> sides = apply.arguments();
        return switch (primitive) {
            case SUCCESSOR -> summand(new Expr.IntegerLiteral(1), sides.getFirst(), isSelf);
            case ADD ->
                isConstant(sides.get(0))
                        ? summand(sides.get(0), sides.get(1), isSelf)
                        : isConstant(sides.get(1)) ? summand(sides.get(1), sides.get(0), isSelf) : null;
            default -> null;
        };
    }

    private static @Nullable Layer summand(Expr constant, Expr inside, Predicate<Expr> isSelf) {
        Collector collector = Collector.sum();
        return isInside(inside, collector, isSelf) ? new Layer(collector, constant, inside) : null;
    }

    /** Whether {@code inside} is the call itself, or one more layer of the same kind around it. */
    private static boolean isInside(Expr inside, Collector collector, Predicate<Expr> isSelf) {
        Layer layer = layer(inside, isSelf);
        return isSelf.test(inside) || (layer != null && isSame(layer.collector, collector));
    }

    private static boolean isSame(Collector one, Collector other) {
        return one.constructor() == other.constructor() && one.hole() == other.hole();
    }

    /** The call in {@code tail}, itself or inside layers of one kind; {@code null} for none. */
    static Expr.@Nullable Apply innermost(Expr tail, Predicate<Expr> isCall) {
        if (isCall.test(tail)) {
            return (Expr.Apply) tail;
        }
        Layer layer = layer(tail, isCall);
        return layer == null ? null : innermost(layer.inside, isCall);
    }

    /** {@code tail} with that call changed. */
    static Expr mapInnermost(Expr tail, Predicate<Expr> isCall, UnaryOperator<Expr> change) {
        Expr.Apply call = innermost(tail, isCall);
        return call == null ? tail : replace(tail, call, change.apply(call));
    }

    private static Expr replace(Expr expr, Expr old, Expr replacement) {
        return expr == old ? replacement : Rewriter.parts(expr, part -> replace(part, old, replacement));
    }

    /** What stands around the call in {@code tail}: a constructor and one of its arguments, or the sum. */
    static Optional<Object> kind(Expr tail, Predicate<Expr> isCall) {
        Layer layer = layer(tail, isCall);
        if (layer == null) {
            return Optional.empty();
        }
        Object constructor = layer.collector.constructor();
        return Optional.of(List.of(constructor == null ? Primitive.ADD : constructor, layer.collector.hole()));
    }

    private static boolean isConstant(Expr expr) {
        return expr instanceof Expr.IntegerLiteral literal && literal.value() >= 0 && literal.value() <= MOST_ADDED;
    }

    private static Expr collect(Expr tail, Collector collector, Predicate<Expr> isSelf) {
        if (isSelf.test(tail)) { // not a call any more: the next round has the same collector
            return new Expr.Jump(((Expr.Apply) tail).arguments(), tail.type());
        }
        if (tail instanceof Expr.Absurd || tail instanceof Expr.Leave) {
            return tail;
        }
        Layer layer = layer(tail, isSelf);
        if (layer == null || !isSame(layer.collector, collector)) {
            return new Expr.Complete(collector, tail);
        }
        return new Expr.Extend(collector, layer.element, collect(layer.inside, collector, isSelf));
    }
}
