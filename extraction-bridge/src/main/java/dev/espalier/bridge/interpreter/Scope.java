package dev.espalier.bridge.interpreter;

import dev.espalier.bridge.ir.Collector;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.JoinPoint;
import dev.espalier.bridge.ir.Local;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one activation of a function. Each binder of a body runs at most once in an activation, so a variable
 * never changes once something can see it; a jump begins a new activation.
 */
final class Scope {
    private final @Nullable Scope outer;
    private final Value.@Nullable Closure running;
    private final Map<Object, Value> values = new IdentityHashMap<>();
    private final Map<JoinPoint, Expr> joins = new IdentityHashMap<>();
    private final Map<Collector, List<@Nullable Value>> layers;

    /**
     * An activation without variables of its own.
     *
     * @param outer what the function was made in
     * @param running the function; {@code null} for the definition of a value
     */
    Scope(@Nullable Scope outer, Value.@Nullable Closure running) {
        this(outer, running, new IdentityHashMap<>());
    }

    private Scope(
            @Nullable Scope outer, Value.@Nullable Closure running, Map<Collector, List<@Nullable Value>> layers) {
        this.outer = outer;
        this.running = running;
        this.layers = layers;
    }

    /** The activation that a jump in this one begins: what loops have collected is kept. */
    Scope next() {
        return new Scope(outer, running, layers);
    }

    /** The function that runs; {@code null} for the definition of a value. */
    Value.@Nullable Closure running() {
        return running;
    }

    /** Binds a variable, or a local function. */
    void bind(Object variable, Value value) {
        values.put(variable, value);
    }

    /** The value of a variable or of a local function. */
    Value get(Object variable) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Value value = scope.values.get(variable);
            if (value != null) {
                return value;
            }
        }
        String name = variable instanceof Local local ? local.name() : "a local function";
        throw InterpretationException.illFormed(name + " is not bound here");
    }

    /** Notes what follows {@code point}. */
    void join(JoinPoint point, Expr after) {
        joins.put(point, after);
    }

    /** What follows {@code point}. */
    Expr after(JoinPoint point) {
        Expr after = joins.get(point);
        if (after == null) {
            throw InterpretationException.illFormed("what is left is not around this");
        }
        return after;
    }

    /** Begins to collect, unless an earlier round of the loop has. */
    void collect(Collector collector) {
        layers.computeIfAbsent(collector, begun -> new ArrayList<>());
    }

    /** Adds a layer inside those collected; {@code element} is {@code null} if layers hold nothing. */
    void extend(Collector collector, @Nullable Value element) {
        collected(collector).add(element);
    }

    /** The layers collected, from the outermost inwards. */
    List<@Nullable Value> collected(Collector collector) {
        List<@Nullable Value> found = layers.get(collector);
        if (found == null) {
            throw InterpretationException.illFormed("nothing is collected here");
        }
        return found;
    }
}
