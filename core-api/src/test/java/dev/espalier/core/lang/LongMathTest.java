package dev.espalier.core.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongMathTest {
    @Test
    void powersAreExactOrThrow() {
        for (long base = 0; base < 70; base++) {
            for (long exponent = 0; exponent < 70; exponent++) {
                BigInteger expected = BigInteger.valueOf(base).pow((int) exponent);
                long b = base;
                long e = exponent;
                if (expected.bitLength() < Long.SIZE) {
                    assertThat(LongMath.power(b, e)).isEqualTo(expected.longValueExact());
                } else {
                    assertThatThrownBy(() -> LongMath.power(b, e)).isInstanceOf(ArithmeticException.class);
                }
            }
        }
        assertThat(LongMath.power(1, Long.MAX_VALUE)).isEqualTo(1);
        assertThat(LongMath.power(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void rootsAndLogarithmsRoundDown() {
        Random random = new Random(4);
        for (int i = 0; i < 200_000; i++) {
            long root = random.nextLong(3_037_000_500L);
            check(root * root);
            check(Math.max(0, root * root - 1));
            check(random.nextLong(Long.MAX_VALUE) >> random.nextInt(63));
        }
        check(0);
        check(1);
        check(Long.MAX_VALUE);
    }

    private static void check(long number) {
        long root = LongMath.squareRoot(number);
        assertThat(BigInteger.valueOf(root))
                .isEqualTo(BigInteger.valueOf(number).sqrt());
        long expected = number == 0 ? 0 : BigInteger.valueOf(number).bitLength() - 1;
        assertThat(LongMath.logarithm(number)).isEqualTo(expected);
    }
}
