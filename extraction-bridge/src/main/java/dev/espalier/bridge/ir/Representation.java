package dev.espalier.bridge.ir;

/**
 * What values of a declared type are at run time, where they are not objects of a class of their own. A type that has one
 * {@linkplain Type#resolved resolves} to the built-in type that holds its values. Which types get one is decided in one
 * place, the pass {@code representation}.
 */
public enum Representation {
    /** A truth value: the first of two constructors without arguments is true. */
    TRUTH(Builtins.BOOL),
    /** The unit value: one constructor without arguments. */
    UNIT(Builtins.UNIT),
    /** A value or none: the constructor with an argument holds the value. */
    OPTION(Builtins.OPTION),
    /** A list: the empty one first. */
    LIST(Builtins.LIST),
    /** A pair: one constructor with two arguments. */
    PAIR(Builtins.PAIR),
    /** A natural number in unary, zero and its successors, as a checked {@code int}. */
    NATURAL(Builtins.INT),
    /** A positive number in binary, {@code 2n + 1}, {@code 2n} and one, as a number without bounds. */
    POSITIVE(Builtins.WHOLE),
    /** Zero or a {@link #POSITIVE}, as a number without bounds. */
    BINARY_NATURAL(Builtins.WHOLE),
    /** Zero, a {@link #POSITIVE} or the negative of one, as a number without bounds. */
    BINARY_INTEGER(Builtins.WHOLE);

    private final TypeSymbol held;

    Representation(TypeSymbol held) {
        this.held = held;
    }

    /** The built-in type that holds the values; it has as many parameters. */
    public TypeSymbol held() {
        return held;
    }
}
