package dev.espalier.bridge.exports;

import java.util.List;

/** How values of a declared type look in Java. Class names are binary names, as class loaders take them. */
public sealed interface JavaForm {
    /**
     * A record, or a record for each constructor.
     *
     * @param type the type's own class
     * @param constructors the class of each constructor in OCaml's order; of a record, its own alone
     */
    record Classes(String type, List<String> constructors) implements JavaForm {
        public Classes {
            constructors = List.copyOf(constructors);
        }
    }

    /** A {@code long} that counts how often the one constructor with an argument was applied. */
    record Count() implements JavaForm {}

    /**
     * A {@code boolean}.
     *
     * @param truth which constructor is {@code true}
     */
    record Truth(int truth) implements JavaForm {}

    /** {@code Unit.UNIT}. */
    record One() implements JavaForm {}

    /** Nothing in Java corresponds to it. */
    record Absent() implements JavaForm {}
}
