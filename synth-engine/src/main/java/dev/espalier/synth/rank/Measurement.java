package dev.espalier.synth.rank;

/**
 * How fast a core was.
 *
 * @param id the number of its design; {@link Contender#REFERENCE} for the core that it is compared with
 * @param name what people call it
 * @param nanos nanoseconds of processor time an operation takes: the median of the rounds, the least and the most
 * @param speedup how many times as fast as the reference within the same round: the median, the least and the most
 * @param growth how many times as long an operation takes after ten times as many puts; about 1 if it does not depend
 *     on them
 */
public record Measurement(int id, String name, Spread nanos, Spread speedup, double growth) {
    /** Half as much again is more than what one run differs from another. */
    private static final double GROWS = 1.5;

    /** The same of the core with the number {@code other}. */
    public Measurement as(int other) {
        return new Measurement(other, name, nanos, speedup, growth);
    }

    /** Whether operations take longer the more there were. */
    public boolean grows() {
        return growth > GROWS;
    }
}
