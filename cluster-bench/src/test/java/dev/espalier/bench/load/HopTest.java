package dev.espalier.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.bench.load.ScriptedServer.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Sessions that change their node; the nodes here only count. */
class HopTest {
    private final Map<String, Integer> commands = new ConcurrentHashMap<>();

    @Test
    void sessionsChangeTheirNodeAfterSoManyOperationsAndGoOn() throws IOException, InterruptedException {
        for (Pace pace : List.of(new Pace.Closed(), new Pace.Open(5_000, 5_000, Pace.Arrivals.CONSTANT))) {
            commands.clear();
            try (ScriptedServer a = server("a", "+OK\r\n");
                    ScriptedServer b = server("b", "+OK\r\n")) {
                LoadReport report = LoadRun.run(
                        config(a, b)
                                .pace(pace)
                                .mix(new OperationMix(25, 25, 25, 0, 25))
                                .build(),
                        ProgressListener.SILENT,
                        null);
                assertThat(report.errors()).isEmpty();
                assertThat(report.operations()).isEqualTo(1_000);
                assertThat(report.targets()).allMatch(target -> target.operations() == 500);
                // Each of two sessions makes 500 operations and changes after each 50 of them but the last, where the
                // run's
                // end comes first or does not. One more token of each node was asked for before the load.
                assertThat(count("TOKEN")).isBetween(2 + 18, 2 + 20);
                assertThat(count("RESUME")).isBetween(18, 20);
            }
        }
    }

    @Test
    void whereThereAreNoTokensItIsRefused() throws IOException {
        try (ScriptedServer a = server("a", "-ERR unknown command 'SESSION'\r\n");
                ScriptedServer b = server("b", "+OK\r\n")) {
            assertThatThrownBy(() -> LoadRun.run(config(a, b).build(), ProgressListener.SILENT, null))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(a.target() + " has no session tokens")
                    .hasMessageContaining("unknown command");
        }
        assertThat(commands).doesNotContainKey("a GET");
    }

    @Test
    void aNodeThatDoesNotTakeTheSessionUpIsNamed() throws IOException, InterruptedException {
        try (ScriptedServer a = server("a", "+OK\r\n");
                ScriptedServer b = server("b", "-ERR timed out resuming\r\n")) {
            // The first token of each is asked for before the load, and answered.
            LoadReport report = LoadRun.run(config(a, b).connections(2).build(), ProgressListener.SILENT, null);
            assertThat(report.errors()).extracting(ErrorReport::kind).containsExactly(ErrorKind.SERVER_ERROR);
            assertThat(report.errors().getFirst().firstMessage())
                    .contains(b.target().toString(), "could not go on here", "timed out resuming");
        }
    }

    private int count(String command) {
        return commands.getOrDefault("a " + command, 0) + commands.getOrDefault("b " + command, 0);
    }

    private ScriptedServer server(String name, String resumed) throws IOException {
        return new ScriptedServer((command, number) -> {
            commands.merge(name + " " + command, 1, Integer::sum);
            return Answer.send(
                    switch (command) {
                        case "PING" -> "+PONG\r\n";
                        case "GET" -> "$-1\r\n";
                        case "DEL" -> ":1\r\n";
                        case "TOKEN" -> resumed.contains("unknown") ? resumed : "$9\r\ntoken\0\r\n.\r\n";
                        case "RESUME" -> resumed;
                        default -> "+OK\r\n";
                    });
        });
    }

    private static LoadConfig.Builder config(ScriptedServer a, ScriptedServer b) {
        return LoadConfig.builder(List.of(a.target(), b.target()))
                .connections(2)
                .pipeline(4)
                .hop(50)
                .warmUp(Duration.ZERO)
                .replyTimeout(Duration.ofMinutes(1))
                .extent(new Extent.Operations(1_000));
    }
}
