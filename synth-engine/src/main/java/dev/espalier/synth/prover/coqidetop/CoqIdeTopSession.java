package dev.espalier.synth.prover.coqidetop;

import dev.espalier.synth.prover.session.Accepted;
import dev.espalier.synth.prover.session.Answered;
import dev.espalier.synth.prover.session.Location;
import dev.espalier.synth.prover.session.Message;
import dev.espalier.synth.prover.session.ProofState;
import dev.espalier.synth.prover.session.ProverError;
import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.prover.session.QueryResult;
import dev.espalier.synth.prover.session.Rejected;
import dev.espalier.synth.prover.session.SessionLimits;
import dev.espalier.synth.prover.session.StateId;
import dev.espalier.synth.prover.session.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A session with {@code coqidetop}. The script of accepted sentences is kept here; a process is started when it is first
 * needed, and brought to the script's end whenever it is behind: after its death, or because the tip was moved.
 */
final class CoqIdeTopSession implements ProverSession {
    /** An accepted sentence, and where it led. */
    private record Step(String sentence, StateId state, ProofState goals) {}

    private final SessionLimits limits;
    private final CoqIdeTopSource source;
    private final Path home;
    private final StateId root;
    private final List<Step> script = new ArrayList<>();
    /** Read by {@link #interrupt} from other threads. */
    private volatile @Nullable ScriptedCoq coq;

    private int deaths;
    private boolean closed;

    CoqIdeTopSession(CoqIdeTopSource source, Path home) {
        this.source = source;
        this.home = home;
        limits = source.limits();
        root = StateId.root(source.foundation());
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
        long started = System.nanoTime();
        int count = CoqSentences.split(sentence).size();
        if (count != 1) {
            return rejected(ProverError.SYNTAX, count + " sentences where one belongs", Optional.empty(), started);
        }
        return switch (ask(started, ready -> ready.add(sentence, limits.sentence()))) {
            case Reply.No(Rejected rejected) -> rejected;
            case Reply.Yes(ScriptedCoq.Done done) -> {
                StateId state = tip().then(sentence);
                script.add(new Step(sentence, state, done.goals()));
                yield new Accepted(state, done.goals(), done.messages(), since(started));
            }
        };
    }

    @Override
    public QueryResult query(String command) throws InterruptedException {
        return switch (ask(System.nanoTime(), ready -> ready.query(command, limits.sentence()))) {
            case Reply.No(Rejected rejected) -> rejected;
            case Reply.Yes(ScriptedCoq.Done done) ->
                new Answered(done.messages().stream()
                        .filter(message -> message.level() != Message.Level.DEBUG)
                        .toList());
        };
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
        ScriptedCoq current = coq;
        if (current != null) {
            current.truncate(depth);
        }
    }

    @Override
    public void interrupt() {
        ScriptedCoq current = coq;
        if (current != null) {
            current.interrupt();
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        drop();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A folder that stays behind among the temporary ones does no harm.
        }
    }

    /** The process that is running, for those who want to see what happens without it. */
    Optional<Long> pid() {
        return Optional.ofNullable(coq).filter(ScriptedCoq::isAlive).map(ScriptedCoq::pid);
    }

    private sealed interface Reply {
        record Yes(ScriptedCoq.Done done) implements Reply {}

        record No(Rejected rejected) implements Reply {}
    }

    private interface Question {
        ScriptedCoq.Outcome ask(ScriptedCoq ready) throws ProverLost, InterruptedException;
    }

    private Reply ask(long started, Question question) throws InterruptedException {
        if (closed) {
            throw new IllegalStateException("the session is closed");
        }
        if (deaths >= limits.deaths()) {
            String given = "the prover was lost " + deaths + " times in a row, and is no longer started";
            return new Reply.No(rejected(ProverError.DEAD_PROVER, given, Optional.empty(), started));
        }
        boolean ready = false;
        try {
            ScriptedCoq current = running();
            Optional<Rejected> behind = catchUp(current, started);
            if (behind.isPresent()) {
                return new Reply.No(behind.get());
            }
            ready = true;
            ScriptedCoq.Outcome outcome = question.ask(current);
            deaths = 0;
            return switch (outcome) {
                case ScriptedCoq.Done done -> new Reply.Yes(done);
                case ScriptedCoq.Failed failed -> new Reply.No(refusal(failed, started));
            };
        } catch (ProverLost e) {
            drop();
            // A sentence that exceeds a limit is no reason to despair of the prover.
            boolean itsOwn = e.error() == ProverError.DEAD_PROVER || e.error() == ProverError.GARBLED_ANSWER;
            deaths += !ready || itsOwn ? 1 : 0;
            return new Reply.No(rejected(e.error(), String.valueOf(e.getMessage()), Optional.empty(), started));
        } catch (InterruptedException e) {
            drop();
            throw e;
        }
    }

    private ScriptedCoq running() throws ProverLost, InterruptedException {
        ScriptedCoq current = coq;
        if (current != null && current.isAlive()) {
            if (current.settle()) {
                return current;
            }
        }
        drop();
        ScriptedCoq fresh = ScriptedCoq.start(source, home);
        coq = fresh;
        return fresh;
    }

    /** Repeats what {@code current} has not executed; why not, if that cannot be done. */
    private Optional<Rejected> catchUp(ScriptedCoq current, long started) throws ProverLost, InterruptedException {
        while (current.depth() < script.size()) {
            Step step = script.get(current.depth());
            // Twice the time: it was accepted within the limit, when the machine may have been less busy.
            if (current.add(step.sentence(), limits.sentence().multipliedBy(2)) instanceof ScriptedCoq.Failed failed) {
                Rejected refusal = refusal(failed, started);
                boolean lasting = refusal.error().lasting();
                drop();
                deaths += lasting ? 0 : 1;
                return Optional.of(rejected(
                        lasting ? ProverError.REPLAY : refusal.error(),
                        "\"" + step.sentence() + "\" was accepted before: " + refusal.message(),
                        Optional.empty(),
                        started));
            }
        }
        return Optional.empty();
    }

    private Rejected refusal(ScriptedCoq.Failed failed, long started) {
        Answer.Bad answer = failed.answer();
        ProverError error = answer.stopped() != null
                ? answer.stopped()
                : Diagnosis.of(answer.message(), failed.parsing(), goals().open());
        return rejected(error, answer.message(), answer.location(), started);
    }

    private Rejected rejected(ProverError error, String message, Optional<Location> location, long started) {
        return new Rejected(error, message, location, goals(), since(started));
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private void drop() {
        ScriptedCoq current = coq;
        coq = null;
        if (current != null) {
            current.close();
        }
    }
}
