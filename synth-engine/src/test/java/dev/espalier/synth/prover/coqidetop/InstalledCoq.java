package dev.espalier.synth.prover.coqidetop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.synth.prover.session.Accepted;
import dev.espalier.synth.prover.session.ProverError;
import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.prover.session.Rejected;
import dev.espalier.synth.prover.session.SessionLimits;
import dev.espalier.synth.prover.session.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The installed prover, and what tests ask of sessions with it. */
final class InstalledCoq {
    private InstalledCoq() {}

    /** A source with these limits; a test that needs it is skipped where there is no prover. */
    static CoqIdeTopSource source(SessionLimits limits) throws InterruptedException {
        CoqIdeTop.Search search = CoqIdeTop.find();
        assumeTrue(search instanceof CoqIdeTop.Found, () -> "no prover: " + search);
        return new CoqIdeTopSource(((CoqIdeTop.Found) search).top(), List.of(), "", limits);
    }

    /** Has all sentences of {@code script} accepted; what the last came to. */
    static Accepted accept(ProverSession session, String script) throws InterruptedException {
        List<Accepted> accepted = new ArrayList<>();
        for (String sentence : CoqSentences.split(script)) {
            Verdict verdict = session.check(sentence);
            assertThat(verdict).as(sentence).isInstanceOf(Accepted.class);
            accepted.add((Accepted) verdict);
        }
        return accepted.getLast();
    }

    static Rejected reject(ProverSession session, String sentence, ProverError error) throws InterruptedException {
        Verdict verdict = session.check(sentence);
        assertThat(verdict).as(sentence).isInstanceOf(Rejected.class);
        assertThat(((Rejected) verdict).error()).as(verdict.toString()).isEqualTo(error);
        return (Rejected) verdict;
    }
}
