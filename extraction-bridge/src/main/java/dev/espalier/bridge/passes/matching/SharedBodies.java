package dev.espalier.bridge.passes.matching;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.JoinPoint;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.passes.Rewriter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The bodies of one match's cases. One that several leaves of the decision tree reach becomes a join point. */
final class SharedBodies {
    /** Largest body, in expressions, that is repeated. */
    private static final int SMALL = 5;

    private final Map<Expr, JoinPoint> points = new IdentityHashMap<>();
    private final Map<JoinPoint, Shared> shared = new LinkedHashMap<>();

    private static final class Shared {
        private final Expr body;
        private int leaves;

        Shared(Expr body) {
            this.body = body;
        }
    }

    /**
     * A leaf that gives {@code body}.
     *
     * @param bindings the variables that hold what the pattern binds
     */
    Expr leaf(Expr body, Map<Local, Local> bindings, Type type) {
        if (size(body, SMALL + 1) <= SMALL) {
            return bound(bindings, body);
        }
        JoinPoint point = points.computeIfAbsent(body, one -> new JoinPoint(List.copyOf(bindings.keySet())));
        shared.computeIfAbsent(point, one -> new Shared(body)).leaves++;
        List<Expr> arguments = new ArrayList<>();
        point.parameters().forEach(parameter -> arguments.add(value(parameter, bindings)));
        return new Expr.Leave(point, arguments, type);
    }

    private static Expr value(Local parameter, Map<Local, Local> bindings) {
        Local value = bindings.get(parameter);
        if (value == null) {
            throw new IllegalStateException("a side of a pattern does not bind " + parameter);
        }
        // What a pattern names may be bound to what another one names.
        return bindings.containsKey(value) ? value(value, bindings) : new Expr.LocalRef(value);
    }

    /** The decision tree with its bodies: in their leaves, or behind it where they are shared. */
    Expr joined(Expr tree) {
        Expr result = placed(tree);
        for (Map.Entry<JoinPoint, Shared> one : shared.entrySet()) {
            if (one.getValue().leaves > 1) {
                result = new Expr.Join(one.getKey(), result, one.getValue().body);
            }
        }
        return result;
    }

    private Expr placed(Expr tree) {
        if (tree instanceof Expr.Leave leave && shared.get(leave.point()) instanceof Shared own) {
            return own.leaves > 1 ? leave : bound(leave, own.body);
        }
        return Rewriter.parts(tree, this::placed);
    }

    private static Expr bound(Expr.Leave leave, Expr body) {
        Expr result = body;
        for (int i = leave.arguments().size() - 1; i >= 0; i--) {
            result = new Expr.Let(
                    leave.point().parameters().get(i), leave.arguments().get(i), result);
        }
        return result;
    }

    /** {@code body} with variables bound. */
    static Expr bound(Map<Local, Local> bindings, Expr body) {
        Expr result = body;
        for (Map.Entry<Local, Local> binding : List.copyOf(bindings.entrySet()).reversed()) {
            result = new Expr.Let(binding.getKey(), new Expr.LocalRef(binding.getValue()), result);
        }
        return result;
    }

    /** How many expressions {@code expr} has; {@code limit} if they are more. */
    private static int size(Expr expr, int limit) {
        int[] size = {1};
        if (size[0] < limit) {
            Rewriter.parts(expr, part -> {
                size[0] += size[0] < limit ? size(part, limit - size[0]) : 0;
                return part;
            });
        }
        return size[0];
    }
}
