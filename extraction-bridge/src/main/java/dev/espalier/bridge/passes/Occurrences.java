package dev.espalier.bridge.passes;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.LocalFunction;
import dev.espalier.bridge.ir.Pattern;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Where variables occur. Every variable is bound once and identity tells it apart, so scopes need no bookkeeping. */
public final class Occurrences {
    private Occurrences() {}

    /** How often each variable is referred to in {@code expr}. */
    public static Map<Local, Integer> count(Expr expr) {
        Map<Local, Integer> counts = new HashMap<>();
        references(expr, local -> counts.merge(local, 1, Integer::sum));
        return counts;
    }

    /** How often {@code wanted} is referred to in {@code expr}. */
    public static int count(Local wanted, Expr expr) {
        int[] count = {0};
        references(expr, local -> count[0] += local == wanted ? 1 : 0);
        return count[0];
    }

    /** Variables that {@code expr} refers to and does not bind, in the order of their first occurrence. */
    public static Set<Local> free(Expr expr) {
        Set<Local> referred = new LinkedHashSet<>();
        references(expr, referred::add);
        Set<Local> bound = new LinkedHashSet<>();
        bound(expr, bound::add);
        referred.removeAll(bound);
        return referred;
    }

    /** Variables bound outside that functions inside {@code expr} refer to: what closures capture. */
    public static Set<Local> captured(Expr expr) {
        Set<Local> captured = new LinkedHashSet<>();
        walk(expr, part -> {
            if (part instanceof Expr.Lambda lambda) {
                captured.addAll(free(lambda));
            }
        });
        return captured;
    }

    /** Definitions that {@code expr} refers to, in the order of their first occurrence. */
    public static Set<Global> globals(Expr expr) {
        Set<Global> globals = new LinkedHashSet<>();
        walk(expr, part -> {
            if (part instanceof Expr.GlobalRef ref) {
                globals.add(ref.global());
            }
        });
        return globals;
    }

    /** Local functions that {@code expr} refers to. */
    public static Set<LocalFunction> functions(Expr expr) {
        Set<LocalFunction> functions = new LinkedHashSet<>();
        walk(expr, part -> {
            if (part instanceof Expr.FunctionRef ref) {
                functions.add(ref.function());
            }
        });
        return functions;
    }

    /** Visits {@code expr} and all its parts, outermost first. */
    public static void walk(Expr expr, Consumer<Expr> visitor) {
        visitor.accept(expr);
        Rewriter.each(expr, part -> walk(part, visitor));
    }

    private static void references(Expr expr, Consumer<Local> visitor) {
        walk(expr, part -> {
            if (part instanceof Expr.LocalRef ref) {
                visitor.accept(ref.local());
            } else if (part instanceof Expr.Switch branch) {
                visitor.accept(branch.scrutinee());
            }
        });
    }

    private static void bound(Expr expr, Consumer<Local> visitor) {
        walk(expr, part -> {
            switch (part) {
                case Expr.Lambda lambda -> lambda.parameters().forEach(visitor);
                case Expr.Let let -> visitor.accept(let.local());
                case Expr.Switch branch ->
                    branch.branches().forEach(b -> b.fields().forEach(visitor));
                case Expr.Join join -> join.point().parameters().forEach(visitor);
                case Expr.Match match -> match.cases().forEach(one -> bound(one.pattern(), visitor));
                default -> {}
            }
        });
    }

    private static void bound(Pattern pattern, Consumer<Local> visitor) {
        switch (pattern) {
            case Pattern.Any any -> {}
            case Pattern.IntegerValue value -> {}
            case Pattern.BooleanValue value -> {}
            case Pattern.Constant constant -> {}
            case Pattern.CharacterRange range -> {}
            case Pattern.Delayed delayed -> bound(delayed.pattern(), visitor);
            case Pattern.Bind bind -> {
                visitor.accept(bind.local());
                bound(bind.pattern(), visitor);
            }
            case Pattern.Construct construct -> construct.arguments().forEach(argument -> bound(argument, visitor));
            case Pattern.Record record -> record.fields().forEach(field -> bound(field, visitor));
            case Pattern.Or or -> {
                bound(or.left(), visitor);
                bound(or.right(), visitor);
            }
        }
    }
}
