package dev.espalier.bridge.ir;

/** A variable inside a definition. Compared by identity: two variables of one name are two variables. */
public final class Local {
    private final String name;
    private final Type type;

    /** A variable; an underscore as {@code name} says that nothing refers to it. */
    public Local(String name, Type type) {
        this.name = name;
        this.type = type;
    }

    /** The OCaml name. */
    public String name() {
        return name;
    }

    /** The type. */
    public Type type() {
        return type;
    }

    @Override
    public String toString() {
        return name;
    }
}
