package dev.espalier.bridge.ir;

/**
 * Something that a pass did or could not do, for a person to read.
 *
 * @param kind what sort of thing it is
 * @param place the definition or the position that it is about
 * @param text what there is to say, a sentence without its full stop
 */
public record Note(Kind kind, String place, String text) {
    /** What notes are about. */
    public enum Kind {
        /** Something of the source was replaced by something of Java's. */
        REPLACEMENT,
        /** What a function computes stands where it was called. */
        INLINED,
        /** Parameters that nothing uses are gone. */
        ERASED,
        /** A call in tail position became a loop. */
        LOOP,
        /** A value is updated in place. */
        IN_PLACE,
        /** A value could not be updated in place. */
        NOT_IN_PLACE,
        /** An entry of a map is overwritten when another one takes its place. */
        OVERWRITTEN,
        /** An entry of a map could not be overwritten. */
        NOT_OVERWRITTEN,
        /** A value of a primitive type is kept in an object. */
        BOXED,
        /** A conversion is left that Java checks only when it runs. */
        CONVERSION
    }

    @Override
    public String toString() {
        return place + ": " + text;
    }
}
