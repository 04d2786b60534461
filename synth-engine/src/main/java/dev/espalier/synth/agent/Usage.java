package dev.espalier.synth.agent;

/**
 * Tokens of a turn, as the provider counts them.
 *
 * @param input read anew
 * @param cached read from the provider's cache
 * @param output written
 */
public record Usage(long input, long cached, long output) {
    /** Nothing. */
    public static final Usage NONE = new Usage(0, 0, 0);

    /** Both together. */
    public Usage plus(Usage other) {
        return new Usage(input + other.input, cached + other.cached, output + other.output);
    }

    /** All tokens, however they were read. */
    public long total() {
        return input + cached + output;
    }
}
