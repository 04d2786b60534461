package dev.espalier.bridge.validate;

/** How a call ended. */
sealed interface Outcome {
    /** Longer answers are cut where a person reads them. */
    int SHOWN_MAX = 400;

    /** It gave this value, in the form that {@link Datum#text} has, with marks for what cannot be made again. */
    record Gave(String text) implements Outcome {}

    /** It raised an exception. */
    record Threw(String name) implements Outcome {}

    /** Java's checked arithmetic left its range. */
    record Overflowed() implements Outcome {}

    /** A conversion failed that the source makes by {@code Obj.magic}: the arguments are none that Rocq's types allow. */
    record Excluded(String detail) implements Outcome {}

    /** It did not end within the limits of time, stack, memory or size. */
    record GaveUp(String limit) implements Outcome {}

    /** What a person reads. */
    default String shown() {
        return switch (this) {
            case Gave gave -> gave.text.length() <= SHOWN_MAX ? gave.text : gave.text.substring(0, SHOWN_MAX) + "...";
            case Threw threw -> "exception " + threw.name;
            case Overflowed overflowed -> "exception ArithmeticException: overflow";
            case Excluded excluded -> "exception ClassCastException: " + excluded.detail;
            case GaveUp gaveUp -> "no answer within the limit of " + gaveUp.limit;
        };
    }
}
