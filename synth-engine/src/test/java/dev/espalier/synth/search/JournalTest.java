package dev.espalier.synth.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Event.Bounds BOUNDS = new Event.Bounds(7, 2, 900, false);

    private static final List<Event> EVENTS = List.of(
            new Event.Start(1, "strong/ryw", Map.of("a.v", "00"), "8.16.1", 1, "search", 60, BOUNDS),
            new Event.Designed(0, -1, "everything as specified", Map.of("client.made", "as specified"), "\"first\"\n"),
            new Event.Failed(0, "Grows", "client.made", "", "client.made grows", 5),
            new Event.Proposed(1, "put_applied", List.of("put: 1 <= (S.number y)"), 7),
            new Event.Weakened(1, "put_applied", List.of("put: 1 <= (S.number y)"), 7),
            new Event.Generalised(1, "put_applied", "forall n : nat, n <= n", "proved", "lia", 7),
            new Event.Stalled(1, 2, "no design is left", "the log is read"),
            new Event.Resumed(90, new Event.Bounds(9, 2, 900, true)),
            new Event.End("exhausted", -1, "", "", 9));

    @TempDir
    private Path folder;

    private Path written() throws IOException {
        Path file = folder.resolve("deep/journal.jsonl");
        try (Journal journal = Journal.open(file)) {
            for (Event event : EVENTS) {
                journal.add(event);
            }
        }
        return file;
    }

    @Test
    void whatWasAddedIsRead() throws Exception {
        assertThat(Journal.read(written())).isEqualTo(EVENTS);
    }

    /** What a replay has to know: of a journal that does not say it, the usual. */
    @Test
    void theBoundsThatCountAreTheLast() throws Exception {
        assertThat(Synthesis.bounds(EVENTS.subList(0, 3))).isEqualTo(BOUNDS);
        assertThat(Synthesis.bounds(EVENTS)).isEqualTo(new Event.Bounds(9, 2, 900, true));
        Path old = folder.resolve("old.jsonl");
        Files.writeString(old, """
                {"event":"start","format":1,"specification":"strong/ryw","sources":{},"prover":"8.16.1","seed":1,\
                "policy":"search","budgetSeconds":60}
                """);
        assertThat(Synthesis.bounds(Journal.read(old))).isEqualTo(Event.Bounds.of(Settings.USUAL));
    }

    @Test
    void aLineThatWasCutOffIsForgotten() throws Exception {
        byte[] whole = Files.readAllBytes(written());
        int lines = 0;
        for (int length = 0; length <= whole.length; length++) {
            lines += length > 0 && whole[length - 1] == '\n' ? 1 : 0;
            Path file = folder.resolve("cut.jsonl");
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(Journal.read(file)).isEqualTo(EVENTS.subList(0, lines));
            try (Journal journal = Journal.open(file)) {
                journal.add(EVENTS.getLast());
            }
            assertThat(Journal.read(file)).hasSize(lines + 1).endsWith(EVENTS.getLast());
        }
    }

    @Test
    void anotherLineIsNamed() throws Exception {
        Path file = written();
        Files.writeString(file, "{\"event\":\"dance\"}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> Journal.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("journal.jsonl:10")
                .hasMessageContaining("no event of a search");
    }
}
