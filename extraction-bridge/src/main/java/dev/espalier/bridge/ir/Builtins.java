package dev.espalier.bridge.ir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types that the standard extraction directives map inductive types to. */
public final class Builtins {
    /** {@code int}: natural numbers and checked integers. */
    public static final TypeSymbol INT = primitive("int");

    /** Whole numbers without bounds: what binary numbers are. */
    public static final TypeSymbol WHOLE = primitive("whole");

    /** {@code bool}; {@code sumbool} is extracted to it too. */
    public static final TypeSymbol BOOL = primitive("bool");

    /** {@code unit}. */
    public static final TypeSymbol UNIT = primitive("unit");

    /** {@code char}: a byte. */
    public static final TypeSymbol CHAR = primitive("char");

    /** {@code string}: bytes. */
    public static final TypeSymbol STRING = primitive("string");

    /** {@code float}: a floating point number of 64 bits. */
    public static final TypeSymbol FLOAT = primitive("float");

    /** {@code Uint63.t}: a number modulo 2^63. */
    public static final TypeSymbol UINT63 = primitive("Uint63.t");

    /** {@code Big_int_Z.big_int}: an integer without bounds. */
    public static final TypeSymbol BIG_INTEGER = primitive("big_int");

    /** {@code exn}: an exception. Its constructors are not known to it. */
    public static final TypeSymbol EXCEPTION = primitive("exn");

    /** {@code 'a array}, of which nothing is ever set. */
    public static final TypeSymbol ARRAY = container("array");

    /** {@code 'a Parray.t}: a persistent array. */
    public static final TypeSymbol PERSISTENT_ARRAY = container("Parray.t");

    /** {@code Obj.t}: a value of which the type is lost. */
    public static final TypeSymbol OBJ = primitive("Obj.t");

    /** {@code 'a Lazy.t}. */
    public static final TypeSymbol LAZY = container("Lazy.t");

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

    /** {@code ('a, 'b) result}: a value, or what went wrong. */
    public static final TypeSymbol RESULT;

    /** {@code 'a Uint63.carry}: a number, and whether one more bit was needed. */
    public static final TypeSymbol CARRY;

    /** {@code Float64.float_comparison}. */
    public static final TypeSymbol FLOAT_COMPARISON =
            enumeration("Float64.float_comparison", "FEq", "FLt", "FGt", "FNotComparable");

    /** {@code Float64.float_class}. */
    public static final TypeSymbol FLOAT_CLASS = enumeration(
            "Float64.float_class", "PNormal", "NNormal", "PSubn", "NSubn", "PZero", "NZero", "PInf", "NInf", "NaN");

    /** {@code 'a * 'b}, as a record. */
    public static final TypeSymbol PAIR;

    /** {@code int}, as a type. */
    public static final Type INT_TYPE = new Type.Named(INT, List.of());

    /** Whole numbers without bounds, as a type. */
    public static final Type WHOLE_TYPE = new Type.Named(WHOLE, List.of());

    /** {@code bool}, as a type. */
    public static final Type BOOL_TYPE = new Type.Named(BOOL, List.of());

    /** {@code char}, as a type. */
    public static final Type CHAR_TYPE = new Type.Named(CHAR, List.of());

    /** {@code string}, as a type. */
    public static final Type STRING_TYPE = new Type.Named(STRING, List.of());

    /** {@code float}, as a type. */
    public static final Type FLOAT_TYPE = new Type.Named(FLOAT, List.of());

    /** {@code exn}, as a type. */
    public static final Type EXCEPTION_TYPE = new Type.Named(EXCEPTION, List.of());

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
        CARRY = new TypeSymbol("Uint63.carry", List.of(), TypeSymbol.Kind.VARIANT, List.of(element), "");
        CARRY.defineConstructors(List.of(
                new TypeSymbol.Constructor(CARRY, "C0", List.of(element), 0),
                new TypeSymbol.Constructor(CARRY, "C1", List.of(element), 1)));
        Type.Parameter second = new Type.Parameter("b");
        RESULT = new TypeSymbol("result", List.of(), TypeSymbol.Kind.VARIANT, List.of(element, second), "");
        RESULT.defineConstructors(List.of(
                new TypeSymbol.Constructor(RESULT, "Ok", List.of(element), 0),
                new TypeSymbol.Constructor(RESULT, "Error", List.of(second), 1)));
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

    /** Whether {@code type} is that of whole numbers without bounds. */
    public static boolean isWhole(Type type) {
        return type.resolved() instanceof Type.Named named && named.symbol() == WHOLE;
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

    /** The symbol of a named type; {@code null} for functions and parameters. */
    public static @Nullable TypeSymbol symbol(Type type) {
        return type.resolved() instanceof Type.Named named ? named.symbol() : null;
    }

    /** The type of arrays. */
    public static Type array(Type element) {
        return new Type.Named(ARRAY, List.of(element));
    }

    private static TypeSymbol container(String name) {
        return new TypeSymbol(name, List.of(), TypeSymbol.Kind.PRIMITIVE, List.of(new Type.Parameter("a")), "");
    }

    private static TypeSymbol enumeration(String name, String... constructors) {
        TypeSymbol symbol = new TypeSymbol(name, List.of(), TypeSymbol.Kind.VARIANT, List.of(), "");
        List<TypeSymbol.Constructor> made = new ArrayList<>();
        for (String constructor : constructors) {
            made.add(new TypeSymbol.Constructor(symbol, constructor, List.of(), made.size()));
        }
        symbol.defineConstructors(made);
        return symbol;
    }

    private static TypeSymbol primitive(String name) {
        return new TypeSymbol(name, List.of(), TypeSymbol.Kind.PRIMITIVE, List.of(), "");
    }
}
