package dev.espalier.bridge.ir;

/**
 * What values of a declared type are at run time, where they are not objects of a class of their own. A type that has one
 * {@linkplain Type#resolved resolves} to the built-in type that holds its values. Which types get one is decided in one
 * place, the pass {@code representation}.
 */
public enum Representation {
    /** A truth value: the first of two constructors without arguments is true. */
    TRUTH(Builtins.BOOL, "truth values"),
    /** The unit value: one constructor without arguments. */
    UNIT(Builtins.UNIT, "the unit value"),
    /** A value or none: the constructor with an argument holds the value. */
    OPTION(Builtins.OPTION, "options"),
    /** A list: the empty one first. */
    LIST(Builtins.LIST, "lists"),
    /** A pair: one constructor with two arguments. */
    PAIR(Builtins.PAIR, "pairs"),
    /** A natural number in unary, zero and its successors, as a checked {@code int}. */
    NATURAL(Builtins.INT, "integers of 64 bits, checked for overflow"),
    /** A positive number in binary, {@code 2n + 1}, {@code 2n} and one, as a number without bounds. */
    POSITIVE(Builtins.WHOLE, "whole numbers without bounds"),
    /** Zero or a {@link #POSITIVE}, as a number without bounds. */
    BINARY_NATURAL(Builtins.WHOLE, "whole numbers without bounds"),
    /** Zero, a {@link #POSITIVE} or the negative of one, as a number without bounds. */
    BINARY_INTEGER(Builtins.WHOLE, "whole numbers without bounds");

    private final TypeSymbol held;
    private final String shown;

    Representation(TypeSymbol held, String shown) {
        this.held = held;
        this.shown = shown;
    }

    /** What the values are at run time, in words. */
    public String shown() {
        return shown;
    }

    /** The built-in type that holds the values; it has as many parameters. */
    public TypeSymbol held() {
        return held;
    }
}
