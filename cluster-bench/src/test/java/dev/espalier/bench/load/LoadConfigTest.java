package dev.espalier.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.bench.history.HistoryRecorder;
import dev.espalier.bench.resp.Target;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LoadConfigTest {
    private static final List<Target> TWO = List.of(new Target("a", 1), new Target("b", 2));

    @Test
    void namesThePartThatIsOutOfRange() {
        assertRefused(builder -> builder.connections(1), "cannot reach 2 targets");
        assertRefused(builder -> builder.connections(0), "connections 0");
        assertRefused(builder -> builder.pipeline(0), "pipeline depth 0");
        assertRefused(builder -> builder.putPercent(101), "put percentage 101");
        assertRefused(builder -> builder.mix(new OperationMix(50, 40, 5, 0, 0)), "add up to 95 %");
        assertRefused(builder -> builder.mix(new OperationMix(-1, 101, 0, 0, 0)), "-1 % of the operations");
        assertRefused(builder -> builder.valueSizes(new ValueSizes.Between(9, 8)), "9..8 run backwards");
        assertRefused(builder -> builder.pace(new Pace.Open(0, 1, Pace.Arrivals.CONSTANT)), "a rate of 0.0");
        assertRefused(
                builder -> builder.pace(new Pace.Open(1, 2, Pace.Arrivals.CONSTANT))
                        .extent(new Extent.Operations(5)),
                "give a duration");
        assertRefused(builder -> builder.keys(0), "number of keys 0");
        assertRefused(builder -> builder.valueBytes(0), "value size in bytes 0");
        assertRefused(builder -> builder.threads(0), "generator threads 0");
        assertRefused(builder -> builder.warmUp(Duration.ofSeconds(-1)), "warm-up");
        assertRefused(builder -> builder.replyTimeout(Duration.ZERO), "reply time-out");
        assertThatThrownBy(() -> LoadConfig.builder(List.of()).build()).hasMessageContaining("no target");
        assertThatThrownBy(() -> new Extent.For(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Extent.Operations(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void durationsAreBounded() {
        Duration tooLong = Duration.ofHours(999_999_999);
        assertRefused(
                builder -> builder.warmUp(tooLong), "a warm-up of 3599999996400 s is beyond the longest, 30 days");
        assertRefused(builder -> builder.replyTimeout(tooLong), "reply time-out");
        assertRefused(builder -> builder.replyTimeout(Duration.ofSeconds(Long.MAX_VALUE)), "reply time-out");
        assertThatThrownBy(() -> new Extent.For(tooLong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("measured time");
        assertThatThrownBy(() -> new Extent.For(LoadConfig.DURATION_MAX.plusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Extent.For(LoadConfig.DURATION_MAX).duration()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void recordingNeedsRoomInTheValue() {
        LoadConfig small = LoadConfig.builder(TWO).valueBytes(23).build();
        assertThatThrownBy(small::requireRecordable)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("values of 23 bytes")
                .hasMessageContaining("set the value size to 24 or more");
        LoadConfig.builder(TWO).valueBytes(24).build().requireRecordable();
        // The targets do not exist; what is wrong with the values is told before that is found out.
        assertThatThrownBy(() -> LoadRun.run(small, ProgressListener.SILENT, new HistoryRecorder()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keysAreEquallyLong() {
        KeySpace keys = new KeySpace("k:", 1_000);
        assertThat(new String(keys.name(7), StandardCharsets.US_ASCII)).isEqualTo("k:007");
        assertThat(new String(keys.name(999), StandardCharsets.US_ASCII)).isEqualTo("k:999");
        assertThat(new KeySpace("", 1).name(0)).hasSize(1);
        assertThatThrownBy(() -> new KeySpace("a b", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(UnaryOperator<LoadConfig.Builder> change, String problem) {
        assertThatThrownBy(() -> change.apply(LoadConfig.builder(TWO)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }
}
