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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what happens to the pairs in a {@code NumberedList}, whose cells hold the parts of a pair and not the pair: one that
 * is only taken apart, or put into another such list, is never made.
 */
final class PairEmitter {
    private final JavaTypes types;
    private final BodyEmitter bodies;
    private final ExpressionEmitter expressions;

    /** The tails of the cells whose heads are written as the cells. */
    private final Map<Local, Local> tails = new HashMap<>();

    /** The heads of the cells whose elements variables hold. */
    private final Map<Local, Local> elements = new HashMap<>();

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
        boolean inParts = isOnlyTakenApart(branch, head);
        if (inParts) {
            tails.put(head, branch.fields().getLast());
        }
        return inParts;
    }

    private boolean isOnlyTakenApart(Expr.Branch branch, Local head) {
        if (branch.constructor().owner() != Builtins.LIST
                || !types.isNumberedList(branch.fields().getLast().type())) {
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
            case Expr.Apply apply
            when isProjection(apply) -> is(apply.arguments().getFirst(), pair);
            case Expr.Construct cell
            when cell.arguments().size() == 2 && types.isNumberedList(cell.type()) ->
                is(cell.arguments().getFirst(), pair);
            case Expr.Extend extend
            when types.isNumberedList(extend.collector().type()) -> {
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
        Expr rest = cell.arguments().get(1);
        if (pair instanceof Expr.LocalRef head && tails.containsKey(head.local())) {
            // The cell itself where the rest came back as it was: nothing is made of what does not change.
            String start = scope.name(head.local()) + ".withTail(";
            return JavaExpression.primary(Doc.list(start, expressions.arguments(List.of(rest), scope, out), ")"));
        }
        Local old = oldCell(pair, rest);
        if (old != null) {
            List<Expr> number = ((Expr.MakeRecord) pair).fields().subList(1, 2);
            String start = scope.name(old) + ".withSecond(";
            return JavaExpression.primary(Doc.list(start, expressions.arguments(number, scope, out), ")"));
        }
        List<Expr> inferred = pair instanceof Expr.MakeRecord made ? made.fields() : List.of();
        List<Doc> parts = new ArrayList<>(parts(pair, scope, out));
        parts.addAll(expressions.arguments(cell.arguments().subList(1, 2), scope, out));
        String start = "new " + types.raw(cell.constructor(), type) + expressions.diamond(type, inferred) + "(";
        return JavaExpression.primary(Doc.list(start, parts, ")"));
    }

    /** The head of the cell that has the element of {@code pair} and the tail {@code rest}; {@code null} for none. */
    private @Nullable Local oldCell(Expr pair, Expr rest) {
        if (!(pair instanceof Expr.MakeRecord made) || !(rest instanceof Expr.LocalRef tail)) {
            return null;
        }
        Local head = switch (made.fields().getFirst()) {
            case Expr.LocalRef ref -> elements.get(ref.local());
            case Expr.Select select -> elementOf(select);
            default -> null;
        };
        return head != null && tails.get(head) == tail.local() ? head : null;
    }

    /** The head of a cell that {@code select} takes the element of; {@code null} if it does something else. */
    private @Nullable Local elementOf(Expr.Select select) {
        return select.field() == Builtins.PAIR.fields().getFirst()
                        && select.record() instanceof Expr.LocalRef ref
                        && tails.containsKey(ref.local())
                ? ref.local()
                : null;
    }

    /** Notes what a variable holds: perhaps the element of a cell. */
    void declared(Expr.Let let) {
        Local head = let.value() instanceof Expr.Select select ? elementOf(select) : null;
        if (head != null) {
            elements.put(let.local(), head);
        }
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
