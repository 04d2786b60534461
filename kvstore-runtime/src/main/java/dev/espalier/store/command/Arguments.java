package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads arguments as strictly as Redis does, and refuses them in its words. */
final class Arguments {
    private Arguments() {}

    /** Whether {@code argument} is {@code lowerCase}, in whatever case. */
    static boolean is(Bytes argument, String lowerCase) {
        if (argument.length() != lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            int b = argument.at(i);
            if ((b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static String lowerCase(Bytes text) {
        return latin(text).toLowerCase(Locale.ROOT);
    }

    /** Each byte as one character. */
    static String latin(Bytes text) {
        return new String(text.shared(), StandardCharsets.ISO_8859_1);
    }

    static String text(Bytes text) {
        return new String(text.shared(), StandardCharsets.UTF_8);
    }

    /** A whole number as Redis takes it: no blanks, no plus, no leading zeros. */
    static long integer(Bytes text) {
        return integer(text, CommandError.NOT_AN_INTEGER);
    }

    static long integer(Bytes text, String refusal) {
        if (!isInteger(text)) {
            throw new CommandError(refusal);
        }
        return parsed(text, 0, text.length());
    }

    /** A whole number from {@code least} to {@code most}. */
    static int integer(Bytes text, int least, int most, String refusal) {
        long value = integer(text, refusal);
        if (value < least || value > most) {
            throw new CommandError(refusal);
        }
        return (int) value;
    }

    /** Whether {@code text} is a 64-bit number written the one way in which Redis writes it. */
    static boolean isInteger(Bytes text) {
        int length = text.length();
        if (length == 0 || length > 20) {
            return false;
        }
        int start = text.at(0) == '-' ? 1 : 0;
        if (start == length || (text.at(start) == '0' && length > 1)) {
            return false;
        }
        for (int i = start; i < length; i++) {
            if (text.at(i) < '0' || text.at(i) > '9') {
                return false;
            }
        }
        // Up to 18 digits always fit; beyond, the slow way decides.
        if (length - start < 19) {
            return true;
        }
        try {
            Long.parseLong(latin(text));
            return true;
        } catch (NumberFormatException tooLarge) {
            return false;
        }
    }

    private static long parsed(Bytes text, int from, int to) {
        boolean negative = text.at(from) == '-';
        long value = 0;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            // Counted downwards, since the least number has no positive one.
            value = value * 10 - (text.at(i) - '0');
        }
        return negative ? value : -value;
    }

    /** At most 128 characters of what a client sent. */
    static String shown(Bytes text) {
        return shown(text, 128);
    }

    /** At most {@code most} characters of what a client sent. */
    static String shown(Bytes text, int most) {
        return new String(text.shared(), 0, Math.min(most, text.length()), StandardCharsets.UTF_8);
    }
}
