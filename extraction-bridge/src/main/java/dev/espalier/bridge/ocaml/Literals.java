package dev.espalier.bridge.ocaml;

import dev.espalier.bridge.source.TranslationException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads literals. */
final class Literals {
    private static final BigInteger BOUND = BigInteger.ONE.shiftLeft(62);

    private Literals() {}

    /** The value of the literal {@code token}, negated if asked for, within the range of OCaml's 63-bit {@code int}. */
    static long integer(Token token, boolean negative) {
        String digits = token.text().replace("_", "").toLowerCase(Locale.ROOT);
        int radix = digits.startsWith("0x") ? 16 : digits.startsWith("0o") ? 8 : digits.startsWith("0b") ? 2 : 10;
        try {
            BigInteger magnitude = new BigInteger(radix == 10 ? digits : digits.substring(2), radix);
            BigInteger value = negative ? magnitude.negate() : magnitude;
            if (value.compareTo(BOUND) >= 0 || value.compareTo(BOUND.negate()) < 0) {
                throw new TranslationException(
                        token.position(),
                        "integer " + shown(token),
                        "is outside OCaml's 63-bit int",
                        "use a smaller number");
            }
            return value.longValueExact();
        } catch (NumberFormatException e) {
            throw new TranslationException(
                    token.position(),
                    "integer " + shown(token),
                    "is not an int",
                    "use a plain integer without a suffix");
        }
    }

    /** The value of a floating point literal: the nearest 64-bit number. */
    static double real(Token token) {
        String digits = token.text().replace("_", "").toLowerCase(Locale.ROOT);
        // Java's hexadecimal numbers need an exponent, OCaml's do not.
        String java = digits.startsWith("0x") && !digits.contains("p") ? digits + "p0" : digits;
        try {
            if (Character.isLetter(java.charAt(java.length() - 1))) {
                throw new NumberFormatException(java); // Java would take a suffix
            }
            return Double.parseDouble(java);
        } catch (NumberFormatException e) {
            throw new TranslationException(
                    token.position(), "number " + shown(token), "is not a float", "check the source at this place");
        }
    }

    /** The value of a character literal, from 0 to 255. */
    static char character(Token token) {
        String inner = token.text().substring(1, token.text().length() - 1);
        String decoded = inner.startsWith("\\") ? decode(token, inner) : inner;
        if (decoded.length() != 1 || decoded.charAt(0) > (inner.startsWith("\\") ? 255 : 127)) {
            throw new TranslationException(
                    token.position(),
                    "character " + shown(token),
                    "is not one byte",
                    "write it as an escape such as '\\255'");
        }
        return decoded.charAt(0);
    }

    /** The bytes of a string literal, a {@code char} from 0 to 255 each. Characters beyond ASCII count in UTF-8. */
    static String string(Token token) {
        String text = token.text();
        if (text.startsWith("{")) {
            int bar = text.indexOf('|');
            return bytes(text.substring(bar + 1, text.length() - bar - 1));
        }
        return decode(token, text.substring(1, text.length() - 1));
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String decode(Token token, String text) {
        StringBuilder decoded = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int backslash = text.indexOf('\\', at);
            if (backslash < 0) {
                return decoded.append(bytes(text.substring(at))).toString();
            }
            decoded.append(bytes(text.substring(at, backslash)));
            at = escape(token, text, backslash + 1, decoded);
        }
        return decoded.toString();
    }

    /** Reads the escape whose backslash stands before {@code at}, and gives the place after it. */
    private static int escape(Token token, String text, int at, StringBuilder decoded) {
        char kind = at < text.length() ? text.charAt(at) : 0;
        switch (kind) {
            case '\\', '"', '\'', ' ' -> decoded.append(kind);
            case 'n' -> decoded.append('\n');
            case 't' -> decoded.append('\t');
            case 'b' -> decoded.append('\b');
            case 'r' -> decoded.append('\r');
            case 'x' -> {
                return code(token, text, at + 1, 2, 16, decoded);
            }
            case 'o' -> {
                return code(token, text, at + 1, 3, 8, decoded);
            }
            case 'u' -> {
                return unicode(token, text, at + 1, decoded);
            }
            case '\n', '\r' -> {
                int next = text.startsWith("\r\n", at) ? at + 2 : at + 1;
                while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
                    next++;
                }
                return next;
            }
            default -> {
                return code(token, text, at, 3, 10, decoded);
            }
        }
        return at + 1;
    }

    private static int code(Token token, String text, int at, int digits, int radix, StringBuilder decoded) {
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = i < text.length() && text.charAt(i) < 128 ? Character.digit(text.charAt(i), radix) : -1;
            if (digit < 0) {
                throw wrongEscape(token);
            }
            value = value * radix + digit;
        }
        if (value > 255) {
            throw wrongEscape(token);
        }
        decoded.append((char) value);
        return at + digits;
    }

    private static int unicode(Token token, String text, int at, StringBuilder decoded) {
        int end = text.indexOf('}', at);
        if (!text.startsWith("{", at) || end < at + 2 || end > at + 7) {
            throw wrongEscape(token);
        }
        try {
            int scalar = Integer.parseUnsignedInt(text.substring(at + 1, end), 16);
            if (!Character.isValidCodePoint(scalar) || (scalar >= 0xD800 && scalar <= 0xDFFF)) {
                throw wrongEscape(token);
            }
            decoded.append(bytes(Character.toString(scalar)));
            return end + 1;
        } catch (NumberFormatException e) {
            throw wrongEscape(token);
        }
    }

    private static TranslationException wrongEscape(Token token) {
        return new TranslationException(
                token.position(),
                "literal " + shown(token),
                "has an escape that OCaml does not know",
                "check the source at this place");
    }

    /** The literal, or its beginning if it is long. */
    private static String shown(Token token) {
        String text = token.text();
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
