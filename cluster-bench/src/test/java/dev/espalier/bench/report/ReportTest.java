package dev.espalier.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bench.check.CausalPlusChecker;
import dev.espalier.bench.check.Verdict;
import dev.espalier.bench.history.History;
import dev.espalier.bench.load.ConvergenceReport;
import dev.espalier.bench.load.ErrorKind;
import dev.espalier.bench.load.ErrorReport;
import dev.espalier.bench.load.Extent;
import dev.espalier.bench.load.GeneratorReport;
import dev.espalier.bench.load.Interval;
import dev.espalier.bench.load.KeyChoice;
import dev.espalier.bench.load.KeySpace;
import dev.espalier.bench.load.KindReport;
import dev.espalier.bench.load.LatencyReport;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.load.LoadReport;
import dev.espalier.bench.load.OperationKind;
import dev.espalier.bench.load.Pace;
import dev.espalier.bench.load.TargetReport;
import dev.espalier.bench.resp.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
    private static final List<Target> TARGETS = List.of(new Target("10.0.0.1", 7000), new Target("10.0.0.2", 7000));
    private static final LatencyReport LATENCY =
            new LatencyReport(1.234, 2, 2.5, 3, 4, 4.5, 5, List.of(new LatencyReport.Point(50, 1.234)));
    private static final KindReport GETS =
            kind(1_250_000, 0, 500_000, new LatencyReport(87.5, 120, 400, 950, 12_345, 20_000, 2_500_000, List.of()));
    private static final KindReport PUTS = kind(10, 3, 4, LATENCY);
    private static final LoadReport REPORT = new LoadReport(
            LoadConfig.builder(TARGETS)
                    .keyChoice(new KeyChoice.Zipfian(0.99))
                    .extent(new Extent.For(Duration.ofSeconds(2)))
                    .build(),
            new KeySpace("bench:0a:", 10_000),
            Duration.ofMillis(2_500),
            Map.of(OperationKind.GET, GETS, OperationKind.PUT, PUTS),
            new KindReport(1_250_010, 3, 500_004, GETS.latencyMicros(), GETS.latencyMicros()),
            0,
            List.of(new TargetReport(TARGETS.get(0), 1_250_000, 500_000), new TargetReport(TARGETS.get(1), 10, 4)),
            List.of(new Interval(0, 1, 500_000, 0, 80, 900, 2_000)),
            new GeneratorReport(0.42, 0.5, 0.875, LATENCY),
            List.of(new ErrorReport(ErrorKind.SERVER_ERROR, 3, "10.0.0.2:7000 answered a put with: ERR")));

    @Test
    void loadAsAnAlignedTable() {
        assertThat(TerminalReport.of(REPORT)).isEqualTo("""
                      operations    ops/s      p50      p90      p99    p99.9      max  errors
                gets   1,250,000  500,000  87.5 us   120 us   950 us  12.3 ms   2.50 s       0
                puts          10        4  1.23 us  2.00 us  3.00 us  4.00 us  5.00 us       3
                all    1,250,010  500,004  87.5 us   120 us   950 us  12.3 ms   2.50 s       3
                over 2.50 s, 16 connections, 1 in flight on each; closed loop
                generator: 0.50 processors, its busiest thread 42 % busy, machine 88 % busy

                target         operations    ops/s
                10.0.0.1:7000   1,250,000  500,000
                10.0.0.2:7000          10        4
                error SERVER_ERROR x 3, first: 10.0.0.2:7000 answered a put with: ERR
                """);
    }

    @Test
    void openLoopSaysFromWhenLatencyCountsAndWhatTheGeneratorDid() {
        LatencyReport late = new LatencyReport(1, 2, 3, 2_500, 5_000, 6_000, 7_000, List.of());
        LoadReport open = new LoadReport(
                REPORT.config().toBuilder()
                        .pace(new Pace.Open(1_000, 50_000, Pace.Arrivals.POISSON))
                        .build(),
                REPORT.keySpace(),
                REPORT.elapsed(),
                REPORT.kinds(),
                REPORT.all(),
                1_234,
                REPORT.targets(),
                REPORT.intervals(),
                new GeneratorReport(0.95, 1.1, -1, late),
                List.of());
        assertThat(TerminalReport.of(open))
                .contains("once sent   1,250,010")
                .contains(
                        "open loop, 1,000 to 50,000 operations/s due, as a Poisson process; latency from when they were due")
                .contains("1,234 operations were due and not sent by the end")
                .contains("generator: 1.10 processors, its busiest thread 95 % busy, late by 2.50 ms at p99\n")
                .contains("NOTE: the generator was the bottleneck: a thread of it was busy 95 % of the time")
                .contains("NOTE: the generator itself was late: 1 % of the operations were sent 2.5 ms or more");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.00 us",
        "9.994, 9.99 us",
        "9.996, 10.0 us",
        "99.96, 100 us",
        "999.4, 999 us",
        "1000, 1.00 ms",
        "54321, 54.3 ms",
        "1234567, 1.23 s",
        "100000000, 100 s"
    })
    void latencyInReadableUnits(double micros, String shown) {
        assertThat(TerminalReport.micros(micros)).isEqualTo(shown);
    }

    @Test
    void loadAsJson() {
        JsonNode json = parse(JsonReport.text(JsonReport.of(REPORT, Environment.current())));
        assertThat(json.at("/gets/latency_us/p99_9").asDouble()).isEqualTo(12_345);
        assertThat(json.at("/puts/errors").asLong()).isEqualTo(3);
        assertThat(json.at("/operations").asLong()).isEqualTo(1_250_010);
        assertThat(json.at("/elapsed_seconds").asDouble()).isEqualTo(2.5);
        assertThat(json.at("/configuration/key_choice").asString()).isEqualTo("zipfian");
        assertThat(json.at("/configuration/duration_seconds").asDouble()).isEqualTo(2);
        assertThat(json.at("/configuration/targets/1").asString()).isEqualTo("10.0.0.2:7000");
        assertThat(json.at("/targets/0/operations").asLong()).isEqualTo(1_250_000);
        assertThat(json.at("/errors/0/kind").asString()).isEqualTo("SERVER_ERROR");
        assertThat(json.at("/all/latency_us/p99_99").asDouble()).isEqualTo(20_000);
        assertThat(json.at("/puts/latency_us/curve/0/1").asDouble()).isEqualTo(1.234);
        assertThat(json.at("/intervals/0/operations_per_second").asDouble()).isEqualTo(500_000);
        assertThat(json.at("/generator/busiest_thread").asDouble()).isEqualTo(0.42);
        assertThat(json.at("/configuration/pace").asString()).isEqualTo("closed");
        assertThat(json.at("/environment/cores").asInt()).isPositive();
        assertThat(json.at("/environment/memory_bytes").asLong()).isPositive();
        assertThat(json.at("/environment/java").asString()).startsWith(System.getProperty("java.version"));
    }

    @Test
    void verdictOfAGoodHistory() {
        Verdict verdict =
                CausalPlusChecker.check(History.builder().write(0, 1, 2).build());
        assertThat(TerminalReport.of(verdict))
                .startsWith("causal+: yes (1 operations of 1 sessions on 1 keys, checked in ")
                .hasLineCount(1);
        assertThat(parse(JsonReport.text(JsonReport.of(verdict)))
                        .at("/causal_plus")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void verdictOfABadHistory() {
        Verdict verdict = CausalPlusChecker.check(
                History.builder().write(0, 1, 2).read(0, 1, 0).build());
        assertThat(TerminalReport.of(verdict))
                .startsWith("causal+: NO, 1 violations")
                .contains("stale reads of the initial value  1")
                .contains("- STALE_INITIAL_READ: the get of key 1 that returned the initial value");
        JsonNode json = parse(JsonReport.text(JsonReport.of(verdict)));
        assertThat(json.at("/causal_plus").asBoolean()).isFalse();
        assertThat(json.at("/violations/STALE_INITIAL_READ").asLong()).isEqualTo(1);
        assertThat(json.at("/details/0/operations/1/kind").asString()).isEqualTo("put");
    }

    @Test
    void convergenceAsJson() {
        JsonNode json = parse(JsonReport.text(JsonReport.of(new ConvergenceReport(
                false,
                100,
                1,
                List.of(new ConvergenceReport.DifferingKey("k:1", List.of("a", "(absent)"))),
                Duration.ofMillis(1_500)))));
        assertThat(json.at("/converged").asBoolean()).isFalse();
        assertThat(json.at("/examples/0/answers/1").asString()).isEqualTo("(absent)");
        assertThat(json.at("/elapsed_seconds").asDouble()).isEqualTo(1.5);
    }

    @Test
    void convergenceAsText() {
        ConvergenceReport.DifferingKey differing = new ConvergenceReport.DifferingKey("k:1", List.of("a", "(absent)"));
        assertThat(TerminalReport.of(
                        new ConvergenceReport(false, 2_000, 1, List.of(differing), Duration.ofMillis(1_500))))
                .isEqualTo("converged: NO, 1 of 2,000 keys differ after 1.50 s\n- k:1: a | (absent)\n");
        assertThat(TerminalReport.of(new ConvergenceReport(true, 2_000, 0, List.of(), Duration.ofMillis(250))))
                .isEqualTo("converged: yes (2,000 keys, after 0.25 s)\n");
    }

    private static KindReport kind(long operations, long errors, double rate, LatencyReport latency) {
        return new KindReport(operations, errors, rate, latency, latency);
    }

    private static JsonNode parse(String text) {
        return JsonMapper.builder().build().readTree(text);
    }
}
