package dev.espalier.core.lang;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FloatsTest {
    @Test
    void takingApartAndPuttingTogetherGivesTheNumber() {
        Random random = new Random(64);
        for (int i = 0; i < 20_000; i++) {
            double x = Double.longBitsToDouble(random.nextLong());
            Pair<Double, Long> parts = Floats.frshiftexp(x);
            if (Double.isNaN(x) || Double.isInfinite(x) || x == 0) {
                assertThat(parts).isEqualTo(new Pair<>(x, 0L));
                continue;
            }
            assertThat(Math.abs(parts.first())).isGreaterThanOrEqualTo(0.5).isLessThan(1);
            assertThat(Floats.ldshiftexp(parts.first(), parts.second())).isEqualTo(x);
            assertThat((double) Floats.normfrMantissa(parts.first()) * 0x1p-53).isEqualTo(Math.abs(parts.first()));
        }
    }

    @Test
    void kindsAreToldApart() {
        assertThat(Floats.classify(-0.0)).isEqualTo(FloatClass.NZERO);
        assertThat(Floats.classify(Double.MIN_VALUE)).isEqualTo(FloatClass.PSUBN);
        assertThat(Floats.classify(-Double.MIN_NORMAL)).isEqualTo(FloatClass.NNORMAL);
        assertThat(Floats.classify(Double.NaN)).isEqualTo(FloatClass.NA_N);
        assertThat(Floats.equal(0.0, -0.0)).isFalse();
        assertThat(Floats.eq(0.0, -0.0)).isTrue();
        assertThat(Floats.equal(Double.NaN, -Double.NaN)).isTrue();
        assertThat(Floats.compare(Double.NaN, 1)).isEqualTo(FloatComparison.FNOT_COMPARABLE);
        assertThat(Floats.min(Double.NaN, 1)).isEqualTo(1);
    }
}
