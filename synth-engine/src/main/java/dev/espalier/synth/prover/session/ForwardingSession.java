package dev.espalier.synth.prover.session;

/** A session that does what another does; classes that add something to it override what they add it to. */
public abstract class ForwardingSession implements ProverSession {
    private final ProverSession session;

    /** In front of {@code session}. */
    protected ForwardingSession(ProverSession session) {
        this.session = session;
    }

    @Override
    public StateId tip() {
        return session.tip();
    }

    @Override
    public ProofState goals() {
        return session.goals();
    }

    @Override
    public Verdict check(String sentence) throws InterruptedException {
        return session.check(sentence);
    }

    @Override
    public void backTo(StateId state) {
        session.backTo(state);
    }

    @Override
    public QueryResult query(String command) throws InterruptedException {
        return session.query(command);
    }

    @Override
    public void interrupt() {
        session.interrupt();
    }

    @Override
    public void close() {
        session.close();
    }
}
