package dev.espalier.store.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.config.SettingsReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/operations.md has the events and settings that there are. */
class OperationsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "operations.md");

    @Test
    void thePageHasTheTableOfEvents() throws IOException {
        assertThat(Files.readString(PAGE)).as("copy NodeEvent.markdown() there").contains(NodeEvent.markdown());
    }

    @Test
    void thePageHasTheTableOfSettings() throws IOException {
        assertThat(Files.readString(PAGE))
                .as("copy SettingsReference.markdown() there")
                .contains(SettingsReference.markdown());
    }

    @Test
    void everyEventIsToldSomewhere() throws IOException {
        List<Path> sources;
        try (Stream<Path> walk = Files.walk(Path.of("src", "main", "java"))) {
            sources = walk.filter(file -> file.toString().endsWith(".java") && !file.endsWith("NodeEvent.java"))
                    .toList();
        }
        StringBuilder all = new StringBuilder();
        for (Path source : sources) {
            all.append(Files.readString(source));
        }
        for (NodeEvent event : NodeEvent.values()) {
            assertThat(all.toString()).contains("NodeEvent." + event.name() + ".");
        }
    }
}
