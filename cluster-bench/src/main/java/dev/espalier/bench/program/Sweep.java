package dev.espalier.bench.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A parameter of a program and the values it takes in turn.
 *
 * @param parameter which one
 * @param values in the order in which they are run; not empty
 */
public record Sweep(Parameter parameter, List<Integer> values) {
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})([kKmM]?)");
    private static final int PUT_STEP = 10;

    /** What can be swept. */
    public enum Parameter {
        /** Put percentage. */
        PUT,
        /** Operations a node. */
        N,
        /** Number of keys. */
        KEYS;

        /** As users type it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Sweep {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a sweep without values");
        }
    }

    /**
     * Reads {@code put=10..90} (each ten), {@code put=20,30,50}, {@code n=1k..1M} (1, 2, 5, 10, ...), {@code keys=50,10k}.
     *
     * @throws IllegalArgumentException if the text is none of these; the message says what is allowed
     */
    public static Sweep parse(String text) {
        String[] sides = text.split("=", -1);
        if (sides.length != 2) {
            throw malformed(text);
        }
        Parameter parameter = Stream.of(Parameter.values())
                .filter(each -> each.text().equals(sides[0]))
                .findFirst()
                .orElseThrow(() -> malformed(text));
        String[] ends = sides[1].split("\\.\\.", -1);
        if (ends.length == 2) {
            int from = number(ends[0], text);
            int to = number(ends[1], text);
            if (from > to) {
                throw new IllegalArgumentException("sweep \"" + text + "\" begins above its end; swap the two");
            }
            return new Sweep(parameter, parameter == Parameter.PUT ? steps(from, to) : oneTwoFive(from, to));
        }
        if (ends.length > 2) {
            throw malformed(text);
        }
        List<Integer> values = new ArrayList<>();
        for (String value : sides[1].split(",", -1)) {
            values.add(number(value, text));
        }
        return new Sweep(parameter, values);
    }

    private static List<Integer> steps(int from, int to) {
        List<Integer> values = new ArrayList<>();
        for (int value = from; value <= to; value += PUT_STEP) {
            values.add(value);
        }
        return values;
    }

    /** The ends, and between them the numbers 1, 2 and 5 times a power of ten. */
    private static List<Integer> oneTwoFive(int from, int to) {
        List<Integer> values = new ArrayList<>(List.of(from));
        for (long power = 1; power < to; power *= 10) {
            for (long digit : new long[] {1, 2, 5}) {
                if (digit * power > from && digit * power < to) {
                    values.add((int) (digit * power));
                }
            }
        }
        if (to > from) {
            values.add(to);
        }
        return values;
    }

    private static int number(String text, String whole) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            throw malformed(whole);
        }
        long unit = switch (matcher.group(2)) {
            case "k", "K" -> 1_000;
            case "m", "M" -> 1_000_000;
            default -> 1;
        };
        long value = Long.parseLong(matcher.group(1)) * unit;
        if (value > Integer.MAX_VALUE) {
            throw malformed(whole);
        }
        return (int) value;
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "sweep \"" + text + "\" is none of put=10..90, put=20,30,50, n=1k..1M, n=1k,20k, keys=50,10k");
    }

    /** The programs that differ from {@code base} in this parameter. */
    public List<ProgramPoint> points(ProgramPoint base) {
        return values.stream()
                .map(value -> switch (parameter) {
                    case PUT -> new ProgramPoint(base.operations(), base.keys(), value);
                    case N -> new ProgramPoint(value, base.keys(), base.putPercent());
                    case KEYS -> new ProgramPoint(base.operations(), value, base.putPercent());
                })
                .toList();
    }
}
