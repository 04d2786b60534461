package dev.espalier.bench.program;

import java.util.List;

/**
 * What the cores did with one program.
 *
 * @param point the program
 * @param cores each core's rounds, in the order in which the cores were named
 */
public record PointResult(ProgramPoint point, List<CoreResult> cores) {
    public PointResult {
        cores = List.copyOf(cores);
    }
}
