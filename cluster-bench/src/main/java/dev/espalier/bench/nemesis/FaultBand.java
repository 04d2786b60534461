package dev.espalier.bench.nemesis;

/**
 * A fault as it happened.
 *
 * @param startSeconds since measuring started, when it was brought about
 * @param endSeconds when it had been undone
 * @param fault what it was, in words
 */
public record FaultBand(double startSeconds, double endSeconds, String fault) {}
