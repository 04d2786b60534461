package dev.espalier.core.lang;

/**
 * Operations on OCaml's {@code char}, a byte. It is a Java {@code char} from 0 to 255: that prints and compares as
 * OCaml's does, where a Java {@code byte} would be negative from 128 on.
 */
public final class Characters {
    private Characters() {}

    /** {@code Char.code}: from 0 to 255. */
    public static long code(char character) {
        return character;
    }

    /** {@code Char.chr}: {@code Invalid_argument} outside of 0 to 255. */
    public static char chr(long code) {
        if (code < 0 || code > 255) {
            throw OcamlException.invalidArgument("Char.chr");
        }
        return (char) code;
    }

    /** {@code Char.compare}: the difference of the codes. */
    public static long compare(char left, char right) {
        return (long) left - right;
    }

    /** {@code Char.equal}. */
    public static boolean equal(char left, char right) {
        return left == right;
    }

    /** {@code Char.lowercase_ascii}. */
    public static char lowercaseAscii(char character) {
        return character >= 'A' && character <= 'Z' ? (char) (character + 32) : character;
    }

    /** {@code Char.uppercase_ascii}. */
    public static char uppercaseAscii(char character) {
        return character >= 'a' && character <= 'z' ? (char) (character - 32) : character;
    }
}
