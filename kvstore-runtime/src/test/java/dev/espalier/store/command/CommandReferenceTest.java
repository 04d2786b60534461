package dev.espalier.store.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandReferenceTest {
    @Test
    void theReferenceInTheDocumentationIsOfTheseCommands() throws Exception {
        assertThat(CommandReference.markdown())
                .as("write it again: ./espalier commands --markdown > docs/commands.md")
                .isEqualTo(Files.readString(Path.of("..", "docs", "commands.md")));
    }

    @Test
    void noCommandIsBothThereAndMissing() {
        assertThat(CommandReference.names()).doesNotContainAnyElementsOf(missing());
    }

    @Test
    void everyCommandOfRedisIsAccountedFor() throws Exception {
        Set<String> known = new HashSet<>(CommandReference.names());
        known.addAll(missing());
        // As COMMAND LIST of Redis 7.0 gives them; with a command that is missing, its subcommands are.
        List<String> unknown = new ArrayList<>(
                Files.readAllLines(Path.of("src", "test", "resources", "redis", "commands-of-redis-7.0.txt")));
        assertThat(unknown).hasSizeGreaterThan(300);
        unknown.removeIf(name -> known.contains(name) || missing().contains(name.split("\\|", -1)[0]));
        assertThat(unknown).isEmpty();
    }

    private static Set<String> missing() {
        Set<String> missing = new HashSet<>();
        MissingCommands.GROUPS.forEach(group -> missing.addAll(group.names()));
        MissingCommands.SUBCOMMANDS.forEach(group -> missing.addAll(group.names()));
        return missing;
    }
}
