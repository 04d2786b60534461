package dev.espalier.synth.ablation;

/**
 * What came of a run.
 *
 * @param trial which run
 * @param conditions what else it depends on: policy, budget and the like, in words; runs under others are another campaign's
 * @param outcome {@code passed}, {@code rejected} by the audit, {@code unproved}, {@code exhausted} or {@code budget}
 * @param claimed whether the search, going by what it has, takes its result for right
 * @param right whether there is a closed proof and the audit agrees
 * @param wrong whether a core was claimed that a check shows to be wrong or useless, and not only unproved
 * @param why no core, or what the audit objects to; empty if it passed
 * @param seconds of processor time, the engine's and the prover's, until the search had its result; for what another run had found
 *     out before, what it took then
 * @param proverSeconds the prover's part of it
 * @param sentences how many were put to the prover until then
 * @param designs how many designs were taken up
 * @param speedup how many times as fast as the reference the result was; 0 if it was not measured
 * @param core SHA-256 of the result's core; empty if there is none
 * @param tokens of models, read and written
 * @param dollars for them
 */
public record Trialled(
        Trial trial,
        String conditions,
        String outcome,
        boolean claimed,
        boolean right,
        boolean wrong,
        String why,
        double seconds,
        double proverSeconds,
        long sentences,
        int designs,
        double speedup,
        String core,
        long tokens,
        double dollars) {
    /** Whether it ended because its time, or its designs, were used up. */
    public boolean isOverBudget() {
        return outcome.equals("budget");
    }
}
