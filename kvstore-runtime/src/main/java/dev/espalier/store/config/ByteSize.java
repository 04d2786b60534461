package dev.espalier.store.config;

import java.util.Locale;

/** Numbers of bytes as Redis writes them. */
public final class ByteSize {
    private ByteSize() {}

    /**
     * A number of bytes, with one of Redis's units behind it or none: k is 1000, kb 1024.
     *
     * @throws NumberFormatException if it is none, or too large
     */
    public static long parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int digits = 0;
        while (digits < lower.length() && lower.charAt(digits) >= '0' && lower.charAt(digits) <= '9') {
            digits++;
        }
        long unit = switch (lower.substring(digits)) {
            case "", "b" -> 1;
            case "k" -> 1000;
            case "kb" -> 1L << 10;
            case "m" -> 1_000_000;
            case "mb" -> 1L << 20;
            case "g" -> 1_000_000_000;
            case "gb" -> 1L << 30;
            default -> throw new NumberFormatException(text);
        };
        long number = Long.parseLong(lower.substring(0, digits));
        if (number > Long.MAX_VALUE / unit) {
            throw new NumberFormatException(text);
        }
        return number * unit;
    }
}
