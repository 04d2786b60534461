package dev.espalier.synth.prover.session;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session that answers from a cache what was judged before, and opens a real one only for what was not. The real one
 * is then brought to the tip by sentences that the cache says are accepted.
 */
public final class CachingSession implements ProverSession {
    private record Step(String sentence, StateId state, ProofState goals) {}

    private final Source source;
    private final SentenceCache cache;
    private final StateId root;
    private final List<Step> script = new ArrayList<>();
    /** The states that the real session went through, the root not among them. */
    private final List<StateId> executed = new ArrayList<>();

    private volatile @Nullable ProverSession real;
    private long hits;
    private long misses;
    private boolean closed;

    /** A session at the root of {@code source}'s foundation. Nothing is started yet. */
    public CachingSession(Source source, SentenceCache cache) {
        this.source = source;
        this.cache = cache;
        root = StateId.root(source.foundation());
    }

    /** How many sentences were answered from the cache. */
    public long hits() {
        return hits;
    }

    /** How many sentences were put to the prover, those repeated to bring it to the tip not among them. */
    public long misses() {
        return misses;
    }

    /** Whether a real session was opened. */
    public boolean opened() {
        return real != null;
    }

    @Override
    public StateId tip() {
        return script.isEmpty() ? root : script.getLast().state();
    }

    @Override
    public ProofState goals() {
        return script.isEmpty() ? ProofState.NONE : script.getLast().goals();
    }

    @Override
    public Verdict check(String sentence) throws InterruptedException {
        requireOpen();
        StateId after = tip().then(sentence);
        Optional<CachedVerdict> known = cache.find(after);
        Verdict verdict;
        if (known.isPresent()) {
            hits++;
            verdict = known.get().verdict(after, goals());
        } else {
            misses++;
            Optional<Rejected> behind = catchUp();
            if (behind.isPresent()) {
                return behind.get();
            }
            verdict = prover().check(sentence);
            if (verdict instanceof Accepted) {
                executed.add(after);
            }
            CachedVerdict.of(sentence, verdict).ifPresent(kept -> cache.keep(after, kept));
        }
        if (verdict instanceof Accepted accepted) {
            script.add(new Step(sentence, after, accepted.goals()));
        }
        return verdict;
    }

    @Override
    public QueryResult query(String command) throws InterruptedException {
        requireOpen();
        Optional<Rejected> behind = catchUp();
        return behind.isPresent() ? behind.get() : prover().query(command);
    }

    @Override
    public void backTo(StateId state) {
        int depth = state.depth();
        boolean known = depth == 0
                ? state.equals(root)
                : depth <= script.size() && script.get(depth - 1).state().equals(state);
        if (!known) {
            throw new IllegalArgumentException("the tip was not reached through " + state);
        }
        script.subList(depth, script.size()).clear();
    }

    @Override
    public void interrupt() {
        ProverSession current = real;
        if (current != null) {
            current.interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        ProverSession current = real;
        if (current != null) {
            current.close();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the session is closed");
        }
    }

    /** The real session, after {@link #catchUp} has opened it. */
    private ProverSession prover() {
        return Objects.requireNonNull(real);
    }

    /** Brings the real session to the tip; why not, if that cannot be done. */
    private Optional<Rejected> catchUp() throws InterruptedException {
        ProverSession current = real;
        if (current == null) {
            try {
                current = source.open();
            } catch (IOException e) {
                String message = "no session could be opened: " + e.getMessage();
                return Optional.of(
                        new Rejected(ProverError.DEAD_PROVER, message, Optional.empty(), goals(), Duration.ZERO));
            }
            real = current;
        }
        int common = 0;
        while (common < Math.min(executed.size(), script.size())
                && executed.get(common).equals(script.get(common).state())) {
            common++;
        }
        if (common < executed.size()) {
            current.backTo(common == 0 ? root : executed.get(common - 1));
            executed.subList(common, executed.size()).clear();
        }
        for (Step step : script.subList(common, script.size())) {
            if (current.check(step.sentence()) instanceof Rejected rejected) {
                return Optional.of(mismatch(step, rejected));
            }
            executed.add(step.state());
        }
        return Optional.empty();
    }

    /** A sentence of the cache's is rejected: if that is about the sentence, the entry is wrong and goes. */
    private Rejected mismatch(Step step, Rejected rejected) {
        boolean lasting = rejected.error().lasting();
        if (lasting) {
            cache.remove(step.state());
        }
        return new Rejected(
                lasting ? ProverError.REPLAY : rejected.error(),
                "\"" + step.sentence() + "\" was accepted before: " + rejected.message(),
                Optional.empty(),
                goals(),
                rejected.took());
    }
}
