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
    private static final List<Event> EVENTS = List.of(
            new Event.Start(1, "strong/ryw", Map.of("a.v", "00"), "8.16.1", 1, "search", 60),
            new Event.Designed(0, -1, "everything as specified", Map.of("client.made", "as specified"), "\"first\"\n"),
            new Event.Failed(0, "Grows", "client.made", "", "client.made grows", 5),
            new Event.Proposed(1, "put_applied", List.of("put: 1 <= (S.number y)"), 7),
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
                .hasMessageContaining("journal.jsonl:6")
                .hasMessageContaining("no event of a search");
    }
}
