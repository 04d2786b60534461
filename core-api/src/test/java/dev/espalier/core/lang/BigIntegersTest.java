package dev.espalier.core.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class BigIntegersTest {
    @Test
    void euclidsRemainderIsNeverNegative() {
        for (long x = -30; x <= 30; x++) {
            for (long y = -7; y <= 7; y++) {
                BigInteger a = BigInteger.valueOf(x);
                BigInteger b = BigInteger.valueOf(y);
                if (y == 0) {
                    assertThatThrownBy(() -> BigIntegers.quomod(a, b)).hasMessage("Division_by_zero");
                    continue;
                }
                Pair<BigInteger, BigInteger> parts = BigIntegers.quomod(a, b);
                assertThat(parts.first().multiply(b).add(parts.second())).isEqualTo(a);
                assertThat(parts.second()).isBetween(BigInteger.ZERO, b.abs().subtract(BigInteger.ONE));
                assertThat(BigIntegers.quotient(a, b).longValueExact()).isEqualTo(x / y);
                assertThat(BigIntegers.remainder(a, b).longValueExact()).isEqualTo(x % y);
            }
        }
    }

    @Test
    void anIntHas63Bits() {
        BigInteger bound = BigInteger.ONE.shiftLeft(62);
        assertThat(BigIntegers.toInt(bound.negate())).isEqualTo(-(1L << 62));
        assertThat(BigIntegers.toInt(bound.subtract(BigInteger.ONE))).isEqualTo((1L << 62) - 1);
        assertThatThrownBy(() -> BigIntegers.toInt(bound)).hasMessageContaining("Failure");
        assertThat(BigIntegers.isInt(bound.negate().subtract(BigInteger.ONE))).isFalse();
        assertThat(BigIntegers.toText(bound)).isEqualTo(ByteString.of("4611686018427387904"));
    }
}
