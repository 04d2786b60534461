package dev.espalier.synth.prover.coqidetop;

import static dev.espalier.synth.prover.coqidetop.InstalledCoq.accept;
import static dev.espalier.synth.prover.coqidetop.InstalledCoq.reject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.prover.session.ProverError;
import dev.espalier.synth.prover.session.Rejected;
import dev.espalier.synth.prover.session.SessionLimits;
import dev.espalier.synth.prover.session.StateId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The installed prover looping, eating, killed: it is cut off, that is reported, and work goes on. */
final class CutOffTest {
    private static final SessionLimits SHORT = SessionLimits.DEFAULT.withSentence(Duration.ofSeconds(2));
    private static final String LEMMA = "Lemma a : True /\\ True. Proof. split.";
    private static final String LOOP = "do 1000000000 (pose proof I; clear).";

    private static CoqIdeTopSession open(SessionLimits limits) throws Exception {
        return (CoqIdeTopSession) InstalledCoq.source(limits).open();
    }

    private static void kill(CoqIdeTopSession session) {
        session.pid().stream().map(ProcessHandle::of).flatMap(Optional::stream).forEach(prover -> {
            prover.destroyForcibly();
            prover.onExit().join();
        });
    }

    /** Does something every third of a second until it is closed: the first time may be before the sentence is in flight. */
    private static final class Meanwhile implements AutoCloseable {
        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

        private Meanwhile(Runnable action) {
            var _ = thread.scheduleWithFixedDelay(action, 300, 300, TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            thread.close();
        }
    }

    @Test
    void aLoopIsInterruptedAndTheProverLives() throws Exception {
        try (CoqIdeTopSession session = open(SHORT)) {
            accept(session, LEMMA);
            long pid = session.pid().orElseThrow();
            Rejected late = reject(session, LOOP, ProverError.TIMEOUT);
            assertThat(late.took()).isBetween(Duration.ofMillis(1_900), Duration.ofMinutes(1));
            assertThat(late.goals().foreground()).hasSize(2);
            accept(session, "all: exact I. Qed.");
            assertThat(session.pid()).contains(pid);
        }
    }

    @Test
    void anotherThreadInterrupts() throws Exception {
        try (CoqIdeTopSession session = open(SessionLimits.DEFAULT)) {
            accept(session, LEMMA);
            session.interrupt();
            try (Meanwhile _ = new Meanwhile(session::interrupt)) {
                reject(session, LOOP, ProverError.INTERRUPTED);
            }
            accept(session, "all: exact I. Qed.");
        }
    }

    @Test
    void aSentenceThatEatsMemoryIsCutOff() throws Exception {
        SessionLimits limits = SessionLimits.DEFAULT.withMemory(400L << 20).withSentence(Duration.ofMinutes(2));
        try (CoqIdeTopSession session = open(limits)) {
            accept(session, LEMMA);
            Rejected eaten =
                    reject(session, "let x := eval vm_compute in (Nat.pow 2 40) in idtac.", ProverError.MEMORY);
            assertThat(eaten.message()).contains("the limit is 400 MiB");
            assertThat(eaten.goals().foreground()).hasSize(2);
            accept(session, "all: exact I. Qed.");
        }
    }

    @Test
    void aKilledProverLosesNothingBetweenSentences() throws Exception {
        try (CoqIdeTopSession session = open(SessionLimits.DEFAULT)) {
            StateId tip = accept(session, LEMMA).state();
            kill(session);
            assertThat(session.tip()).isEqualTo(tip);
            accept(session, "all: exact I. Qed.");
        }
    }

    @Test
    void aKilledProverLosesTheSentenceInFlight() throws Exception {
        try (CoqIdeTopSession session = open(SessionLimits.DEFAULT)) {
            StateId tip = accept(session, LEMMA).state();
            Rejected lost;
            try (Meanwhile _ = new Meanwhile(() -> kill(session))) {
                lost = reject(session, LOOP, ProverError.DEAD_PROVER);
            }
            assertThat(lost.message()).contains("signal 9");
            assertThat(session.tip()).isEqualTo(tip);
            accept(session, "all: exact I. Qed.");
        }
    }

    @Test
    void aClosedSessionLeavesNoProcess() throws Exception {
        CoqIdeTopSession session = open(SessionLimits.DEFAULT);
        accept(session, LEMMA);
        long pid = session.pid().orElseThrow();
        session.close();
        session.close();
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
    }
}
