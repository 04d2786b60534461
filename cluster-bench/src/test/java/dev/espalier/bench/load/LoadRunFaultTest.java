package dev.espalier.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bench.check.CausalPlusChecker;
import dev.espalier.bench.check.ViolationKind;
import dev.espalier.bench.history.HistoryRecorder;
import dev.espalier.bench.load.ScriptedServer.Answer;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Servers that misbehave: what goes wrong is counted and named, and the rest of the load goes on. */
class LoadRunFaultTest {
    @Test
    void errorAnswersAreCountedAndDoNotEndTheRun() throws IOException, InterruptedException {
        try (ScriptedServer server = new ScriptedServer(
                (command, number) -> number % 10 == 3 ? Answer.send("-BUSY later\r\n") : ok(command))) {
            LoadReport report = run(server.target(), 4, null);
            assertThat(report.errors()).hasSize(1);
            ErrorReport error = report.errors().getFirst();
            assertThat(error.kind()).isEqualTo(ErrorKind.SERVER_ERROR);
            assertThat(error.count()).isBetween(50L, 150L);
            assertThat(error.firstMessage()).contains(server.target().toString(), "fault:", "BUSY later");
            assertThat(report.gets().errors() + report.puts().errors()).isEqualTo(error.count());
            assertThat(report.operations() + error.count()).isEqualTo(1_000);
        }
    }

    @Test
    void lostConnectionIsReportedAndTheOthersGoOn() throws IOException, InterruptedException {
        try (ScriptedServer bad = new ScriptedServer((command, number) -> number < 20 ? ok(command) : Answer.close());
                ScriptedServer good = new ScriptedServer((command, number) -> ok(command))) {
            HistoryRecorder recorder = new HistoryRecorder();
            LoadReport report = LoadRun.run(
                    config(List.of(bad.target(), good.target())).connections(2).build(),
                    ProgressListener.SILENT,
                    recorder);
            assertThat(report.errors()).extracting(ErrorReport::kind).containsExactly(ErrorKind.CONNECTION_LOST);
            assertThat(report.errors().getFirst().firstMessage())
                    .contains(bad.target().toString(), "4 operations in flight");
            assertThat(report.targets().getFirst().operations()).isEqualTo(20);
            assertThat(report.targets().getLast().operations()).isGreaterThan(900);
            // Gets are always answered with nothing, although the sessions have put.
            assertThat(CausalPlusChecker.check(recorder.history()).counts())
                    .containsOnlyKeys(ViolationKind.STALE_INITIAL_READ);
        }
    }

    @Test
    void anotherSessionTakesThePlaceOfALostOneIfAskedTo() throws IOException, InterruptedException {
        for (Pace pace : List.of(new Pace.Closed(), new Pace.Open(2_000, 2_000, Pace.Arrivals.CONSTANT))) {
            try (ScriptedServer bad =
                    new ScriptedServer((command, number) -> number < 60 ? ok(command) : Answer.close())) {
                HistoryRecorder recorder = new HistoryRecorder();
                LoadReport report = LoadRun.run(
                        config(List.of(bad.target()))
                                .connections(2)
                                .pace(pace)
                                .reconnect(true)
                                .build(),
                        ProgressListener.SILENT,
                        recorder);
                ErrorReport error = report.errors().getFirst();
                assertThat(error.kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
                // Each connection answers 60; what was in flight when it was lost was sent and not answered.
                assertThat(error.count()).isBetween(13L, 17L);
                assertThat(report.operations()).isBetween(60 * error.count(), 60 * (error.count() + 2));
                assertThat(recorder.sessions()).isBetween((int) error.count(), (int) error.count() + 2);
            }
        }
    }

    @Test
    void aServerThatNeverComesBackDoesNotKeepTheRunFromEnding() throws IOException, InterruptedException {
        ScriptedServer gone = new ScriptedServer((command, number) -> number < 5 ? ok(command) : Answer.close());
        LoadReport report = LoadRun.run(
                config(List.of(gone.target()))
                        .connections(2)
                        .reconnect(true)
                        .extent(new Extent.For(Duration.ofMillis(700)))
                        .build(),
                new ProgressListener() {
                    @Override
                    public void measuring() {
                        try {
                            gone.close();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }

                    @Override
                    public void progress(Progress progress) {}
                },
                null);
        assertThat(report.errors()).isNotEmpty();
    }

    @Test
    void runEndsWhenAllConnectionsAreLost() throws IOException, InterruptedException {
        try (ScriptedServer bad = new ScriptedServer((command, number) -> number < 5 ? ok(command) : Answer.close())) {
            LoadReport report = run(bad.target(), 3, null);
            assertThat(report.errors()).extracting(ErrorReport::kind).containsExactly(ErrorKind.CONNECTION_LOST);
            assertThat(report.errors().getFirst().count()).isEqualTo(3);
        }
    }

    @Test
    void silenceEndsAConnectionAfterTheReplyTimeout() throws IOException, InterruptedException {
        try (ScriptedServer mute =
                new ScriptedServer((command, number) -> number < 20 ? ok(command) : Answer.send(""))) {
            LoadReport report = LoadRun.run(
                    config(List.of(mute.target()))
                            .connections(2)
                            .replyTimeout(Duration.ofMillis(200))
                            .build(),
                    ProgressListener.SILENT,
                    null);
            assertThat(report.errors()).extracting(ErrorReport::kind).containsExactly(ErrorKind.NO_REPLY);
            assertThat(report.errors().getFirst().count()).isEqualTo(2);
            assertThat(report.errors().getFirst().firstMessage()).contains("no answer within 200 ms");
        }
    }

    @Test
    void garbageEndsAConnection() throws IOException, InterruptedException {
        try (ScriptedServer odd =
                new ScriptedServer((command, number) -> number < 9 ? ok(command) : Answer.send("HTTP/1.1 200\r\n"))) {
            LoadReport report = run(odd.target(), 1, null);
            assertThat(report.errors()).extracting(ErrorReport::kind).containsExactly(ErrorKind.MALFORMED_REPLY);
        }
    }

    @Test
    void replyOfTheWrongTypeEndsAConnection() throws IOException, InterruptedException {
        try (ScriptedServer odd =
                new ScriptedServer((command, number) -> number < 9 ? ok(command) : Answer.send(":1\r\n"))) {
            LoadReport report = run(odd.target(), 1, null);
            assertThat(report.errors()).extracting(ErrorReport::kind).containsExactly(ErrorKind.UNEXPECTED_REPLY);
        }
    }

    @Test
    void moreAnswersThanQuestionsEndAConnection() throws IOException, InterruptedException {
        try (ScriptedServer odd = new ScriptedServer(
                (command, number) -> number < 9 ? ok(command) : Answer.send("+OK\r\n".repeat(100)))) {
            LoadReport report = LoadRun.run(
                    config(List.of(odd.target())).connections(1).putPercent(100).build(),
                    ProgressListener.SILENT,
                    null);
            assertThat(report.errors()).extracting(ErrorReport::kind).containsExactly(ErrorKind.UNEXPECTED_REPLY);
        }
    }

    @Test
    void errorThatNothingWasAskedForIsQuoted() throws IOException, InterruptedException {
        try (ScriptedServer full = new ScriptedServer((command, number) ->
                number < 9 ? ok(command) : Answer.send("+OK\r\n-ERR max number of clients reached\r\n"))) {
            LoadReport report = LoadRun.run(
                    config(List.of(full.target()))
                            .connections(1)
                            .pipeline(1)
                            .putPercent(100)
                            .build(),
                    ProgressListener.SILENT,
                    null);
            assertThat(report.errors()).extracting(ErrorReport::kind).containsExactly(ErrorKind.UNEXPECTED_REPLY);
            assertThat(report.errors().getFirst().firstMessage())
                    .contains(full.target().toString(), "ERR max number of clients reached");
        }
    }

    @Test
    void endlessErrorIsCutShort() throws IOException, InterruptedException {
        try (ScriptedServer chatty = new ScriptedServer((command, number) ->
                command.equals("PING") ? ok(command) : Answer.send("-ERR " + "no ".repeat(5_000) + "\r\n"))) {
            LoadReport report = run(chatty.target(), 1, null);
            assertThat(report.errors().getFirst().firstMessage())
                    .contains("ERR no no")
                    .endsWith("...")
                    .hasSizeLessThan(1_000);
        }
    }

    @Test
    void valuesThatNobodyPutAreThinAir() throws IOException, InterruptedException {
        try (ScriptedServer odd = new ScriptedServer((command, number) ->
                command.equals("GET") && number == 500 ? Answer.send("$3\r\nfoo\r\n") : ok(command))) {
            HistoryRecorder recorder = new HistoryRecorder();
            LoadRun.run(
                    config(List.of(odd.target())).connections(1).putPercent(0).build(),
                    ProgressListener.SILENT,
                    recorder);
            assertThat(recorder.foreignReads()).isEqualTo(1);
            assertThat(CausalPlusChecker.check(recorder.history()).counts())
                    .containsOnlyKeys(ViolationKind.THIN_AIR_READ);
        }
    }

    private static Answer ok(String command) {
        return Answer.send(
                switch (command) {
                    case "PING" -> "+PONG\r\n";
                    case "GET" -> "$-1\r\n";
                    default -> "+OK\r\n";
                });
    }

    private static LoadReport run(
            Target target, int connections, @org.jspecify.annotations.Nullable HistoryRecorder recorder)
            throws IOException, InterruptedException {
        return LoadRun.run(config(List.of(target)).connections(connections).build(), ProgressListener.SILENT, recorder);
    }

    private static LoadConfig.Builder config(List<Target> targets) {
        return LoadConfig.builder(targets)
                .pipeline(4)
                .warmUp(Duration.ZERO)
                .keyPrefix("fault:")
                .replyTimeout(Duration.ofMinutes(1))
                .extent(new Extent.Operations(1_000));
    }
}
