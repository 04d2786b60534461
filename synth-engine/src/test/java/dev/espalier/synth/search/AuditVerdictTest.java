package dev.espalier.synth.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.audit.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerdictTest {
    private static final Finding PASSED = new Finding("the core extracts to OCaml", true, "yes", Duration.ZERO);
    private static final Finding CUT_OFF =
            Finding.cutOff("the independent checker agrees", "it exceeded its time limit", Duration.ZERO);
    private static final Finding OBJECTION =
            new Finding("no replica waits for ever", false, "one waits", Duration.ZERO);

    @TempDir
    private Path folder;

    @Test
    void aCheckThatIsCutOffTellsNothingAgainstACore() {
        assertThat(grown(PASSED).verdict()).isEqualTo(Synthesis.Result.PROVED);
        assertThat(grown(PASSED, CUT_OFF).passed()).isFalse();
        assertThat(grown(PASSED, CUT_OFF).verdict()).isEqualTo(Synthesis.Result.UNDECIDED);
        assertThat(grown(PASSED, CUT_OFF, OBJECTION).verdict()).isEqualTo("rejected by the audit");
    }

    @Test
    void journalsTellItAndThoseFromBeforeAreRead() throws Exception {
        Path file = folder.resolve("journal.jsonl");
        try (Journal journal = Journal.open(file)) {
            new Told(journal::add, 3).found(CUT_OFF);
        }
        Files.writeString(
                file,
                Files.readString(file)
                        + """
                        {"event":"audited","id":3,"check":"no hole","passed":false,"detail":"one","millis":4}
                        """);
        assertThat(Journal.read(file))
                .containsExactly(
                        new Event.Audited(
                                3, "the independent checker agrees", false, true, "it exceeded its time limit", 0),
                        new Event.Audited(3, "no hole", false, false, "one", 4))
                .extracting(event -> ((Event.Audited) event).verdict())
                .containsExactly("did not come to its end", "did not pass");
    }

    private static Synthesis.Result.Grown grown(Finding... findings) {
        return new Synthesis.Result.Grown(0, "", "", List.of(findings), List.of());
    }
}
