package dev.espalier.synth.gate;

import java.time.Duration;

/**
 * How long and how thoroughly the gate works.
 *
 * @param compilation time limit of each compilation of a file, by the prover or by OCaml
 * @param checker time limit of the independent checker, which re-checks the prover's library too
 * @param outputBytesMax how many bytes of each output of a program are kept
 * @param memoryMegabytesMax how much address space a program may use, in MiB; more ends it
 * @param independentChecker whether {@code coqchk} is run; the evidence says so if it was not
 */
public record GateLimits(
        Duration compilation,
        Duration checker,
        int outputBytesMax,
        int memoryMegabytesMax,
        boolean independentChecker) {
    public GateLimits {
        if (compilation.isNegative() || compilation.isZero() || checker.isNegative() || checker.isZero()) {
            throw new IllegalArgumentException("a time limit of the proof gate must be positive");
        }
        if (memoryMegabytesMax < 64) {
            throw new IllegalArgumentException("a prover does not start with less than 64 MiB");
        }
        if (outputBytesMax < 1_000) {
            throw new IllegalArgumentException("the proof gate needs at least 1000 bytes of each output to read it");
        }
    }

    /** Ten minutes a file, thirty for the checker, a megabyte of output, 16 GiB; everything is checked. */
    public static GateLimits standard() {
        return new GateLimits(Duration.ofMinutes(10), Duration.ofMinutes(30), 1_000_000, 16_384, true);
    }

    /** The same without the independent checker: for quick answers, not for a certificate that is published. */
    public GateLimits withoutIndependentChecker() {
        return new GateLimits(compilation, checker, outputBytesMax, memoryMegabytesMax, false);
    }
}
