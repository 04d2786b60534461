package dev.espalier.synth.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.synth.growth.StateFactsTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What each faculty changes of a search for a small specification, with a prover that is scripted. */
class ConfigurationTest {
    private static final String OF_NUMBERS = "S.after q < S.number q";
    private static final String OF_NO_NUMBER = "S.shown (t k) = v";
    private static final String FACT = "(S.after y) < (S.number y)";
    private final List<Event> events = new ArrayList<>();
    private final AtomicInteger askedBeforeTheRace = new AtomicInteger(-1);

    private Outcome run(ScriptedProver prover, Settings settings) throws Exception {
        Search.Means means = new Search.Means(
                prover,
                Optional.empty(),
                cores -> {
                    askedBeforeTheRace.set(prover.asked().size());
                    return cores.reversed();
                },
                Meter.byTheClock(),
                new Groundwork());
        return new Search(StateFactsTest.chained(), means, settings, events::add, List.of()).run();
    }

    private Outcome run(ScriptedProver prover, Faculty... lacking) throws Exception {
        Configuration configuration = lacking.length == 0 ? Configuration.FULL : Configuration.lacking(lacking[0]);
        return run(prover, new Settings(1, Duration.ofMinutes(1), 50).in(configuration));
    }

    /** Each obligation stays open of a proof whose relation lacks the fact. */
    private static boolean withoutTheFact(String obligation, String before) {
        return !before.contains(FACT);
    }

    private long events(Class<? extends Event> type) {
        return events.stream().filter(type::isInstance).count();
    }

    @Test
    void aProposerIsWhatFindsAFactThatTheRelationLacks() throws Exception {
        assertThat(run(new ScriptedProver(OF_NUMBERS, ConfigurationTest::withoutTheFact)))
                .isInstanceOf(Outcome.Proved.class);
        assertThat(events(Event.Proposed.class)).isPositive();
        events.clear();
        ScriptedProver prover = new ScriptedProver(OF_NUMBERS, ConfigurationTest::withoutTheFact);
        assertThat(run(prover, Faculty.PROPOSER)).isInstanceOf(Outcome.None.class);
        assertThat(events(Event.Proposed.class)).isZero();
        assertThat(prover.asked()).doesNotContain("generalised.");
    }

    /** It proposes the same facts, and not because of what the goal speaks of. */
    @Test
    void withoutFeedbackFactsAreProposedWhateverIsOpenAndNoGoalIsMadeIntoALemma() throws Exception {
        ScriptedProver seeing = new ScriptedProver(OF_NO_NUMBER, ConfigurationTest::withoutTheFact);
        assertThat(run(seeing)).as("no number in the goal, no fact").isInstanceOf(Outcome.None.class);
        assertThat(seeing.asked()).contains("generalised.");
        events.clear();
        ScriptedProver blind = new ScriptedProver(OF_NO_NUMBER, ConfigurationTest::withoutTheFact);
        assertThat(run(blind, Faculty.FEEDBACK)).isInstanceOf(Outcome.Proved.class);
        assertThat(blind.asked()).doesNotContain("generalised.");
    }

    @Test
    void withoutJointGrowthAProofThatFailsLeadsToNoOtherCode() throws Exception {
        assertThat(run(new ScriptedProver(OF_NO_NUMBER, (name, before) -> true)))
                .isInstanceOf(Outcome.None.class);
        assertThat(events(Event.Defined.class)).as("cores put to the prover").isGreaterThan(1);
        events.clear();
        assertThat(run(new ScriptedProver(OF_NO_NUMBER, (name, before) -> true), Faculty.JOINT_GROWTH))
                .isInstanceOfSatisfying(
                        Outcome.None.class, none -> assertThat(none.why()).contains("the code was chosen first"));
        assertThat(events(Event.Defined.class)).isEqualTo(1);
        events.clear();
        assertThat(run(new ScriptedProver(OF_NO_NUMBER, (name, before) -> false), Faculty.JOINT_GROWTH))
                .isInstanceOf(Outcome.Proved.class);
        int grown = events.indexOf(events.stream()
                .filter(Event.Grown.class::isInstance)
                .findFirst()
                .orElseThrow());
        int defined = events.indexOf(events.stream()
                .filter(Event.Defined.class::isInstance)
                .findFirst()
                .orElseThrow());
        assertThat(events.subList(grown, defined))
                .as("the design is taken up again for its proof")
                .hasAtLeastOneElementOfType(Event.Designed.class);
    }

    @Test
    void withoutProofsTheFastestOfThoseDrawnIsTakenBeforeTheProverIsAsked() throws Exception {
        assertThat(run(new ScriptedProver(OF_NO_NUMBER, (name, before) -> true), Faculty.PROOF))
                .isInstanceOfSatisfying(
                        Outcome.Claimed.class,
                        claimed -> assertThat(claimed.why()).contains("stays open"));
        assertThat(askedBeforeTheRace).hasValue(0);
        assertThat(run(new ScriptedProver(OF_NO_NUMBER, (name, before) -> false), Faculty.PROOF))
                .isInstanceOf(Outcome.Proved.class);
    }

    @Test
    void withoutPerformanceFeedbackTheFirstCoreIsEnough() {
        Settings two = new Settings(1, Duration.ofMinutes(1), 50).withCandidates(2);
        assertThat(two.wanted()).isEqualTo(2);
        assertThat(two.in(Configuration.lacking(Faculty.PERFORMANCE)).wanted()).isEqualTo(1);
        assertThat(two.withSamples(7).in(Configuration.lacking(Faculty.PROOF)).wanted())
                .isEqualTo(7);
    }

    @Test
    void namesAreReadAndUnknownOnesNamed() {
        assertThat(Configuration.all())
                .hasSize(8)
                .allMatch(one -> Configuration.named(one.name()).orElseThrow().equals(one));
        assertThat(Configuration.lacking(List.of("proposer", "audit")).words()).containsExactly("proposer", "audit");
        assertThatThrownBy(() -> Configuration.lacking(List.of("luck"))).hasMessageContainingAll("luck", "proposer");
    }
}
