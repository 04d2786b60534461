package dev.espalier.bridge.ir;

import java.util.List;

/** A function (or polymorphic value) that is defined inside a definition. Compared by identity. */
public final class LocalFunction {
    private final String name;
    private final Type type;
    private List<Type.Parameter> parameters = List.of();

    /** A function not yet generalised. */
    public LocalFunction(String name, Type type) {
        this.name = name;
        this.type = type;
    }

    /** The OCaml name. */
    public String name() {
        return name;
    }

    /** The type, over its {@link #parameters} and those of the enclosing definition. */
    public Type type() {
        return type;
    }

    /** Its own type parameters. */
    public List<Type.Parameter> parameters() {
        return parameters;
    }

    /** Sets the type parameters. */
    public void generalise(List<Type.Parameter> generalised) {
        this.parameters = List.copyOf(generalised);
    }
}
