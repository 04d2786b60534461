package dev.espalier.synth.prover.session;

import java.time.Duration;

/** What became of a sentence. */
public sealed interface Verdict permits Accepted, Rejected {
    /** How long the prover took; from a cache, how long it took then. */
    Duration took();

    /** The goals at the tip after the verdict: after the sentence if it was accepted, else where they were. */
    ProofState goals();
}
