package dev.espalier.synth.prover.coqidetop;

import dev.espalier.synth.prover.session.Message;
import dev.espalier.synth.prover.session.ProverError;
import dev.espalier.synth.prover.session.SessionLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Calls and answers with one process, one at a time, each within its limit. */
final class CoqDialogue {
    private static final int FLUSHES_MAX = 4;
    private static final String INTERRUPTED = "User interrupt";

    private final ProverProcess process;
    private final SessionLimits limits;
    /** Why the call in flight was interrupted, if it was. */
    private final AtomicReference<@Nullable ProverError> stop = new AtomicReference<>();

    private boolean inFlight;
    private boolean signalled;

    CoqDialogue(ProverProcess process, SessionLimits limits) {
        this.process = process;
        this.limits = limits;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    void close() {
        process.close();
    }

    /** Interrupts the call in flight, if there is one; from any thread. */
    synchronized void interrupt() {
        if (inFlight) {
            stop(ProverError.INTERRUPTED);
        }
    }

    private synchronized void stop(ProverError why) {
        if (stop.compareAndSet(null, why)) {
            signalled = true;
            process.interrupt();
        }
    }

    private synchronized void begin() {
        inFlight = true;
        stop.set(null);
    }

    private synchronized void end() {
        inFlight = false;
    }

    /**
     * Makes {@code call} about {@code sentence}, in whose bytes places are told.
     *
     * @throws ProverLost if there is no answer in time, even to an interrupt, or none that can be read; the process is
     *     then gone
     */
    Answer call(String call, String sentence, Duration limit) throws ProverLost, InterruptedException {
        flush();
        begin();
        try {
            return exchange(call, sentence, limit);
        } catch (ProverLost e) {
            ProverError why = stop.get();
            // It died of the interrupt, so the reason of that is the reason.
            if (why != null && e.error() == ProverError.DEAD_PROVER) {
                throw new ProverLost(why, String.valueOf(e.getMessage()), e);
            }
            throw e;
        } finally {
            end();
        }
    }

    /** An interrupt that came too late for its call would hit the next; a call of no consequence takes it. */
    private void flush() throws ProverLost, InterruptedException {
        for (int i = 0; i < FLUSHES_MAX; i++) {
            synchronized (this) {
                if (!signalled) {
                    return;
                }
            }
            if (exchange(Calls.ABOUT, "", limits.grace()) instanceof Answer.Good) {
                synchronized (this) {
                    signalled = false;
                }
            }
        }
        throw process.lost(ProverError.GARBLED_ANSWER, "it is interrupted again and again");
    }

    private Answer exchange(String call, String sentence, Duration limit) throws ProverLost, InterruptedException {
        process.send(call);
        List<Message> messages = new ArrayList<>();
        long deadline = System.nanoTime() + limit.toNanos();
        boolean stopping = false;
        while (true) {
            ProverError why = stop.get();
            if (why != null && !stopping) {
                stopping = true;
                deadline = System.nanoTime() + limits.grace().toNanos();
            }
            long left = deadline - System.nanoTime();
            if (left <= 0 && stopping) {
                throw process.lost(
                        why == null ? ProverError.TIMEOUT : why,
                        "it did not stop within " + limits.grace().toMillis() + " ms of being interrupted");
            } else if (left <= 0) {
                stop(ProverError.TIMEOUT);
                continue;
            }
            Optional<XmlElement> next = process.poll(Duration.ofNanos(left));
            if (next.isPresent()) {
                Optional<Answer> answer = read(next.get(), sentence, messages);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        }
    }

    private Optional<Answer> read(XmlElement element, String sentence, List<Message> messages)
            throws ProverLost, InterruptedException {
        try {
            switch (element.name()) {
                case "value" -> {
                    return Optional.of(value(element, sentence, messages));
                }
                case "feedback" -> Answers.message(element, sentence).ifPresent(messages::add);
                // Said by Rocq's tactic debugger, which nothing here turns on.
                case "ltac_debug" -> {}
                default -> throw new GarbledAnswer("it said <" + element.name() + ">");
            }
            return Optional.empty();
        } catch (GarbledAnswer e) {
            throw process.lost(ProverError.GARBLED_ANSWER, String.valueOf(e.getMessage()));
        }
    }

    private Answer value(XmlElement value, String sentence, List<Message> messages) throws GarbledAnswer {
        switch (value.attribute("val").orElse("")) {
            case "good" -> {
                return new Answer.Good(value.child(0), List.copyOf(messages));
            }
            case "fail" -> {
                Answer.Bad bad = Answers.failure(value, sentence);
                boolean ours = bad.message().contains(INTERRUPTED);
                return ours ? new Answer.Bad(bad.message(), bad.location(), stop.get()) : bad;
            }
            default -> throw new GarbledAnswer("a value that is neither good nor fail");
        }
    }

    /** That an answer which is good for {@code Init} and the like was not: the process is of no use then. */
    ProverLost unusable(String message) throws InterruptedException {
        return process.lost(ProverError.GARBLED_ANSWER, message);
    }
}
