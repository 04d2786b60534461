package dev.espalier.synth.prover.session;

import java.nio.charset.StandardCharsets;

/**
 * A place in a sentence, in characters of Java (UTF-16).
 *
 * @param start its first character, from 0
 * @param end the one after its last, at least {@code start}
 * @param line the line of {@code start} within the sentence, from 1
 * @param column the column of {@code start} in that line, from 0
 */
public record Location(int start, int end, int line, int column) {
    /**
     * The place from byte {@code start} to byte {@code end} of {@code sentence} in UTF-8. What lies outside of the
     * sentence is cut to it, and a bound inside a character is moved to the character's beginning.
     */
    public static Location ofBytes(String sentence, int start, int end) {
        byte[] bytes = sentence.getBytes(StandardCharsets.UTF_8);
        int from = characters(bytes, start);
        int to = Math.max(from, characters(bytes, end));
        String before = sentence.substring(0, from);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new Location(from, to, line, from - (before.lastIndexOf('\n') + 1));
    }

    private static int characters(byte[] bytes, int offset) {
        int at = Math.clamp(offset, 0, bytes.length);
        while (at > 0 && at < bytes.length && (bytes[at] & 0xC0) == 0x80) {
            at--;
        }
        return new String(bytes, 0, at, StandardCharsets.UTF_8).length();
    }
}
