package dev.espalier.synth.prover.coqidetop;

import static dev.espalier.synth.prover.coqidetop.InstalledCoq.accept;
import static dev.espalier.synth.prover.coqidetop.InstalledCoq.reject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.prover.session.CachingSession;
import dev.espalier.synth.prover.session.ProofState;
import dev.espalier.synth.prover.session.ProverError;
import dev.espalier.synth.prover.session.Rejected;
import dev.espalier.synth.prover.session.SentenceCache;
import dev.espalier.synth.prover.session.SessionLimits;
import dev.espalier.synth.prover.session.StateId;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache over the installed prover. */
final class CachedCoqTest {
    private static final String SCRIPT = "Lemma a : forall n : nat, n = n /\\ True. Proof. intros n. split.";
    private static final SessionLimits LIMITS = SessionLimits.DEFAULT.withSentence(Duration.ofSeconds(2));

    @TempDir
    Path folder;

    @Test
    void whatWasJudgedIsAnsweredWithoutAProver() throws Exception {
        CoqIdeTopSource source = InstalledCoq.source(LIMITS);
        StateId tip;
        ProofState goals;
        Rejected wrong;
        try (CachingSession first = new CachingSession(source, new SentenceCache(folder, 1 << 20))) {
            accept(first, SCRIPT);
            wrong = reject(first, "exact 1.", ProverError.TYPE);
            reject(first, "do 1000000000 (pose proof I; clear).", ProverError.TIMEOUT);
            tip = first.tip();
            goals = first.goals();
            assertThat(first.hits()).isZero();
        }
        try (CachingSession second = new CachingSession(source, new SentenceCache(folder, 1 << 20))) {
            accept(second, SCRIPT);
            assertThat(reject(second, "exact 1.", ProverError.TYPE)).isEqualTo(wrong);
            assertThat(second.tip()).isEqualTo(tip);
            assertThat(second.goals()).isEqualTo(goals);
            assertThat(second.opened()).isFalse();
            assertThat(second.hits()).isEqualTo(5);

            accept(second, "reflexivity. exact I. Qed.");
            assertThat(second.opened()).isTrue();
            assertThat(second.misses()).isEqualTo(3);
            second.backTo(tip);
            // Was not kept: another time it might be another.
            reject(second, "do 1000000000 (pose proof I; clear).", ProverError.TIMEOUT);
            accept(second, "- reflexivity. - exact I. Qed.");
        }
    }
}
