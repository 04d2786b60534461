package dev.espalier.synth.prover.session;

import java.time.Duration;
import java.util.Optional;

/**
 * The sentence was not executed; the tip is where it was.
 *
 * @param error what kind of error
 * @param message what the prover said, verbatim; what was done to it, if it said nothing
 * @param location the place in the sentence that it blames, if it blames one
 * @param goals the goals at the tip
 * @param took how long it took, including what was done to end it
 */
public record Rejected(ProverError error, String message, Optional<Location> location, ProofState goals, Duration took)
        implements Verdict, QueryResult {}
