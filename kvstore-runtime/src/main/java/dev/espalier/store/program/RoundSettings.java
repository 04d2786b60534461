package dev.espalier.store.program;

/**
 * What a node is asked to run.
 *
 * @param round names the round; nodes of different rounds do not talk to each other
 * @param seed of the programs of all nodes
 * @param operations of each node
 * @param keys how many keys there are
 * @param putPercent how likely an operation is a put, 0 to 100
 * @param slice how many operations the client does between two looks at the network
 * @param durability {@code none} writes nothing to disk; {@code everysec} and {@code always} are those of a node
 * @param directory where the data of the round goes, unless nothing is written
 */
record RoundSettings(
        int round,
        long seed,
        int operations,
        int keys,
        int putPercent,
        int slice,
        String durability,
        String directory) {}
