package dev.espalier.bridge.validate;

import dev.espalier.bridge.exports.Shape;
import dev.espalier.core.lang.ByteString;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Characters, strings, floating point numbers, integers modulo 2^63 and integers without bounds: their words, which
 * {@code espalier_driver.ml} reads and prints too, and their values in Java.
 */
final class Literals {
    private static final HexFormat HEX = HexFormat.of();
    private static final List<Double> FLOATS = List.of(
            0.0,
            -0.0,
            1.0,
            -1.5,
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.NaN);

    private Literals() {}

    /** Whether values of {@code kind} are written as literals. */
    static boolean are(Shape.Kind kind) {
        return switch (kind) {
            case INT, BOOL, UNIT -> false;
            case CHAR, STRING, FLOAT, UINT63, BIG_INTEGER -> true;
        };
    }

    /** The Java value of {@code word}. */
    static Object value(Shape.Kind kind, String word) {
        String rest = word.substring(1);
        return switch (kind) {
            case CHAR -> (char) Integer.parseInt(rest);
            case STRING -> ByteString.copyOf(HEX.parseHex(rest));
            case FLOAT -> Double.longBitsToDouble(Long.parseUnsignedLong(rest, 16));
            case UINT63 -> Long.parseLong(rest) & Long.MAX_VALUE;
            case BIG_INTEGER -> new BigInteger(rest);
            case INT, BOOL, UNIT -> throw new IllegalArgumentException(kind + " has no literals of its own");
        };
    }

    /** The word of a Java value. */
    static String word(Shape.Kind kind, Object value) {
        return switch (kind) {
            case CHAR -> "c" + (int) (Character) value;
            case STRING -> "s" + HEX.formatHex(((ByteString) value).toBytes());
            case FLOAT -> "d" + HEX.toHexDigits(Double.doubleToLongBits((Double) value));
            // OCaml shows the same 63 bits as a signed number.
            case UINT63 -> "x" + ((Long) value << 1 >> 1);
            case BIG_INTEGER -> "z" + value;
            case INT, BOOL, UNIT -> throw new IllegalArgumentException(kind + " has no literals of its own");
        };
    }

    /** Words at the edges of {@code kind}. */
    static List<String> boundaries(Shape.Kind kind) {
        return switch (kind) {
            case CHAR -> List.of("c0", "c10", "c32", "c48", "c65", "c97", "c127", "c128", "c255");
            case STRING -> List.of("s", "s00", "s61", "s6162", "sff00", "s616261", "s20");
            case FLOAT -> FLOATS.stream().map(one -> word(kind, one)).toList();
            case UINT63 -> List.of("x0", "x1", "x2", "x4611686018427387903", "x-4611686018427387904", "x-1");
            case BIG_INTEGER ->
                List.of(
                        "z0",
                        "z1",
                        "z-1",
                        "z2",
                        "z4611686018427387904",
                        "z-9223372036854775808",
                        "z18446744073709551616");
            case INT, BOOL, UNIT -> List.of();
        };
    }

    /** A random word of {@code kind}, the longer or larger the more {@code size} says. */
    static String random(Shape.Kind kind, int size, Random random, boolean negative) {
        List<String> edges = boundaries(kind);
        int small = Math.max(0, size) + 2; // inside other data the size may be below 0
        if (random.nextInt(8) == 0) {
            String edge = edges.get(random.nextInt(edges.size()));
            return negative || !edge.contains("-") || kind == Shape.Kind.UINT63 ? edge : edges.getFirst();
        }
        return switch (kind) {
            case CHAR -> "c" + (random.nextInt(4) == 0 ? random.nextInt(256) : 'a' + random.nextInt(4));
            case STRING -> {
                StringBuilder word = new StringBuilder("s");
                for (int i = random.nextInt(Math.max(1, size) + 1); i > 0; i--) {
                    int code = random.nextInt(6) == 0 ? random.nextInt(256) : 'a' + random.nextInt(3);
                    word.append(HEX.toHexDigits((byte) code));
                }
                yield word.toString();
            }
            case FLOAT ->
                word(
                        kind,
                        random.nextBoolean()
                                ? random.nextInt(-8, 9) / 4.0
                                : random.nextGaussian() * Math.scalb(1.0, random.nextInt(-60, 60)));
            case UINT63 -> "x" + (random.nextBoolean() ? random.nextInt(small) : random.nextLong() >> 1);
            case BIG_INTEGER -> {
                BigInteger made = random.nextInt(3) > 0
                        ? BigInteger.valueOf(random.nextInt(small))
                        : new BigInteger(random.nextInt(1, 130), random);
                yield "z" + (negative && random.nextInt(3) == 0 ? made.negate() : made);
            }
            case INT, BOOL, UNIT -> throw new IllegalArgumentException(kind + " has no literals of its own");
        };
    }

    /** Simpler words, the simplest first. */
    static List<String> smaller(Shape.Kind kind, String word) {
        List<String> all = new ArrayList<>();
        String simplest = boundaries(kind).getFirst();
        if (!word.equals(simplest)) {
            all.add(simplest);
        }
        if (kind == Shape.Kind.STRING && word.length() > 3) {
            int half = 1 + (word.length() / 4) * 2;
            all.add(word.substring(0, half));
            all.add("s" + word.substring(3));
        }
        if (kind == Shape.Kind.BIG_INTEGER && word.length() > 3) {
            all.add(word.substring(0, word.length() - 1));
        }
        return all;
    }

    /** The literal as OCaml writes it, for a person. */
    static String ocaml(Shape.Kind kind, String word) {
        Object value = value(kind, word);
        return switch (kind) {
            case CHAR -> "'\\%03d'".formatted((int) (Character) value);
            case STRING -> {
                StringBuilder text = new StringBuilder("\"");
                for (byte b : ((ByteString) value).toBytes()) {
                    text.append(
                            b >= ' ' && b < 127 && b != '"' && b != '\\'
                                    ? String.valueOf((char) b)
                                    : "\\%03d".formatted(b & 0xff));
                }
                yield text.append('"').toString();
            }
            case FLOAT -> Double.toHexString((Double) value);
            case UINT63, BIG_INTEGER, INT, BOOL, UNIT -> value.toString();
        };
    }
}
