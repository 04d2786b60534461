package dev.espalier.bench.nemesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScheduleTest {
    private static final String ALL = """
            faults:
              - {at: 2s, for: 3s, kill: 1}
              - {at: 7s, for: 500ms, pause: 2}
              - {at: 9s, for: 4s, partition: {from: 1, to: [2, 3]}}
              - {at: 9s, for: 4s, partition: {from: 1, to: 2, one-way: true}}
              - {at: 14s, for: 4s, partition: {from: 1, to: [2, 3], flapping: 200ms}}
              - {at: 19s, for: 4s, delay: {from: 1, to: [2, 3], by: 50ms, jitter: 10ms}}
              - {at: 24s, for: 4s, loss: {from: 1, to: 2, each: 300ms}}
              - {at: 29s, for: 4s, duplication: {from: 1, to: 2, each: 300ms}}
              - {at: 34s, for: 1m, clock-skew: {node: 3, by: -20s}}
              - {at: 39s, for: 4s, disk-full: 2}
            """;

    private static Duration millis(long value) {
        return Duration.ofMillis(value);
    }

    private static Fault.Route route(Set<Integer> from, Set<Integer> to, boolean bothWays) {
        return new Fault.Route(from, to, bothWays);
    }

    @Test
    void everyKindOfFaultCanBeWritten() {
        assertThat(ScheduleReader.parse(ALL, 3))
                .containsExactly(
                        new ScheduledFault(millis(2_000), millis(3_000), new Fault.Kill(1)),
                        new ScheduledFault(millis(7_000), millis(500), new Fault.Pause(2)),
                        new ScheduledFault(
                                millis(9_000),
                                millis(4_000),
                                new Fault.Partition(route(Set.of(1), Set.of(2, 3), true), millis(0))),
                        new ScheduledFault(
                                millis(9_000),
                                millis(4_000),
                                new Fault.Partition(route(Set.of(1), Set.of(2), false), millis(0))),
                        new ScheduledFault(
                                millis(14_000),
                                millis(4_000),
                                new Fault.Partition(route(Set.of(1), Set.of(2, 3), true), millis(200))),
                        new ScheduledFault(
                                millis(19_000),
                                millis(4_000),
                                new Fault.Delay(route(Set.of(1), Set.of(2, 3), true), millis(50), millis(10))),
                        new ScheduledFault(
                                millis(24_000),
                                millis(4_000),
                                new Fault.Loss(route(Set.of(1), Set.of(2), true), millis(300))),
                        new ScheduledFault(
                                millis(29_000),
                                millis(4_000),
                                new Fault.Duplication(route(Set.of(1), Set.of(2), true), millis(300))),
                        new ScheduledFault(millis(34_000), millis(60_000), new Fault.ClockSkew(3, millis(-20_000))),
                        new ScheduledFault(millis(39_000), millis(4_000), new Fault.DiskFull(2)));
    }

    @Test
    void jsonIsYamlToo() {
        assertThat(ScheduleReader.parse("{\"faults\": [{\"at\": \"0s\", \"for\": \"1s\", \"kill\": 2}]}", 2))
                .containsExactly(new ScheduledFault(millis(0), millis(1_000), new Fault.Kill(2)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{at: 2s, for: 3s, kill: 4}|fault 1 ({\"at\":\"2s\",\"for\":\"3s\",\"kill\":4}): \"4\" is no node; give a"
                        + " number from 1 to 3",
                "{at: 2s, for: 3s, kil: 1}|there is no fault \"kil\"; there are [kill, pause,",
                "{at: 2s, for: 3s}|it names no fault; besides at and for",
                "{at: 2s, for: 3s, kill: 1, pause: 2}|it names more than one: [kill, pause]",
                "{at: soon, for: 3s, kill: 1}|\"at\" is \"soon\", which is no time; give one such as 500ms",
                "{at: 2s, kill: 1}|\"for\" is missing",
                "{at: 2s, for: 0s, kill: 1}|lasts 0 ms",
                "{at: -2s, for: 1s, kill: 1}|begins at -2000 ms",
                "{at: 2s, for: 3s, partition: {from: 1, to: 1}}|has a node at both ends",
                "{at: 2s, for: 3s, partition: {from: 1, to: 2, oneway: true}}|it does not know \"oneway\"",
                "{at: 2s, for: 3s, loss: 1}|should have some of [each, from, one-way, to]",
                "{at: 2s, for: 3s, delay: {from: 1, to: 2}}|\"by\" is missing",
            })
    void whatCannotBeFollowedIsNamed(String line, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScheduleReader.parse("faults:\n  - " + line + "\n", 3))
                .withMessageContaining(complaint)
                .withMessageStartingWith("fault 1 (");
    }

    @Test
    void aFileThatIsNoneIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScheduleReader.parse("faults: [", 3))
                .withMessageStartingWith("it is no YAML");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScheduleReader.parse("kill: 1", 3))
                .withMessageContaining("no list \"faults\"");
        assertThatThrownBy(() -> ScheduleReader.read(Path.of("nowhere.yaml"), 3))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere.yaml does not exist");
    }

    @Test
    void chanceIsTheSameForTheSameSeedAndEveryKindComesUp() {
        List<FaultKind> kinds = List.of(FaultKind.values());
        List<ScheduledFault> faults = RandomSchedule.of(7, 3, Duration.ofMinutes(10), kinds);
        assertThat(RandomSchedule.of(7, 3, Duration.ofMinutes(10), kinds)).isEqualTo(faults);
        assertThat(RandomSchedule.of(8, 3, Duration.ofMinutes(10), kinds)).isNotEqualTo(faults);
        assertThat(RandomSchedule.of(7, 3, Duration.ofMinutes(1), kinds))
                .isEqualTo(faults.subList(
                        0, RandomSchedule.of(7, 3, Duration.ofMinutes(1), kinds).size()));
        assertThat(faults.stream().map(fault -> fault.fault().getClass()).distinct())
                .hasSize(kinds.size());
        for (int i = 1; i < faults.size(); i++) {
            assertThat(faults.get(i).at()).isGreaterThan(faults.get(i - 1).end());
            assertThat(faults.get(i).fault().nodes()).allMatch(node -> node >= 1 && node <= 3);
        }
        assertThat(RandomSchedule.of(7, 3, Duration.ofMinutes(1), List.of(FaultKind.PAUSE)))
                .allMatch(fault -> fault.fault() instanceof Fault.Pause);
    }
}
