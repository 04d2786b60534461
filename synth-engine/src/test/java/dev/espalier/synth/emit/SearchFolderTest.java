package dev.espalier.synth.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.synth.search.Event;
import dev.espalier.synth.search.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SearchFolderTest {
    @TempDir
    private Path folder;

    private void refused(String... words) {
        assertThatThrownBy(() -> SearchFolder.read(folder))
                .isInstanceOf(EmissionException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void whatASearchLeftIsRead() throws Exception {
        new Results(folder, Path.of("..", "specs")).write("strong/ryw+", List.of());
        SearchFolder found = SearchFolder.read(folder);
        assertThat(found.start().specification()).isEqualTo("strong/ryw+");
        assertThat(found.design()).isEqualTo("everything as it is best");
        assertThat(found.core()).contains("Module Grown");
    }

    @Test
    void aFolderOfNoSearchIsSaid() {
        refused("no folder of a search", "espalier synth SPEC");
    }

    @Test
    void aFileThatIsNotTheSearchsIsSaid() throws Exception {
        new Results(folder, Path.of("..", "specs")).write("strong/ryw+", List.of());
        Files.writeString(folder.resolve("Core.v"), "(* mended *)");
        refused("Core.v", "its hash is not the journal's");
        Files.delete(folder.resolve("Core.v"));
        refused("Core.v", "it is missing");
    }

    @Test
    void aSearchWithoutACoreIsSaid() throws Exception {
        Event start = Results.start("strong/ryw+", Path.of("..", "specs"), List.of());
        journal(start);
        refused("did not come to its end", "espalier synth strong/ryw+");
        journal(start, new Event.End("budget", -1, "", "", 1));
        refused("(budget)", "--budget");
        journal(start, new Event.End("exhausted", -1, "", "", 1));
        refused("(exhausted)");
    }

    private void journal(Event... events) throws IOException {
        Path file = folder.resolve(SearchFolder.JOURNAL);
        Files.deleteIfExists(file);
        try (Journal journal = Journal.open(file)) {
            for (Event event : events) {
                journal.add(event);
            }
        }
    }
}
