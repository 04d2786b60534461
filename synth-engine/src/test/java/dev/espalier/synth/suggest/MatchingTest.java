package dev.espalier.synth.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.explore.LitmusCase;
import dev.espalier.synth.explore.LitmusCatalogue;
import dev.espalier.synth.explore.LitmusResult.Verdict;
import dev.espalier.synth.explore.LitmusTest;
import dev.espalier.synth.spec.StrongPoint;
import dev.espalier.synth.suggest.LatticeTable.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wanted against the table that is kept: no prover, no OCaml. */
class MatchingTest {
    private static final LatticeTable TABLE = table();
    private static final Matching.Programs NO_PROGRAMS = (point, program) -> {
        throw new AssertionError("nobody asked for a program");
    };

    private static LatticeTable table() {
        try {
            return LatticeTable.kept();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Matching matching(Requirement... requirements) throws Exception {
        return Matching.of(TABLE, List.of(requirements), NO_PROGRAMS);
    }

    private static Requirement.Outcome forbid(String test) {
        return new Requirement.Outcome(test, false, "here");
    }

    private static Requirement.Outcome allow(String test) {
        return new Requirement.Outcome(test, true, "here");
    }

    private static List<String> names(List<Row> rows) {
        return rows.stream().map(Row::name).toList();
    }

    static Stream<String> points() {
        return StrongPoint.all().stream().map(StrongPoint::name);
    }

    private static List<Requirement> answersOf(Row row) {
        List<Requirement> answers = new ArrayList<>();
        for (LitmusTest test : LitmusCatalogue.all()) {
            Verdict verdict = row.verdict(test.name());
            if (verdict == Verdict.ALLOWED || verdict == Verdict.FORBIDDEN) {
                answers.add(verdict == Verdict.ALLOWED ? allow(test.name()) : forbid(test.name()));
            }
        }
        return answers;
    }

    @ParameterizedTest
    @MethodSource("points")
    void aPointsOwnAnswersProposeItAlone(String name) throws Exception {
        Row row = TABLE.row(name).orElseThrow();
        Matching matching = Matching.of(TABLE, answersOf(row), NO_PROGRAMS);
        assertThat(names(matching.weakest())).containsExactly(name);
        assertThat(matching.questions(Set.of())).isEmpty();
        assertThat(matching.conflict()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("points")
    void questionsAnsweredByAPointLeadToIt(String name) throws Exception {
        Row row = TABLE.row(name).orElseThrow();
        List<Requirement> answers = new ArrayList<>();
        while (true) {
            Matching matching = Matching.of(TABLE, answers, NO_PROGRAMS);
            List<LitmusTest> questions = matching.questions(Set.of());
            if (questions.isEmpty()) {
                assertThat(names(matching.weakest())).containsExactly(name);
                assertThat(answers).hasSizeLessThanOrEqualTo(8);
                return;
            }
            String test = questions.getFirst().name();
            int before = matching.fitting().size();
            answers.add(row.verdict(test) == Verdict.ALLOWED ? allow(test) : forbid(test));
            assertThat(Matching.of(TABLE, answers, NO_PROGRAMS).fitting()).hasSizeLessThan(before);
        }
    }

    @Test
    void tableNeverAllowsMoreWhereMoreIsAskedFor() {
        List<StrongPoint> all = StrongPoint.all();
        for (StrongPoint less : all) {
            for (StrongPoint more : all) {
                if (less.convergent() == more.convergent()
                        && more.guarantees().containsAll(less.guarantees())
                        && !less.equals(more)) {
                    Row weaker = TABLE.row(less.name()).orElseThrow();
                    Row stronger = TABLE.row(more.name()).orElseThrow();
                    assertThat(Matching.allowsMore(weaker, stronger) || Matching.alike(weaker, stronger))
                            .as(less.name() + " and " + more.name())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void weakestAllowsAllThatIsNotForbidden() throws Exception {
        assertThat(names(matching(forbid("stale-read")).weakest())).containsExactly("strong/ryw");
        assertThat(names(matching(forbid("stale-read"), forbid("divergence")).weakest()))
                .containsExactly("strong/ryw+");
        assertThat(names(matching().weakest())).containsExactly("strong/none");
    }

    @Test
    void thoseThatTheTestsCannotTellApartAreSaid() throws Exception {
        Matching matching =
                matching(new Requirement.Guarantee("causal", "strong/causal", true, "here"), allow("divergence"));
        assertThat(names(matching.weakest())).containsExactly("strong/causal");
        assertThat(names(matching.alike(matching.weakest().getFirst()))).contains("suite/chapar", "strong/causal");
    }

    @Test
    void guaranteesMayBeUnwanted() throws Exception {
        Requirement causal = new Requirement.Guarantee("causal", "strong/causal", true, "here");
        Requirement unneeded = new Requirement.Guarantee("convergence", "strong/none+", false, "here");
        Requirement needed = new Requirement.Guarantee("convergence", "strong/none+", true, "here");
        assertThat(names(matching(causal, unneeded).fitting()))
                .contains("strong/causal")
                .doesNotContain("strong/causal+");
        assertThat(names(matching(causal, needed).fitting())).containsExactly("strong/causal+");
    }

    @Test
    void contradictionIsMinimal() throws Exception {
        Requirement bystander = forbid("divergence");
        Requirement reordered = forbid("writes-reordered");
        Requirement stale = forbid("stale-read");
        Requirement overtaken = allow("own-write-overtaken");
        Matching matching = matching(bystander, reordered, stale, overtaken);
        assertThat(matching.fitting()).isEmpty();
        assertThat(matching.weakest()).isEmpty();
        List<Requirement> conflict = matching.conflict();
        assertThat(conflict).isNotEmpty();
        for (Requirement each : conflict) {
            List<Requirement> without = new ArrayList<>(conflict);
            without.remove(each);
            assertThat(Matching.of(TABLE, without, NO_PROGRAMS).fitting())
                    .as("without " + each.text())
                    .isNotEmpty();
        }
        assertThat(Matching.of(TABLE, conflict, NO_PROGRAMS).fitting()).isEmpty();
        assertThat(matching.nearest(40))
                .isNotEmpty()
                .allMatch(near -> near.unmet().size() == 1);
    }

    @Test
    void whatNothingForbidsContradictsItself() throws Exception {
        assertThat(matching(forbid("stale-read"), forbid("lost-update")).conflict())
                .containsExactly(forbid("lost-update"));
    }

    @Test
    void programsAreAskedOnlyWhereAllElseFits() throws Exception {
        Set<String> asked = new HashSet<>();
        LitmusCase program = LitmusCase.parse("1: put k x; get k = v0");
        Matching matching = Matching.of(
                TABLE,
                List.of(
                        new Requirement.Program(program, false, "here"),
                        forbid("divergence"),
                        forbid("reads-backwards")),
                (point, each) -> {
                    asked.add(point);
                    return TABLE.row(point).orElseThrow().verdict("stale-read");
                });
        assertThat(asked).allMatch(point -> point.endsWith("+")).allMatch(point -> point.matches(".*(mr|causal).*"));
        assertThat(names(matching.weakest())).containsExactly("strong/ryw+mr+");
    }

    @Test
    void questionThatLeavesTheFewestInTheWorseCaseIsFirst() throws Exception {
        Requirement wish = forbid("reads-backwards");
        List<LitmusTest> questions = matching(wish).questions(Set.of());
        assertThat(questions).hasSizeGreaterThan(3);
        List<Long> worse = new ArrayList<>();
        for (LitmusTest test : questions) {
            worse.add(Math.max(
                    distinct(matching(wish, allow(test.name()))), distinct(matching(wish, forbid(test.name())))));
        }
        assertThat(worse).isSorted();
        assertThat(worse.getFirst()).isLessThan(worse.getLast());
    }

    private static long distinct(Matching matching) {
        return matching.fitting().stream().map(Row::verdicts).distinct().count();
    }

    @Test
    void indifferentTestsAreNotAsked() throws Exception {
        LitmusTest first = matching().questions(Set.of()).getFirst();
        assertThat(matching().questions(Set.of(first.name())))
                .doesNotContain(first)
                .isNotEmpty();
    }
}
