package dev.espalier.bridge.passes.linearity;

/**
 * What an expression does with state.
 *
 * @param place which state
 * @param kind what is done with it
 * @param by what does it, for messages: {@code add}, or {@code the result}
 */
record Use(Place place, Kind kind, String by) {
    /** Kinds of use, weaker ones first. */
    enum Kind {
        /** Looked into; nothing of it remains in the result. */
        READ,
        /** Made a part of the result. */
        TAKE,
        /** Updated. */
        CHANGE;

        Kind atLeast(Kind other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    /** Whether this use, made first, leaves nothing for {@code later}. */
    boolean spoils(Use later) {
        return kind != Kind.READ && place.overlaps(later.place);
    }

    /** Whether the two cannot be made in either order. */
    boolean conflictsWith(Use other) {
        return place.overlaps(other.place)
                && (kind == Kind.CHANGE || other.kind == Kind.CHANGE || kind == Kind.TAKE && other.kind == Kind.TAKE);
    }

    String shown() {
        return switch (kind) {
            case READ -> place + " is read by " + by;
            case TAKE -> place + " is part of " + by;
            case CHANGE -> place + " is updated by " + by;
        };
    }
}
