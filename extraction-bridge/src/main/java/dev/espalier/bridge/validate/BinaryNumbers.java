package dev.espalier.bridge.validate;

import dev.espalier.bridge.exports.JavaForm;
import dev.espalier.core.lang.Whole;
import java.util.List;

/** The constructors of Rocq's binary numbers, in the order of their declaration, as arithmetic on numbers without bounds. */
final class BinaryNumbers {
    private BinaryNumbers() {}

    static Whole make(JavaForm.Numbers numbers, int constructor, List<Object> arguments) {
        Whole argument = arguments.isEmpty() ? Whole.ZERO : (Whole) arguments.getFirst();
        return switch (numbers) {
            case POSITIVE ->
                switch (constructor) {
                    case 0 -> argument.twiceAndOne();
                    case 1 -> argument.twice();
                    default -> Whole.ONE;
                };
            case NATURAL -> argument;
            case INTEGER -> constructor == 2 ? argument.negate() : argument;
        };
    }

    static int constructor(JavaForm.Numbers numbers, Whole value) {
        return switch (numbers) {
            case POSITIVE -> value.isOne() ? 2 : value.isOdd() ? 0 : 1;
            case NATURAL -> value.isZero() ? 0 : 1;
            case INTEGER -> value.isZero() ? 0 : value.isPositive() ? 1 : 2;
        };
    }

    static List<Object> arguments(JavaForm.Numbers numbers, Whole value) {
        return switch (numbers) {
            case POSITIVE -> value.isOne() ? List.of() : List.of(value.half());
            case NATURAL, INTEGER -> value.isZero() ? List.of() : List.of(value.absolute());
        };
    }
}
