package dev.espalier.synth.prover.session;

import java.io.IOException;

/**
 * A development that grows a sentence at a time, each judged by a prover before the next. What was accepted is kept on
 * this side: if the prover dies, is killed, or has to be, a new one is brought to the same state when it is next asked,
 * and only the sentence in flight is lost. Every call ends: within the limits of the session and the time that it takes
 * to start a prover and repeat what was accepted.
 *
 * <p>A session belongs to one thread; only {@link #interrupt} may be called from others.
 */
public interface ProverSession extends AutoCloseable {
    /** The state that the next sentence is checked in. */
    StateId tip();

    /** The goals at the tip; {@link ProofState#NONE} outside of a proof. Asks no prover. */
    ProofState goals();

    /**
     * Checks one sentence at the tip; if it is accepted, the state after it is the new tip, otherwise nothing changes.
     * A text that is not exactly one sentence is rejected as {@link ProverError#SYNTAX}.
     *
     * @throws InterruptedException if the calling thread is interrupted; the tip stays, and the prover is restarted
     *     when it is next asked
     */
    Verdict check(String sentence) throws InterruptedException;

    /**
     * Makes {@code state} the tip again and forgets what came after it. Asks no prover.
     *
     * @throws IllegalArgumentException if the tip was not reached through {@code state}
     */
    void backTo(StateId state);

    /**
     * Runs {@code command} at the tip for what it says; what it changes is forgotten.
     *
     * @throws InterruptedException as {@link #check}
     */
    QueryResult query(String command) throws InterruptedException;

    /**
     * Stops what is being checked, if anything is: its verdict is {@link ProverError#INTERRUPTED}, unless it comes to
     * one first. Does not wait for that.
     */
    void interrupt();

    /** Ends the prover; nothing else may be called then. Does nothing the second time. */
    @Override
    void close();

    /** Opens sessions over one foundation. */
    interface Source {
        /** What a session begins with, as {@link StateId#root} takes it: prover, its options, what it may load. */
        String foundation();

        /**
         * A session at the root.
         *
         * @throws IOException if it has no place to run in
         */
        ProverSession open() throws IOException;
    }
}
