package dev.espalier.synth.explore;

/**
 * Two machines compared by their client histories.
 *
 * @param onlyFirst histories that only the first has
 * @param onlySecond histories that only the second has
 */
public record DiffResult(InclusionResult onlyFirst, InclusionResult onlySecond) {}
