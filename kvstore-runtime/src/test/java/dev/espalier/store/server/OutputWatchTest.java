package dev.espalier.store.server;

import static dev.espalier.store.server.OutputWatch.Finding.BEYOND_SOFT;
import static dev.espalier.store.server.OutputWatch.Finding.TOO_MUCH;
import static dev.espalier.store.server.OutputWatch.Finding.WITHIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.config.OutputLimits.Limit;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When a client has left too much lying. */
class OutputWatchTest {
    private static final Limit LIMIT = new Limit(1000, 100, 5);

    private final OutputWatch watch = new OutputWatch();

    private OutputWatch.Finding after(long millis, long bytes) {
        // Near the end of the clock's numbers, so that it passes it.
        return watch.look(bytes, LIMIT, () -> Long.MAX_VALUE - 1000 + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void beyondTheHardLimitAtOnce() {
        assertThat(after(0, 1000)).isEqualTo(BEYOND_SOFT);
        assertThat(after(0, 1001)).isEqualTo(TOO_MUCH);
    }

    @Test
    void beyondTheSoftOneOnlyWhenThatLasts() {
        assertThat(after(0, 100)).isEqualTo(WITHIN);
        assertThat(after(1, 101)).isEqualTo(BEYOND_SOFT);
        assertThat(after(5001, 101)).isEqualTo(BEYOND_SOFT);
        assertThat(after(5002, 101)).isEqualTo(TOO_MUCH);
    }

    @Test
    void anewOnceItWasWithin() {
        assertThat(after(0, 500)).isEqualTo(BEYOND_SOFT);
        assertThat(after(4000, 100)).isEqualTo(WITHIN);
        assertThat(after(6000, 500)).isEqualTo(BEYOND_SOFT);
        assertThat(after(10_000, 500)).isEqualTo(BEYOND_SOFT);
        assertThat(after(11_001, 500)).isEqualTo(TOO_MUCH);
    }

    @Test
    void zeroIsNoLimit() {
        assertThat(watch.look(Long.MAX_VALUE, new Limit(0, 0, 0), () -> 0)).isEqualTo(WITHIN);
    }
}
