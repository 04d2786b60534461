package dev.espalier.bench.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SweepTest {
    @Test
    void putsGoInTens() {
        assertThat(Sweep.parse("put=10..90").values()).containsExactly(10, 20, 30, 40, 50, 60, 70, 80, 90);
        assertThat(Sweep.parse("put=20,30,50").values()).containsExactly(20, 30, 50);
        assertThat(Sweep.parse("put=50").values()).containsExactly(50);
    }

    @Test
    void operationsGoByOneTwoFive() {
        assertThat(Sweep.parse("n=1k..1M").values())
                .containsExactly(1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000);
        assertThat(Sweep.parse("n=1k,20k").values()).containsExactly(1_000, 20_000);
        assertThat(Sweep.parse("n=3k..8k").values()).containsExactly(3_000, 5_000, 8_000);
        assertThat(Sweep.parse("n=7..7").values()).containsExactly(7);
        assertThat(Sweep.parse("keys=50,10k").values()).containsExactly(50, 10_000);
    }

    @Test
    void aPointDiffersInTheParameterAlone() {
        ProgramPoint base = new ProgramPoint(20_000, 50, 40);
        assertThat(Sweep.parse("put=10,20").points(base))
                .containsExactly(new ProgramPoint(20_000, 50, 10), new ProgramPoint(20_000, 50, 20));
        assertThat(Sweep.parse("n=1k").points(base)).containsExactly(new ProgramPoint(1_000, 50, 40));
        assertThat(Sweep.parse("keys=7").points(base)).containsExactly(new ProgramPoint(20_000, 7, 40));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "put", "put=", "put=a..b", "put=1..2..3", "gets=1..2", "n=1G", "n=-1", "n=3000M", "put=10,"})
    void whatIsNoSweepIsRefusedWithWhatIs(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sweep.parse(text))
                .withMessageContaining("\"" + text + "\"")
                .withMessageContaining("put=10..90");
    }

    @Test
    void aSweepThatBeginsAboveItsEndIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sweep.parse("n=5k..1k"))
                .withMessageContaining("swap");
    }

    @Test
    void aValueOutOfRangeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sweep.parse("put=90,110").points(new ProgramPoint(1, 1, 1)))
                .withMessageContaining("put percentage 110");
    }
}
