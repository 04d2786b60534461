package dev.espalier.synth.agent;

import java.time.Duration;

/**
 * What an agent may use, at most. A turn is not begun once one of them is reached.
 *
 * @param tokens of all turns, read and written
 * @param dollars by the prices given; infinite for no cap
 * @param time by the clock
 * @param prices what a million tokens cost
 */
public record Caps(long tokens, double dollars, Duration time, Prices prices) {
    /**
     * Dollars for a million tokens.
     *
     * @param input read anew
     * @param cached read from the cache
     * @param output written
     */
    public record Prices(double input, double cached, double output) {
        /** What nobody charges for, as a model of one's own. */
        public static final Prices NONE = new Prices(0, 0, 0);

        private static final double MILLION = 1_000_000;

        /** What {@code usage} costs. */
        public double of(Usage usage) {
            return (usage.input() * input + usage.cached() * cached + usage.output() * output) / MILLION;
        }
    }
}
