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

    /**
     * An {@code enum}, its constants in OCaml's order.
     *
     * @param type its class
     */
    record Enumeration(String type) implements JavaForm {}

    /** A number without bounds: a binary number of Rocq's, whose constructors are arithmetic. */
    record Binary(Numbers numbers) implements JavaForm {}

    /** Rocq's binary numbers. */
    enum Numbers {
        /** {@code XI n} is 2n + 1, {@code XO n} is 2n, {@code XH} is 1. */
        POSITIVE,
        /** {@code N0} is 0, {@code Npos n} is n. */
        NATURAL,
        /** {@code Z0} is 0, {@code Zpos n} is n, {@code Zneg n} is -n. */
        INTEGER
    }

    /** Nothing in Java corresponds to it. */
    record Absent() implements JavaForm {}
}
