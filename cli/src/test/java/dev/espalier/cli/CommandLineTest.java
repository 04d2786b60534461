package dev.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

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
        assertThat(run(arguments)).isZero();
        assertThat(out.toString()).contains("Usage: espalier").contains("Examples:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "grow", "cluster", "core", "core verify", "bench --put lots", "bench --duration 5", "check"})
    void wrongUsageIsExitCodeTwo(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isNotBlank();
    }

    @Test
    void valuesOutOfRangeAreWrongUsage() {
        assertThat(run("bench", "--target", "127.0.0.1:1", "--put", "101")).isEqualTo(2);
        assertThat(err.toString()).contains("put percentage 101");
    }

    @Test
    void anUnreachableTargetIsNamed() {
        assertThat(run("bench", "--target", "127.0.0.1:1", "--ops", "10")).isEqualTo(1);
        assertThat(err.toString()).contains("127.0.0.1:1").doesNotContain("\tat ");
    }

    @Test
    void aMissingHistoryIsNamed(@TempDir Path directory) {
        assertThat(run("check", directory.resolve("none.txt").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("none.txt").doesNotContain("\tat ");
    }

    @Test
    void aMissingClusterIsNamed(@TempDir Path directory) {
        assertThat(run("cluster", "status", "--dir", directory.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("there is no cluster").doesNotContain("\tat ");
    }

    @Test
    void aNodeWithAnUnknownCoreSaysWhichThereAre(@TempDir Path directory) {
        assertThat(run(
                        "serve",
                        "--core",
                        "none",
                        "--data-dir",
                        directory.resolve("n").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("none").contains("vector-clock").doesNotContain("\tat ");
    }
}
