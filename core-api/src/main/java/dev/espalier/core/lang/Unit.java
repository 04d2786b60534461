package dev.espalier.core.lang;

/** The type with one value, OCaml's {@code unit}. */
public enum Unit {
    /** The value. */
    UNIT
}
