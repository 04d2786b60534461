package dev.espalier.bench.versus;

/** Is told how the contests get on. */
public interface VersusListener {
    /**
     * One side begins its turn.
     *
     * @param round counted from 1
     * @param side {@code Redis} or {@code store}
     */
    void turn(int round, Contest contest, String side);

    /** Both sides have had all contests of a round, counted from 1. */
    void roundOver(int round);
}
