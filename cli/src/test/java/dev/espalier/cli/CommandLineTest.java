package dev.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
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
                "bench --target 127.0.0.1:1 --rate 0",
                "bench --target 127.0.0.1:1 --rate lots",
                "bench --target 127.0.0.1:1 --ramp 5k",
                "bench --target 127.0.0.1:1 --ramp 1k..5k --ops 100",
                "bench --target 127.0.0.1:1 --rate 1k --ramp 1k..5k",
                "bench --target 127.0.0.1:1 --find-rate p98<2ms",
                "bench --target 127.0.0.1:1 --find-rate p99<2ms --check",
                "bench --target 127.0.0.1:1 --workload ycsb-g",
                "bench --target 127.0.0.1:1 --workload ycsb-a --put 20",
                "bench --target 127.0.0.1:1 --get 50 --put 20 --delete 20",
                "bench --target 127.0.0.1:1 --delete 10 --check",
                "bench --target 127.0.0.1:1 --value-size zipfian:100",
                "bench --target 127.0.0.1:1 --distribution uniform --zipfian 0.9",
                "bench --target 127.0.0.1:1 --hop 10",
                "bench compare A.json B.json --threshold much",
                "check --guarantee sequential history.txt",
                "check --to edn -o out.txt history.txt",
                "check --to plume history.txt",
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
    void aWorseResultIsExitCodeOne(@TempDir Path directory) throws IOException {
        Path fast = Files.writeString(directory.resolve("fast.json"), result(1_000, 100));
        Path slow = Files.writeString(directory.resolve("slow.json"), result(800, 100));
        Path page = directory.resolve("page.html");
        CommandRun worse =
                CommandRun.of("bench", "compare", "--html", page.toString(), fast.toString(), slow.toString());
        assertThat(worse.code()).isEqualTo(1);
        assertThat(worse.out()).contains("operations/s").contains("-20.0 %").contains("worse");
        assertThat(page).content().contains("B is worse than A");
        assertThat(CommandRun.of("bench", "compare", slow.toString(), fast.toString())
                        .code())
                .isZero();
        assertThat(CommandRun.of("bench", "compare", "--threshold", "25%", fast.toString(), slow.toString())
                        .code())
                .isZero();
        CommandRun missing = CommandRun.of("bench", "compare", fast.toString(), directory + "/none.json");
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("none.json does not exist").doesNotContain("\tat ");
    }

    private static String result(int operations, int micros) {
        String interval = "{\"seconds\": 1, \"operations\": %d, \"p50_us\": %d, \"p99_us\": %d, \"max_us\": %d}"
                .formatted(operations, micros, micros, micros);
        return "{\"all\": {\"operations\": %d}, \"intervals\": [%s]}"
                .formatted(10 * operations, String.join(", ", Collections.nCopies(10, interval)));
    }

    @Test
    void guaranteesAreJudgedAndTheWitnessShown(@TempDir Path directory) throws IOException {
        Path history = directory.resolve("history.txt");
        Files.writeString(history, """
                w(1,11,0,0)
                w(2,12,0,1)
                r(2,12,1,2)
                r(3,0,1,3)
                r(1,0,1,4)
                """);
        CommandRun all = CommandRun.of("check", "--guarantee", "all", "--witness", history.toString());
        assertThat(all.code()).isEqualTo(1);
        assertThat(all.out())
                .contains("read your writes: yes")
                .contains("monotonic reads: yes")
                .contains("monotonic writes: NO, 1 violations")
                .contains("writes follow reads: yes")
                .contains("causal: NO")
                .contains("smallest part found that breaks monotonic writes, 4 operations:")
                .contains("session 1: get of key 2 returned 12; get of key 1 returned nothing");
        assertThat(CommandRun.of("check", "--guarantee", "ryw,mr", history.toString())
                        .code())
                .isZero();
        Path plain = directory.resolve("plain.txt");
        assertThat(CommandRun.of("check", "--to", "plume", "-o", plain.toString(), history.toString())
                        .code())
                .isZero();
        assertThat(plain).content().isEqualTo(Files.readString(history));
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
