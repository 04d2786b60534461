package dev.espalier.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.load.ScriptedServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that stands still for a second is felt by all who come meanwhile: an open loop shows it, a closed loop does not,
 * for it stands still with the server.
 */
class StalledServerTest {
    private static final double SECOND_MICROS = 1e6;
    private static final int CONNECTIONS = 4;
    private static final Duration BEFORE_THE_PAUSE = Duration.ofMillis(1_500);

    @Test
    void pauseShowsInAnOpenLoopAndNotInAClosedOne(@TempDir Path directory) throws IOException, InterruptedException {
        LocalCluster servers = RedisServer.start(directory, 1);
        try {
            // Five hundred operations are due in that second, and wait half of one on average.
            LoadReport open = runWithAPause(servers, new Pace.Open(500, 500, Pace.Arrivals.CONSTANT));
            assertThat(open.all().latencyMicros().p999()).isGreaterThan(0.8 * SECOND_MICROS);
            assertThat(open.all().latencyMicros().p90()).isGreaterThan(0.3 * SECOND_MICROS);
            // Once sent, only those in flight when it stopped took long: four of two thousand.
            assertThat(open.all().serviceMicros().p99()).isLessThan(0.3 * SECOND_MICROS);
            assertThat(open.all().serviceMicros().max()).isGreaterThan(0.8 * SECOND_MICROS);
            assertThat(open.operations() + open.unsent()).isBetween(1_900L, 2_500L);
            assertThat(open.errors()).isEmpty();

            LoadReport closed = runWithAPause(servers, new Pace.Closed());
            assertThat(closed.operations()).isGreaterThan(CONNECTIONS * 1_000L);
            assertThat(closed.all().latencyMicros().p999()).isLessThan(0.3 * SECOND_MICROS);
            assertThat(closed.all().latencyMicros().max()).isGreaterThan(0.8 * SECOND_MICROS);
        } finally {
            servers.stop(Duration.ofSeconds(5));
        }
    }

    @Test
    void whatCouldNotBeSentIsCountedAndHasWaited() throws IOException, InterruptedException {
        try (ScriptedServer mute = new ScriptedServer((command, number) ->
                number < 100 ? Answer.send(command.equals("PING") ? "+PONG\r\n" : "+OK\r\n") : Answer.send(""))) {
            LoadReport report = LoadRun.run(
                    LoadConfig.builder(List.of(mute.target()))
                            .connections(1)
                            .putPercent(100)
                            .pace(new Pace.Open(1_000, 1_000, Pace.Arrivals.CONSTANT))
                            .warmUp(Duration.ZERO)
                            .extent(new Extent.For(Duration.ofSeconds(1)))
                            .replyTimeout(Duration.ofSeconds(2))
                            .build(),
                    ProgressListener.SILENT,
                    null);
            assertThat(report.operations()).isEqualTo(100);
            // Of a thousand due, one was in flight; on a busy machine the end comes a little late.
            assertThat(report.unsent()).isBetween(890L, 1_500L);
            assertThat(report.all().latencyMicros().max()).isGreaterThan(0.8 * SECOND_MICROS);
            assertThat(report.all().serviceMicros().max()).isLessThan(0.8 * SECOND_MICROS);
        }
    }

    private static LoadReport runWithAPause(LocalCluster servers, Pace pace) throws IOException, InterruptedException {
        AtomicBoolean paused = new AtomicBoolean();
        long pid = servers.nodes().getFirst().pid();
        LoadReport report = LoadRun.run(
                LoadConfig.builder(servers.targets())
                        .connections(CONNECTIONS)
                        .keys(100)
                        .pace(pace)
                        .warmUp(Duration.ofMillis(500))
                        .extent(new Extent.For(Duration.ofSeconds(4)))
                        .build(),
                progress -> {
                    if (progress.elapsed().compareTo(BEFORE_THE_PAUSE) > 0 && paused.compareAndSet(false, true)) {
                        Thread.ofVirtual().start(() -> pause(pid));
                    }
                },
                null);
        assertThat(paused).isTrue();
        return report;
    }

    private static void pause(long pid) {
        try {
            signal("-STOP", pid);
            TimeUnit.SECONDS.sleep(1);
            signal("-CONT", pid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
