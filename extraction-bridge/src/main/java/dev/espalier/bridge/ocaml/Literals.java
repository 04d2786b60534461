package dev.espalier.bridge.ocaml;

import dev.espalier.bridge.source.TranslationException;
import java.math.BigInteger;
import java.util.Locale;

/** Reads integer literals within the range of OCaml's 63-bit {@code int}. */
final class Literals {
    private static final BigInteger BOUND = BigInteger.ONE.shiftLeft(62);

    private Literals() {}

    /** The value of the literal {@code token}, negated if asked for. */
    static long integer(Token token, boolean negative) {
        String digits = token.text().replace("_", "").toLowerCase(Locale.ROOT);
        int radix = digits.startsWith("0x") ? 16 : digits.startsWith("0o") ? 8 : digits.startsWith("0b") ? 2 : 10;
        try {
            BigInteger magnitude = new BigInteger(radix == 10 ? digits : digits.substring(2), radix);
            BigInteger value = negative ? magnitude.negate() : magnitude;
            if (value.compareTo(BOUND) >= 0 || value.compareTo(BOUND.negate()) < 0) {
                throw new TranslationException(
                        token.position(),
                        "integer " + token.text(),
                        "is outside OCaml's 63-bit int",
                        "use a smaller number");
            }
            return value.longValueExact();
        } catch (NumberFormatException e) {
            throw new TranslationException(
                    token.position(),
                    "integer " + token.text(),
                    "is not an int",
                    "use a plain integer without a suffix");
        }
    }
}
