package dev.espalier.bench.program;

/**
 * One program: what each node's client does.
 *
 * @param operations of each node, 1 to 100,000,000
 * @param keys how many keys there are, 1 to 10,000,000; chosen uniformly
 * @param putPercent how likely an operation is a put, 0 to 100
 */
public record ProgramPoint(int operations, int keys, int putPercent) {
    public ProgramPoint {
        require("operations a node", operations, 1, 100_000_000);
        require("keys", keys, 1, 10_000_000);
        require("put percentage", putPercent, 0, 100);
    }

    private static void require(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " " + value + " is outside " + least + ".." + most);
        }
    }
}
