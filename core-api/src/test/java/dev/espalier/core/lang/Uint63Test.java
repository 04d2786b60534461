package dev.espalier.core.lang;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Primitive integers against {@code BigInteger}; the bridge's program {@code machine} compares them with Rocq's kernel. */
class Uint63Test {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(63);
    private final Random random = new Random(63);

    private long number() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(4);
            case 1 -> Long.MAX_VALUE - random.nextInt(4);
            case 2 -> (1L << 62) - 2 + random.nextInt(4);
            case 3 -> 1L << random.nextInt(63);
            case 4 -> 60 + random.nextInt(8);
            default -> random.nextLong() & Long.MAX_VALUE;
        };
    }

    private static BigInteger big(long x) {
        return BigInteger.valueOf(x);
    }

    private static BigInteger signed(long x) {
        return x >= 1L << 62 ? big(x).subtract(MODULUS) : big(x);
    }

    private static void is(long actual, BigInteger expected) {
        assertThat(actual).isEqualTo(expected.mod(MODULUS).longValueExact());
    }

    @Test
    void arithmeticIsModuloTwoToThe63() {
        for (int i = 0; i < 20_000; i++) {
            long x = number();
            long y = number();
            BigInteger a = big(x);
            BigInteger b = big(y);
            is(Uint63.add(x, y), a.add(b));
            is(Uint63.sub(x, y), a.subtract(b));
            is(Uint63.mul(x, y), a.multiply(b));
            is(Uint63.div(x, y), y == 0 ? BigInteger.ZERO : a.divide(b));
            is(Uint63.rem(x, y), y == 0 ? a : a.mod(b));
            is(Uint63.divs(x, y), y == 0 ? BigInteger.ZERO : signed(x).divide(signed(y)));
            is(Uint63.rems(x, y), y == 0 ? a : signed(x).remainder(signed(y)));
            is(Uint63.lSl(x, y), y < 63 ? a.shiftLeft((int) y) : BigInteger.ZERO);
            is(Uint63.lSr(x, y), y < 63 ? a.shiftRight((int) y) : BigInteger.ZERO);
            is(Uint63.aSr(x, y), y < 63 ? signed(x).shiftRight((int) y) : BigInteger.ZERO);
            assertThat(Uint63.lts(x, y)).isEqualTo(signed(x).compareTo(signed(y)) < 0);
            assertThat(Uint63.les(x, y)).isEqualTo(signed(x).compareTo(signed(y)) <= 0);
            assertThat(Uint63.compares(x, y)).isEqualTo(signed(x).compareTo(signed(y)));
            assertThat(Uint63.compare(x, y)).isEqualTo(a.compareTo(b));
        }
    }

    @Test
    void whatNeedsMoreBitsIsExact() {
        for (int i = 0; i < 20_000; i++) {
            long x = number();
            long y = number();
            long z = number();
            Pair<Long, Long> product = Uint63.mulc(x, y);
            assertThat(big(product.first()).shiftLeft(63).add(big(product.second())))
                    .isEqualTo(big(x).multiply(big(y)));
            Pair<Long, Long> parts = Uint63.div21(x, y, z);
            if (z > x) {
                assertThat(big(parts.first()).multiply(big(z)).add(big(parts.second())))
                        .isEqualTo(big(x).shiftLeft(63).add(big(y)));
                assertThat(parts.second()).isBetween(0L, z - 1);
            } else {
                assertThat(parts).isEqualTo(new Pair<>(0L, 0L));
            }
            assertThat(value(Uint63.addc(x, y))).isEqualTo(big(x).add(big(y)));
            assertThat(value(Uint63.addcarryc(x, y)))
                    .isEqualTo(big(x).add(big(y)).add(BigInteger.ONE));
            borrowed(Uint63.subc(x, y), big(x).subtract(big(y)));
            borrowed(Uint63.subcarryc(x, y), big(x).subtract(big(y)).subtract(BigInteger.ONE));
        }
    }

    private static BigInteger value(Carry<Long> carry) {
        return switch (carry) {
            case Carry.C0<Long>(Long low) -> big(low);
            case Carry.C1<Long>(Long low) -> big(low).add(MODULUS);
        };
    }

    private static void borrowed(Carry<Long> carry, BigInteger difference) {
        assertThat(carry instanceof Carry.C1<Long>).isEqualTo(difference.signum() < 0);
        is(carry instanceof Carry.C1<Long>(Long low) ? low : value(carry).longValueExact(), difference);
    }

    @Test
    void zerosAreCountedOf63Bits() {
        assertThat(Uint63.head0(0)).isEqualTo(63);
        assertThat(Uint63.tail0(0)).isEqualTo(63);
        for (int i = 0; i < 63; i++) {
            assertThat(Uint63.head0(1L << i)).isEqualTo(62 - i);
            assertThat(Uint63.tail0(1L << i)).isEqualTo(i);
        }
        assertThat(Uint63.ofInt(-1)).isEqualTo(Long.MAX_VALUE);
        assertThat(Uint63.ofInt(-(1L << 62))).isEqualTo(1L << 62);
    }
}
