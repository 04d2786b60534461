package dev.espalier.cli.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.suggest.LatticeTable;
import dev.espalier.synth.suggest.Matching;
import dev.espalier.synth.suggest.Requirement;
import dev.espalier.synth.suggest.RequirementReader.Said;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A person at a terminal answers questions. */
final class InterviewTest {
    private static final Matching.Programs NO_PROGRAMS = (point, program) -> {
        throw new AssertionError("nobody asked for a program");
    };

    private final StringWriter shown = new StringWriter();

    private Said asked(String typed, Requirement... before) throws Exception {
        return new Interview(
                        LatticeTable.kept(),
                        NO_PROGRAMS,
                        new BufferedReader(new StringReader(typed)),
                        new PrintWriter(shown))
                .run(new Said(List.of(before), List.of()));
    }

    private static List<String> weakest(Said said) throws Exception {
        return Matching.of(LatticeTable.kept(), said.requirements(), NO_PROGRAMS).weakest().stream()
                .map(LatticeTable.Row::name)
                .toList();
    }

    @Test
    void whoForbidsEverythingEndsAtTheStrongest() throws Exception {
        Said said = asked("n\n".repeat(20), new Requirement.Outcome("divergence", false, "here"));
        assertThat(weakest(said)).containsExactly("strong/causal+");
        assertThat(said.requirements()).hasSizeLessThan(9);
        assertThat(shown.toString()).contains("specifications fit so far").contains("May client");
    }

    @Test
    void endOfInputEndsTheQuestions() throws Exception {
        assertThat(asked("").requirements()).isEmpty();
        assertThat(asked("q\n").requirements()).isEmpty();
        assertThat(asked("n\n").requirements()).hasSize(1);
    }

    @Test
    void answerIsTakenBack() throws Exception {
        Said once = asked("n\n");
        assertThat(asked("b\ny\nb\nn\n")).isEqualTo(once);
        assertThat(shown.toString()).contains("This is the first question.");
    }

    @Test
    void whatDoesNotMatterIsNotAskedAgain() throws Exception {
        Said said = asked("?\n".repeat(20));
        assertThat(said.requirements()).isEmpty();
        assertThat(said.indifferent()).doesNotHaveDuplicates().hasSizeGreaterThan(5);
        assertThat(weakest(said)).containsExactly("strong/none");
    }

    @Test
    void whatIsNoAnswerIsSaidAndHowItCouldHappenIsTold() throws Exception {
        assertThat(asked("perhaps\nh\nq\n").requirements()).isEmpty();
        assertThat(shown.toString())
                .contains("'perhaps' is no answer")
                .containsPattern("Under (strong|suite)/\\S+: Client 1");
    }
}
