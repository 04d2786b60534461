package dev.espalier.synth.prover.session;

/** Why a sentence was rejected: a closed set, so that a search can decide by it. */
public enum ProverError {
    /** It cannot be parsed, or is not exactly one sentence. */
    SYNTAX(true),
    /** A name is unbound: a constant, hypothesis, tactic, module or library. */
    UNKNOWN_REFERENCE(true),
    /** A term has not the type that is expected of it, or parts of it cannot be inferred. */
    TYPE(true),
    /** Universes do not fit. */
    UNIVERSE(true),
    /** A definition is refused for how it recurs: not terminating, not productive, not positive. */
    RECURSION(true),
    /** A tactic does not apply, or a goal is not of the form that it wants. */
    TACTIC_FAILURE(true),
    /** A proof or a part of one is ended while goals are left. */
    UNSOLVED_GOAL(true),
    /** Another error of the prover's. */
    OTHER(true),
    /** It took longer than the limit, or than a limit inside the sentence. */
    TIMEOUT(false),
    /** {@link ProverSession#interrupt} stopped it. */
    INTERRUPTED(false),
    /** It took more memory than the limit, or more stack than there is. */
    MEMORY(false),
    /** It said more than the limit. */
    OUTPUT(false),
    /** A defect of the prover, by its own account. */
    ANOMALY(false),
    /** The prover died, or could not be started. */
    DEAD_PROVER(false),
    /** The prover answered what the protocol does not allow, and was ended. */
    GARBLED_ANSWER(false),
    /** A sentence that had been accepted was rejected when it was repeated, so nothing can be judged at the tip. */
    REPLAY(false);

    private final boolean lasting;

    ProverError(boolean lasting) {
        this.lasting = lasting;
    }

    /** Whether it is about the sentence alone, so that trying again says the same; not so of limits and deaths. */
    public boolean lasting() {
        return lasting;
    }
}
