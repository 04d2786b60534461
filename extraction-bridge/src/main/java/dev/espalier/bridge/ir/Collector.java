package dev.espalier.bridge.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a loop builds around its result: layers of one constructor, or a sum. Compared by identity, as a variable is.
 * See {@link Expr.Build}.
 */
public final class Collector {
    private final TypeSymbol.@Nullable Constructor constructor;
    private final int hole;
    private final Type type;

    private Collector(TypeSymbol.@Nullable Constructor constructor, int hole, Type type) {
        this.constructor = constructor;
        this.hole = hole;
        this.type = type.resolved();
    }

    /**
     * Layers of {@code constructor}, which has at most two arguments.
     *
     * @param hole the argument, counted from 0, that holds the layer inside
     * @param type the type of the layers
     */
    public static Collector layers(TypeSymbol.Constructor constructor, int hole, Type type) {
        return new Collector(constructor, hole, type);
    }

    /** Small constants added to a number. */
    public static Collector sum() {
        return new Collector(null, 0, Builtins.INT_TYPE);
    }

    /** The constructor of the layers; {@code null} for a sum. */
    public TypeSymbol.@Nullable Constructor constructor() {
        return constructor;
    }

    /** The argument that holds the layer inside, counted from 0. */
    public int hole() {
        return hole;
    }

    /** The type of the result. */
    public Type type() {
        return type;
    }

    /** The type of what a layer holds beside the layer inside it, or of a summand; {@code null} if it holds nothing. */
    public @Nullable Type element() {
        if (constructor == null) {
            return type;
        }
        List<Type> arguments = Types.arguments(constructor, type);
        return arguments.size() == 1 ? null : arguments.get(1 - hole);
    }

    /** Whether this builds a list. */
    public boolean isList() {
        return constructor != null && constructor.owner() == Builtins.LIST;
    }
}
