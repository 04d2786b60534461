package dev.espalier.bridge.validate;

import dev.espalier.bridge.exports.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads answers back, so that results can be inputs. */
final class DatumReader {
    /** Says that a text has parts that cannot be made again: functions, unknown values, values not looked into. */
    private static final class NotAgain extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAgain() {
            super("", null, false, false);
        }
    }

    private final String text;
    private int place;

    private DatumReader(String text) {
        this.text = text;
    }

    /** The datum that {@code text} is of, if it can be made again from the text alone. */
    static Optional<Datum> read(String text) {
        try {
            return Optional.of(new DatumReader(text).one());
        } catch (NotAgain notAgain) {
            return Optional.empty();
        }
    }

    private Datum one() {
        char first = text.charAt(place);
        switch (first) {
            case '(' -> {
                place++;
                int constructor = Integer.parseInt(word());
                return new Datum.Block(constructor, rest(')'));
            }
            case '[' -> {
                place++;
                return new Datum.Sequence(rest(']'));
            }
            case '<' -> {
                place++;
                if (text.charAt(place) == '!') {
                    throw new NotAgain();
                }
                Datum value = one();
                place++;
                return new Datum.Delayed(value);
            }
            default -> {
                return word(word());
            }
        }
    }

    private List<Datum> rest(char end) {
        List<Datum> all = new ArrayList<>();
        while (true) {
            while (text.charAt(place) == ' ') {
                place++;
            }
            if (text.charAt(place) == end) {
                place++;
                return all;
            }
            all.add(one());
        }
    }

    private String word() {
        int start = place;
        while (place < text.length() && " ()[]<>{}".indexOf(text.charAt(place)) < 0) {
            place++;
        }
        return text.substring(start, place);
    }

    private static Datum word(String word) {
        if (word.isEmpty()) {
            throw new NotAgain();
        }
        try {
            return switch (word.charAt(0)) {
                case 't' -> new Datum.Truth(true);
                case 'f' -> new Datum.Truth(false);
                case 'u' -> new Datum.Nothing();
                case 'c' -> new Datum.Literal(Shape.Kind.CHAR, word);
                case 's' -> new Datum.Literal(Shape.Kind.STRING, word);
                case 'd' -> new Datum.Literal(Shape.Kind.FLOAT, word);
                case 'x' -> new Datum.Literal(Shape.Kind.UINT63, word);
                case 'z' -> new Datum.Literal(Shape.Kind.BIG_INTEGER, word);
                case 'n' -> new Datum.Count(Integer.parseInt(word.substring(1)));
                default -> new Datum.Whole(Long.parseLong(word));
            };
        } catch (NumberFormatException notANumber) {
            throw new NotAgain();
        }
    }
}
