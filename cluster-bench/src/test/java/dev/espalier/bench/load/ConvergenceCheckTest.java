package dev.espalier.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.bench.load.ScriptedServer.Answer;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConvergenceCheckTest {
    private static final KeySpace ONE_KEY = new KeySpace("k:", 1);
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void waitsForALaggard() throws IOException, InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedServer quick = new ScriptedServer((command, number) -> value("new"));
                ScriptedServer slow = new ScriptedServer((command, number) -> {
                    asked.incrementAndGet();
                    return value(number < 5 ? "old" : "new");
                })) {
            ConvergenceReport report = ConvergenceCheck.await(List.of(quick.target(), slow.target()), ONE_KEY, LONG);
            assertThat(report.converged()).isTrue();
            assertThat(report.examples()).isEmpty();
            assertThat(asked).hasValue(6);
        }
    }

    @Test
    void waitsLongerForALaggardThatGoesOn() throws IOException, InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedServer quick = new ScriptedServer((command, number) -> value("21"));
                ScriptedServer slow = new ScriptedServer((command, number) -> {
                    asked.set(number);
                    // The pauses between questions add up to one and a half times the patience.
                    return value(Integer.toString(number));
                })) {
            ConvergenceReport report =
                    ConvergenceCheck.await(List.of(quick.target(), slow.target()), ONE_KEY, Duration.ofSeconds(2));
            assertThat(report.converged()).isTrue();
            assertThat(asked).hasValue(21);
            assertThat(report.elapsed()).isGreaterThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void endsWithOneThatNeverStopsChanging() throws IOException, InterruptedException {
        try (ScriptedServer quick = new ScriptedServer((command, number) -> value("still"));
                ScriptedServer restless = new ScriptedServer((command, number) -> value(Integer.toString(number)))) {
            assertThat(ConvergenceCheck.await(
                                    List.of(quick.target(), restless.target()), ONE_KEY, Duration.ofMillis(20))
                            .converged())
                    .isFalse();
        }
    }

    @Test
    void saysWhatEachTargetAnswered() throws IOException, InterruptedException {
        try (ScriptedServer one = new ScriptedServer((command, number) -> value("x".repeat(60)));
                ScriptedServer other = new ScriptedServer((command, number) -> Answer.send("*1\r\n$-1\r\n"))) {
            ConvergenceReport report =
                    ConvergenceCheck.await(List.of(one.target(), other.target()), ONE_KEY, Duration.ofMillis(50));
            assertThat(report.converged()).isFalse();
            assertThat(report.differing()).isEqualTo(1);
            assertThat(report.examples())
                    .containsExactly(
                            new ConvergenceReport.DifferingKey("k:0", List.of("x".repeat(48) + "...", "(absent)")));
        }
    }

    @Test
    void targetWithoutMgetIsNamed() throws IOException {
        try (ScriptedServer odd = new ScriptedServer((command, number) -> Answer.send("-ERR unknown command\r\n"))) {
            Target target = odd.target();
            assertThatThrownBy(() -> ConvergenceCheck.await(List.of(target, target), ONE_KEY, LONG))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(target.toString())
                    .hasMessageContaining("unknown command");
        }
    }

    private static Answer value(String text) {
        return Answer.send("*1\r\n$" + text.length() + "\r\n" + text + "\r\n");
    }
}
