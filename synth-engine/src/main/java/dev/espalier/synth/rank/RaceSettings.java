package dev.espalier.synth.rank;

/**
 * How long a race is.
 *
 * @param operations in each core's part of a round
 * @param warmUps rounds that do not count, which the Java machine compiles in
 * @param rounds rounds that count
 * @param puts after how many puts an operation's time is taken to see whether it grows; and again after ten times as many
 */
public record RaceSettings(int operations, int warmUps, int rounds, int puts) {
    /** Some seconds for two cores. */
    public static final RaceSettings USUAL = new RaceSettings(30_000, 10, 15, 2_000);

    /** Keys of the usual load. */
    public static final int KEYS = 50;
}
