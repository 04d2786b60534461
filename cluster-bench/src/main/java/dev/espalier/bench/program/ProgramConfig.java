package dev.espalier.bench.program;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * What to run.
 *
 * @param nodes how many nodes, 2 to 64
 * @param cores names of the cores, run in turn; the first is the one the others are compared with
 * @param points the programs, one after the other in the same processes
 * @param warmUpRounds rounds of each program before those that count, 0 to 10,000, besides the cold one with which
 *     processes begin
 * @param warmUpLimit what those may take of each core; later ones are left out
 * @param rounds rounds that count, 1 to 10,000
 * @param roundLimit a round that takes longer is given up
 * @param seed of the programs
 * @param slice operations that a client does between two looks at its network, 1 to 1,000,000
 * @param durability {@code none}, {@code everysec} or {@code always}, as the nodes understand it
 * @param directory where the nodes' logs and data go
 */
public record ProgramConfig(
        int nodes,
        List<String> cores,
        List<ProgramPoint> points,
        int warmUpRounds,
        Duration warmUpLimit,
        int rounds,
        Duration roundLimit,
        long seed,
        int slice,
        String durability,
        Path directory) {
    /** The usual {@code warmUpLimit}. */
    public static final Duration WARM_UP_LIMIT = Duration.ofSeconds(10);

    public ProgramConfig {
        cores = List.copyOf(cores);
        points = List.copyOf(points);
        require("number of nodes", nodes, 2, 64);
        require("number of warm-up rounds", warmUpRounds, 0, 10_000);
        require("number of rounds", rounds, 1, 10_000);
        require("slice", slice, 1, 1_000_000);
        if (cores.isEmpty() || points.isEmpty()) {
            throw new IllegalArgumentException("no core or no program to run");
        }
        if (new HashSet<>(cores).size() < cores.size()) {
            throw new IllegalArgumentException("a core is named twice among " + cores + "; name each once");
        }
        if (roundLimit.isNegative() || roundLimit.isZero()) {
            throw new IllegalArgumentException("round limit " + roundLimit + " is not positive");
        }
        if (warmUpLimit.isNegative()) {
            throw new IllegalArgumentException("warm-up limit " + warmUpLimit + " is negative");
        }
        if (!List.of("none", "everysec", "always").contains(durability)) {
            throw new IllegalArgumentException(
                    "durability \"" + durability + "\" is none of none, everysec and always");
        }
    }

    private static void require(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " " + value + " is outside " + least + ".." + most);
        }
    }
}
