package dev.espalier.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bench.check.BuggyStore.Bug;
import dev.espalier.bench.history.History;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Twelve bugs, each found by the guarantee that it breaks, with a witness in which nothing can be left out. */
class SeededBugsTest {
    private static final int SEEDS = 200;

    @Test
    void theStoreWithoutABugKeepsEveryGuarantee() {
        for (int seed = 0; seed < SEEDS; seed++) {
            GuaranteeChecker.Outcome outcome = GuaranteeChecker.check(new BuggyStore(seed, Bug.NONE).run(), 1);
            assertThat(outcome.guarantees().values())
                    .as("seed %d", seed)
                    .hasSize(Guarantee.values().length)
                    .allMatch(GuaranteeVerdict::holds);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyBugIsFoundWithAMinimalWitness(Bug bug) {
        int found = 0;
        History smallest = null;
        for (int seed = 0; seed < SEEDS; seed++) {
            History history = new BuggyStore(seed, bug).run();
            GuaranteeVerdict verdict = GuaranteeChecker.check(history, 10).of(bug.breaks);
            boolean hit = !verdict.holds()
                    && (bug.kind == null
                            || verdict.details().stream().anyMatch(violation -> violation.kind() == bug.kind));
            found += hit ? 1 : 0;
            if (hit
                    && verdict.details().getFirst().kind()
                            == Objects.requireNonNullElse(
                                    bug.kind, verdict.details().getFirst().kind())
                    && smallest == null) {
                smallest = Witness.of(history, bug.breaks);
            }
        }
        // A bug need not show in every run of a few hundred operations.
        assertThat(found).as("of %d runs", SEEDS).isGreaterThan(SEEDS / 10);
        History witness = Objects.requireNonNull(smallest);
        assertThat(witness.operations()).as(Witness.text(witness)).isLessThanOrEqualTo(7);
        GuaranteeVerdict verdict = GuaranteeChecker.check(witness, 10).of(bug.breaks);
        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.details().getFirst().explanation()).contains("session");
        if (bug.kind != null) {
            assertThat(verdict.details()).extracting(Violation::kind).containsOnly(bug.kind);
        }
    }

    @Test
    void aSessionGuaranteeIsBlamedOnlyForWhatItForbids() {
        // The bugs of one guarantee leave those above it in this list alone.
        List<Bug> bugs =
                List.of(Bug.EARLY_ACKNOWLEDGEMENT, Bug.READS_FROM_ANYWHERE, Bug.REORDERED_LINK, Bug.NO_DEPENDENCIES);
        for (Bug bug : bugs) {
            for (int seed = 0; seed < SEEDS; seed++) {
                GuaranteeChecker.Outcome outcome = GuaranteeChecker.check(new BuggyStore(seed, bug).run(), 1);
                if (bug != Bug.EARLY_ACKNOWLEDGEMENT) {
                    assertThat(outcome.of(Guarantee.READ_YOUR_WRITES).holds())
                            .as("%s, seed %d", bug, seed)
                            .isTrue();
                }
                if (bug != Bug.READS_FROM_ANYWHERE) {
                    assertThat(outcome.of(Guarantee.MONOTONIC_READS).holds())
                            .as("%s, seed %d", bug, seed)
                            .isTrue();
                }
                if (bug == Bug.NO_DEPENDENCIES) {
                    assertThat(outcome.of(Guarantee.MONOTONIC_WRITES).holds())
                            .as("%s, seed %d", bug, seed)
                            .isTrue();
                }
            }
        }
    }
}
