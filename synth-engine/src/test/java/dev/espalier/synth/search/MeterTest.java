package dev.espalier.synth.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.prover.session.Accepted;
import dev.espalier.synth.prover.session.ProofState;
import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.prover.session.QueryResult;
import dev.espalier.synth.prover.session.StateId;
import dev.espalier.synth.prover.session.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeterTest {
    private static final Duration FIRST = Duration.ofMillis(15);

    @TempDir
    private Path folder;

    /** Says how long each sentence took it. */
    private record Judge(Duration took) implements ProverSession.Source {
        @Override
        public String foundation() {
            return "judge";
        }

        @Override
        public ProverSession open() {
            return new Judging(took);
        }
    }

    private static final class Judging implements ProverSession {
        private final Duration took;
        private StateId tip = StateId.root("judge");

        private Judging(Duration took) {
            this.took = took;
        }

        @Override
        public StateId tip() {
            return tip;
        }

        @Override
        public ProofState goals() {
            return ProofState.NONE;
        }

        @Override
        public Verdict check(String sentence) {
            tip = tip.then(sentence);
            return new Accepted(tip, goals(), List.of(), took);
        }

        @Override
        public void backTo(StateId state) {
            tip = state;
        }

        @Override
        public QueryResult query(String command) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void interrupt() {}

        @Override
        public void close() {}
    }

    private Meter.Spent spent(SentenceCosts costs, Duration took, int sentences) throws Exception {
        Meter meter = Meter.byProcessorTime(costs);
        try (ProverSession session = meter.over(new Judge(took)).open()) {
            for (int i = 0; i < sentences; i++) {
                session.check("Check " + i + ".");
            }
        }
        return meter.spent();
    }

    /** As after a cache: the second gets its verdicts at once, and the third in a process of its own. */
    @Test
    void whatIsKnownCostsTheOthersWhatItCostTheFirst() throws Exception {
        Path file = folder.resolve("costs");
        Duration all = FIRST.multipliedBy(4);
        try (SentenceCosts costs = SentenceCosts.open(file)) {
            assertThat(spent(costs, FIRST, 4).prover()).isEqualTo(all);
            Meter.Spent second = spent(costs, Duration.ZERO, 5);
            assertThat(second.prover()).isEqualTo(all);
            assertThat(second.time()).isGreaterThanOrEqualTo(all);
            assertThat(second.sentences()).isEqualTo(5);
        }
        Files.writeString(file, "00112233 99999", StandardOpenOption.APPEND);
        try (SentenceCosts costs = SentenceCosts.open(file)) {
            assertThat(spent(costs, Duration.ZERO, 4).prover()).isEqualTo(all);
        }
        assertThat(Files.readString(file)).doesNotContain("99999");
    }

    @Test
    void whatComesAfterTheResultIsNoPartOfTheSearch() throws Exception {
        try (SentenceCosts costs = SentenceCosts.open(folder.resolve("costs"))) {
            Meter meter = Meter.byProcessorTime(costs);
            ProverSession session = meter.over(new Judge(FIRST)).open();
            session.check("Check 1.");
            meter.settle();
            session.check("Check 2.");
            meter.settle();
            assertThat(meter.spent().sentences()).isEqualTo(1);
            assertThat(meter.spent().prover()).isEqualTo(FIRST);
        }
    }

    /** Searches that are compared share the costs, and those that turn out not to be needed are told to stop. */
    @Test
    void aSearchThatIsToldToStopTakesTheCostsFromNoOther() throws Exception {
        Path file = folder.resolve("interrupted");
        try (SentenceCosts costs = SentenceCosts.open(file)) {
            Thread.currentThread().interrupt();
            costs.keep("a", 1);
            assertThat(Thread.interrupted()).isTrue();
            costs.keep("b", 2);
        }
        try (SentenceCosts costs = SentenceCosts.open(file)) {
            assertThat(costs.find("a")).hasValue(1);
            assertThat(costs.find("b")).hasValue(2);
        }
    }
}
