package dev.espalier.bridge.ir;

/** Operations of OCaml's standard library that the extraction directives refer to. */
public enum Primitive {
    /** {@code +}, checked. */
    ADD(2),
    /** {@code -}, checked. */
    SUBTRACT(2),
    /** {@code *}, checked. */
    MULTIPLY(2),
    /** {@code /}, truncating. */
    DIVIDE(2),
    /** {@code mod}, with the sign of the dividend. */
    REMAINDER(2),
    /** Unary minus, checked. */
    NEGATE(1),
    /** {@code succ}, checked. */
    SUCCESSOR(1),
    /** {@code pred}, checked. */
    PREDECESSOR(1),
    /** {@code max} on values that can be compared. */
    MAXIMUM(2),
    /** {@code min} on values that can be compared. */
    MINIMUM(2),
    /** {@code compare} on values that can be compared: -1, 0 or 1. */
    COMPARE(2),
    /** {@code =} on values without functions. */
    EQUAL(2),
    /** {@code <>} on values without functions. */
    NOT_EQUAL(2),
    /** {@code <} on values that can be compared. */
    LESS(2),
    /** {@code <=} on values that can be compared. */
    AT_MOST(2),
    /** {@code >} on values that can be compared. */
    GREATER(2),
    /** {@code >=} on values that can be compared. */
    AT_LEAST(2),
    /** {@code not}. */
    NOT(1),
    /** {@code &&}: the right side is evaluated only if needed. */
    AND(2),
    /** {@code ||}: the right side is evaluated only if needed. */
    OR(2),
    /** {@code fst}. */
    FIRST(1),
    /** {@code snd}. */
    SECOND(1),
    /** {@code Obj.magic}, {@code Obj.repr} and {@code Obj.obj}: the same value at another type. */
    CAST(1),
    /** {@code __}: what is left of a proof. */
    PROOF(0),
    /** {@code lazy}: takes the function that computes the value. */
    DELAY(1),
    /** {@code Lazy.force}. */
    FORCE(1),
    /** What a key holds in a state map, as an option. */
    MAP_FIND(2),
    /** A state map with a key and what it holds. */
    MAP_ADD(3),
    /** A state map without a key. */
    MAP_REMOVE(2);

    private final int arity;

    Primitive(int arity) {
        this.arity = arity;
    }

    /** Number of arguments. */
    public int arity() {
        return arity;
    }
}
