package dev.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CommandLineTest {
    static Stream<List<String>> commands() {
        return paths(Main.commandLine(), List.of()).filter(path -> !path.contains("help"));
    }

    private static Stream<List<String>> paths(CommandLine command, List<String> path) {
        return Stream.concat(
                Stream.of(path),
                command.getSubcommands().entrySet().stream()
                        .flatMap(sub -> paths(
                                sub.getValue(),
                                Stream.concat(path.stream(), Stream.of(sub.getKey()))
                                        .toList())));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpWithExamples(List<String> path) {
        String[] arguments = Stream.concat(path.stream(), Stream.of("--help")).toArray(String[]::new);
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Usage: espalier").contains("Examples:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "grow", "cluster", "core", "core verify", "bench --put lots", "bench --duration 5", "check"})
    void wrongUsageIsExitCodeTwo(String line) {
        CommandRun run = CommandRun.of(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isNotBlank();
    }

    @Test
    void valuesOutOfRangeAreWrongUsage() {
        CommandRun run = CommandRun.of("bench", "--target", "127.0.0.1:1", "--put", "101");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("put percentage 101");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo --nodes 0",
                "demo --put 101",
                "bench --target 127.0.0.1:1 --value-size 8 --check",
                "bench --target 127.0.0.1:1 --duration 999999999h",
                "serve --port x",
                "serve --durability sometimes",
                "check --details -1 history.txt"
            })
    void valuesThatCannotBeAreWrongUsageBeforeAnythingIsDone(String line) {
        CommandRun run = CommandRun.of(line.split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void anEmptyHistoryIsNoSuccess(@TempDir Path directory) throws IOException {
        Path empty = Files.createFile(directory.resolve("empty.txt"));
        CommandRun run = CommandRun.of("check", empty.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("empty.txt").contains("nothing to check");
    }

    @Test
    void aFolderIsNoHistory(@TempDir Path directory) {
        CommandRun run = CommandRun.of("check", directory.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(directory.toString()).doesNotContain("\tat ");
    }

    @Test
    void anUnreachableTargetIsNamed() {
        CommandRun run = CommandRun.of("bench", "--target", "127.0.0.1:1", "--ops", "10");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("127.0.0.1:1").doesNotContain("\tat ");
    }

    @Test
    void aMissingHistoryIsNamed(@TempDir Path directory) {
        CommandRun run = CommandRun.of("check", directory.resolve("none.txt").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("none.txt").doesNotContain("\tat ");
    }

    @Test
    void aMissingClusterIsNamed(@TempDir Path directory) {
        CommandRun run = CommandRun.of("cluster", "status", "--dir", directory.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("there is no cluster").doesNotContain("\tat ");
    }

    @Test
    void aNodeWithAnUnknownCoreSaysWhichThereAre(@TempDir Path directory) {
        CommandRun run = CommandRun.of(
                "serve", "--core", "none", "--data-dir", directory.resolve("n").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("none").contains("vector-clock").doesNotContain("\tat ");
    }
}
