package dev.espalier.bridge.ir;

import java.util.List;

/** The types that the standard extraction directives map inductive types to. */
public final class Builtins {
    /** {@code int}: natural numbers and checked integers. */
    public static final TypeSymbol INT = primitive("int");

    /** {@code bool}; {@code sumbool} is extracted to it too. */
    public static final TypeSymbol BOOL = primitive("bool");

    /** {@code unit}. */
    public static final TypeSymbol UNIT = primitive("unit");

    /** {@code Obj.t}: a value of which the type is lost. */
    public static final TypeSymbol OBJ = primitive("Obj.t");

    /** {@code 'a Lazy.t}. */
    public static final TypeSymbol LAZY =
            new TypeSymbol("Lazy.t", List.of(), TypeSymbol.Kind.PRIMITIVE, List.of(new Type.Parameter("a")), "");

    /** A map that holds state: keys and what they hold. Java's is {@code dev.espalier.core.state.StateMap}. */
    public static final TypeSymbol STATE_MAP = new TypeSymbol(
            "StateMap",
            List.of(),
            TypeSymbol.Kind.PRIMITIVE,
            List.of(new Type.Parameter("k"), new Type.Parameter("v")),
            "");

    /** {@code 'a option}. */
    public static final TypeSymbol OPTION;

    /** {@code 'a list}. */
    public static final TypeSymbol LIST;

    /** {@code 'a * 'b}, as a record. */
    public static final TypeSymbol PAIR;

    /** {@code int}, as a type. */
    public static final Type INT_TYPE = new Type.Named(INT, List.of());

    /** {@code bool}, as a type. */
    public static final Type BOOL_TYPE = new Type.Named(BOOL, List.of());

    /** {@code unit}, as a type. */
    public static final Type UNIT_TYPE = new Type.Named(UNIT, List.of());

    /** {@code Obj.t}, as a type. */
    public static final Type OBJ_TYPE = new Type.Named(OBJ, List.of());

    static {
        Type.Parameter element = new Type.Parameter("a");
        OPTION = new TypeSymbol("option", List.of(), TypeSymbol.Kind.VARIANT, List.of(element), "");
        OPTION.defineConstructors(List.of(
                new TypeSymbol.Constructor(OPTION, "None", List.of(), 0),
                new TypeSymbol.Constructor(OPTION, "Some", List.of(element), 1)));
        LIST = new TypeSymbol("list", List.of(), TypeSymbol.Kind.VARIANT, List.of(element), "");
        LIST.defineConstructors(List.of(
                new TypeSymbol.Constructor(LIST, "[]", List.of(), 0),
                new TypeSymbol.Constructor(LIST, "::", List.of(element, new Type.Named(LIST, List.of(element))), 1)));
        Type.Parameter second = new Type.Parameter("b");
        PAIR = new TypeSymbol("*", List.of(), TypeSymbol.Kind.RECORD, List.of(element, second), "");
        PAIR.defineFields(List.of(
                new TypeSymbol.Field(PAIR, "first", element, 0), new TypeSymbol.Field(PAIR, "second", second, 1)));
    }

    private Builtins() {}

    /** Whether {@code type} is exactly {@code int}. */
    public static boolean isInt(Type type) {
        return type.resolved() instanceof Type.Named named && named.symbol() == INT;
    }

    /** Whether {@code type} is exactly {@code bool}. */
    public static boolean isBool(Type type) {
        return type.resolved() instanceof Type.Named named && named.symbol() == BOOL;
    }

    /** Whether {@code type} is that of a lazy value. */
    public static boolean isLazy(Type type) {
        return type.resolved() instanceof Type.Named named && named.symbol() == LAZY;
    }

    /** The type of lazy values. */
    public static Type lazy(Type value) {
        return new Type.Named(LAZY, List.of(value));
    }

    /** The type of state maps. */
    public static Type stateMap(Type key, Type value) {
        return new Type.Named(STATE_MAP, List.of(key, value));
    }

    /** The type of pairs. */
    public static Type pair(Type first, Type second) {
        return new Type.Named(PAIR, List.of(first, second));
    }

    private static TypeSymbol primitive(String name) {
        return new TypeSymbol(name, List.of(), TypeSymbol.Kind.PRIMITIVE, List.of(), "");
    }
}
