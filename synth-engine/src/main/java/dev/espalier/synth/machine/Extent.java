package dev.espalier.synth.machine;

/**
 * How large runs are.
 *
 * @param runs how many runs
 * @param steps how many steps each has, of clients and of the network
 */
public record Extent(int clients, int replicas, int keys, int runs, int steps) {
    /** Enough to tell most wrong candidates from right ones, within a second or so. */
    public static final Extent USUAL = new Extent(3, 2, 2, 40, 40);
}
