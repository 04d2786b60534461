package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Projections;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what happens to the pairs in a {@code NumberedList}, whose cells hold the parts of a pair and not the pair: one that
 * is only taken apart, or put into another such list, is never made.
 */
final class PairEmitter {
    private final JavaTypes types;
    private final BodyEmitter bodies;
    private final ExpressionEmitter expressions;

    PairEmitter(JavaTypes types, BodyEmitter bodies, ExpressionEmitter expressions) {
        this.types = types;
        this.bodies = bodies;
        this.expressions = expressions;
    }

    /**
     * Whether {@code head}, the first pair of the list that {@code branch} is about, is only used by its parts: it may then be
     * written as the cell, whose accessors have the names of a pair's.
     */
    boolean isHeadInParts(Expr.Branch branch, Local head) {
        if (branch.constructor().owner() != Builtins.LIST || !types.isNumberedList(branch.fields().getLast().type())) {
            return false;
        }
        int[] wholly = {Occurrences.count(head, branch.body())};
        Occurrences.walk(branch.body(), part -> wholly[0] -= uses(part, head));
        return wholly[0] == 0;
    }

    /** How many of the direct parts of {@code part} are {@code pair}, of which {@code part} takes the parts. */
    private int uses(Expr part, Local pair) {
        return switch (part) {
            case Expr.Select select -> is(select.record(), pair);
            case Expr.Apply apply when isProjection(apply) -> is(apply.arguments().getFirst(), pair);
            case Expr.Construct cell
            when cell.arguments().size() == 2 && types.isNumberedList(cell.type()) ->
                is(cell.arguments().getFirst(), pair);
            case Expr.Extend extend when types.isNumberedList(extend.collector().type()) -> {
                Expr element = extend.element();
                yield element == null ? 0 : is(element, pair);
            }
            default -> 0;
        };
    }

    private static int is(Expr expr, Local local) {
        return expr instanceof Expr.LocalRef ref && ref.local() == local ? 1 : 0;
    }

    private static boolean isProjection(Expr.Apply apply) {
        return switch (apply.function()) {
            case Expr.PrimitiveRef ref -> ref.primitive() == Primitive.FIRST || ref.primitive() == Primitive.SECOND;
            case Expr.GlobalRef ref -> isProjection(ref.global());
            default -> false;
        };
    }

    private static boolean isProjection(Global global) {
        return Projections.of(global).isPresent();
    }

    /** A cell: the parts of the pair, and the rest of the list. */
    JavaExpression cell(Expr.Construct cell, Type.Named type, Scope scope, List<Doc> out) {
        Expr pair = cell.arguments().getFirst();
        List<Expr> inferred = pair instanceof Expr.MakeRecord made ? made.fields() : List.of();
        List<Doc> parts = new ArrayList<>(parts(pair, scope, out));
        parts.addAll(expressions.arguments(cell.arguments().subList(1, 2), scope, out));
        String start = "new " + types.raw(cell.constructor(), type) + expressions.diamond(type, inferred) + "(";
        return JavaExpression.primary(Doc.list(start, parts, ")"));
    }

    /** Pairs in sight as such, and then the rest of the list. */
    List<Doc> elements(List<Expr> parts, Scope scope, List<Doc> out) {
        List<Doc> elements = new ArrayList<>();
        for (Expr pair : parts.subList(0, parts.size() - 1)) {
            elements.add(
                    pair instanceof Expr.LocalRef
                            ? Doc.list("new " + types.runtime("Pair") + "<>(", parts(pair, scope, out), ")")
                            : expressions.arguments(List.of(pair), scope, out).getFirst());
        }
        elements.addAll(expressions.arguments(parts.subList(parts.size() - 1, parts.size()), scope, out));
        return elements;
    }

    /** The parts of {@code pair}. */
    List<Doc> parts(Expr pair, Scope scope, List<Doc> out) {
        if (pair instanceof Expr.MakeRecord made) {
            return expressions.arguments(made.fields(), scope, out);
        }
        Local named = pair instanceof Expr.LocalRef ref ? ref.local() : bodies.hoist(pair, "pair", scope, out);
        String name = scope.name(named);
        return List.of(Doc.text(name + ".first()"), Doc.text(name + ".second()"));
    }
}
