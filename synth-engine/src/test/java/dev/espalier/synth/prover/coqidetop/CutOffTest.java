package dev.espalier.synth.prover.coqidetop;

import static dev.espalier.synth.prover.coqidetop.InstalledCoq.accept;
import static dev.espalier.synth.prover.coqidetop.InstalledCoq.reject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.prover.session.ProverError;
import dev.espalier.synth.prover.session.Rejected;
import dev.espalier.synth.prover.session.SessionLimits;
import dev.espalier.synth.prover.session.StateId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The installed prover looping, eating, killed: it is cut off, that is reported, and work goes on. */
final class CutOffTest {
    private static final SessionLimits SHORT = SessionLimits.DEFAULT.withSentence(Duration.ofSeconds(1));
    private static final String LEMMA = "Lemma a : True /\\ True. Proof. split.";
    private static final String LOOP = "do 1000000000 (pose proof I; clear).";

    private static CoqIdeTopSession open(SessionLimits limits) throws Exception {
        return (CoqIdeTopSession) InstalledCoq.source(limits).open();
    }

    private static void kill(CoqIdeTopSession session) throws Exception {
        long pid = session.pid().orElseThrow();
        ProcessHandle prover = ProcessHandle.of(pid).orElseThrow();
        prover.destroyForcibly();
        prover.onExit().get(5, TimeUnit.SECONDS);
    }

    @Test
    void aLoopIsInterruptedAndTheProverLives() throws Exception {
        try (CoqIdeTopSession session = open(SHORT)) {
            accept(session, LEMMA);
            long pid = session.pid().orElseThrow();
            Rejected late = reject(session, LOOP, ProverError.TIMEOUT);
            assertThat(late.took()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(4));
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
            CompletableFuture<Void> later = CompletableFuture.runAsync(
                    session::interrupt, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
            reject(session, LOOP, ProverError.INTERRUPTED);
            later.get(5, TimeUnit.SECONDS);
            accept(session, "all: exact I. Qed.");
        }
    }

    @Test
    void aSentenceThatEatsMemoryIsCutOff() throws Exception {
        SessionLimits limits = SessionLimits.DEFAULT.withMemory(400L << 20);
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
            CompletableFuture<Void> later = CompletableFuture.runAsync(
                    () -> {
                        try {
                            kill(session);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
            Rejected lost = reject(session, LOOP, ProverError.DEAD_PROVER);
            assertThat(lost.message()).contains("signal 9");
            later.get(5, TimeUnit.SECONDS);
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
