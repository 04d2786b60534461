package dev.espalier.core.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class IntegersTest {
    private static final long MAXIMUM = (1L << 62) - 1;
    private static final long MINIMUM = -(1L << 62);

    @Test
    void shiftsAreThoseOf63Bits() {
        BigInteger bits = BigInteger.ONE.shiftLeft(63).subtract(BigInteger.ONE);
        for (long number : new long[] {0, 1, -1, 5, -5, MAXIMUM, MINIMUM, MAXIMUM - 1, MINIMUM + 1, 1L << 40}) {
            BigInteger big = BigInteger.valueOf(number);
            for (int places = 0; places <= 62; places++) {
                long right = big.and(bits).shiftRight(places).longValueExact();
                assertThat(Integers.shiftRightLogical(number, places)).isEqualTo(places == 0 ? number : right);
                assertThat(Integers.shiftRight(number, places))
                        .isEqualTo(big.shiftRight(places).longValueExact());
                BigInteger left = big.shiftLeft(places);
                int by = places;
                boolean fits = left.bitLength() <= 62;
                if (fits) {
                    assertThat(Integers.shiftLeft(number, by)).isEqualTo(left.longValueExact());
                } else {
                    assertThatThrownBy(() -> Integers.shiftLeft(number, by)).isInstanceOf(ArithmeticException.class);
                }
            }
        }
    }

    @Test
    void whatOcamlLeavesOpenIsRefused() {
        for (long places : new long[] {-1, 63, 64, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> Integers.shiftLeft(0, places)).isInstanceOf(ArithmeticException.class);
            assertThatThrownBy(() -> Integers.shiftRight(1, places)).isInstanceOf(ArithmeticException.class);
            assertThatThrownBy(() -> Integers.shiftRightLogical(1, places)).isInstanceOf(ArithmeticException.class);
        }
        assertThatThrownBy(() -> Integers.shiftRightLogical(MINIMUM - 1, 1)).isInstanceOf(ArithmeticException.class);
        assertThat(Integers.shiftRightLogical(MINIMUM, 62)).isEqualTo(1);
    }
}
