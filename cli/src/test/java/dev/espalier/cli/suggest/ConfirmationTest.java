package dev.espalier.cli.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.suggest.Requirement;
import dev.espalier.synth.suggest.RequirementReader.Said;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A person is asked whether a model's reading is what was meant. */
final class ConfirmationTest {
    private static final Requirement MEANT = new Requirement.Outcome("stale-read", false, "a model's reading");
    private static final Requirement MISREAD = new Requirement.Outcome("divergence", true, "a model's reading");

    private final StringWriter shown = new StringWriter();

    private Said confirmed(String typed) throws IOException {
        Report.Reading reading = new Report.Reading(
                "openai:scripted",
                "reader-1.md",
                List.of("forbid stale-read   # \"I see what I put\"", "allow divergence"),
                "the tea",
                "reading.txt",
                "transcript.jsonl",
                "10 tokens");
        return new Confirmation(new BufferedReader(new StringReader(typed)), new PrintWriter(shown))
                .of(new Description(new Said(List.of(MEANT, MISREAD), List.of("lost-update")), reading));
    }

    @Test
    void onlyWhatIsMeantIsTaken() throws IOException {
        Said said = confirmed("y\nhm\nn\n");
        assertThat(said.requirements()).containsExactly(MEANT);
        assertThat(said.indifferent()).containsExactly("lost-update");
        assertThat(shown.toString())
                .contains("openai:scripted reads the description so")
                .contains("# \"I see what I put\"")
                .contains("It could not express: the tea")
                .contains("Do you mean: allow divergence?")
                .contains("Say y or n.");
    }

    @Test
    void silenceIsNoYes() throws IOException {
        assertThat(confirmed("").requirements()).isEmpty();
    }
}
