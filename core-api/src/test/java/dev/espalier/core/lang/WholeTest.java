package dev.espalier.core.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every operation against {@link BigInteger}, on all pairs of boundary and random numbers. */
class WholeTest {
    private static final List<BigInteger> NUMBERS = numbers();

    private static List<BigInteger> numbers() {
        List<BigInteger> numbers = new ArrayList<>();
        for (int bit : List.of(0, 1, 2, 8, 31, 32, 61, 62, 63, 64, 65, 127, 300)) {
            for (int near = -2; near <= 2; near++) {
                BigInteger number = BigInteger.ONE.shiftLeft(bit).add(BigInteger.valueOf(near));
                numbers.add(number);
                numbers.add(number.negate());
            }
        }
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            BigInteger number = new BigInteger(1 + random.nextInt(140), random);
            numbers.add(i % 2 == 0 ? number : number.negate());
        }
        return numbers;
    }

    @Test
    void operationsOfTwoNumbers() {
        for (BigInteger a : NUMBERS) {
            for (BigInteger b : NUMBERS) {
                Whole x = Whole.of(a);
                Whole y = Whole.of(b);
                is(x.add(y), a.add(b));
                is(x.subtract(y), a.subtract(b));
                is(x.monus(y), a.subtract(b).max(BigInteger.ZERO));
                is(x.multiply(y), a.multiply(b));
                is(x.greatestCommonDivisor(y), a.gcd(b));
                is(x.and(y), a.and(b));
                is(x.or(y), a.or(b));
                is(x.xor(y), a.xor(b));
                is(x.andNot(y), a.andNot(b));
                is(x.max(y), a.max(b));
                is(x.min(y), a.min(b));
                assertThat(x.lessThan(y)).isEqualTo(a.compareTo(b) < 0);
                assertThat(x.atMost(y)).isEqualTo(a.compareTo(b) <= 0);
                assertThat(x.is(y)).isEqualTo(a.equals(b));
                assertThat(x.equals(y)).isEqualTo(a.equals(b));
                assertThat(Integer.signum(x.compareTo(y))).isEqualTo(a.compareTo(b));
                divisions(x, y, a, b);
            }
        }
    }

    private static void divisions(Whole x, Whole y, BigInteger a, BigInteger b) {
        if (b.signum() == 0) {
            is(x.divide(y), BigInteger.ZERO);
            is(x.quotient(y), BigInteger.ZERO);
            is(x.modulo(y), a);
            is(x.remainder(y), a);
            return;
        }
        is(x.quotient(y), a.divide(b));
        is(x.remainder(y), a.remainder(b));
        BigInteger modulo = x.modulo(y).toBigInteger();
        BigInteger floor = x.divide(y).toBigInteger();
        assertThat(floor.multiply(b).add(modulo)).isEqualTo(a);
        assertThat(modulo.abs()).isLessThan(b.abs());
        assertThat(modulo.signum() * b.signum()).isNotNegative();
    }

    @Test
    void operationsOfOneNumber() {
        for (BigInteger a : NUMBERS) {
            Whole x = Whole.of(a);
            is(x.twice(), a.add(a));
            is(x.twiceAndOne(), a.add(a).add(BigInteger.ONE));
            is(x.half(), a.shiftRight(1));
            is(x.negate(), a.negate());
            is(x.absolute(), a.abs());
            is(x.sign(), BigInteger.valueOf(a.signum()));
            is(x.squareRoot(), a.signum() < 0 ? BigInteger.ZERO : a.sqrt());
            is(x.logarithm(), BigInteger.valueOf(a.signum() <= 0 ? 0 : a.bitLength() - 1));
            assertThat(x.isOdd()).isEqualTo(a.testBit(0));
            assertThat(x.isZero()).isEqualTo(a.signum() == 0);
            assertThat(x.isOne()).isEqualTo(a.equals(BigInteger.ONE));
            assertThat(x.isPositive()).isEqualTo(a.signum() > 0);
            assertThat(x.isNegative()).isEqualTo(a.signum() < 0);
            for (long distance : List.of(0L, 1L, 5L, 62L, 63L, 64L, 200L, -1L, -64L)) {
                is(x.shiftLeft(Whole.of(distance)), a.shiftLeft((int) distance));
                is(x.shiftRight(Whole.of(distance)), a.shiftRight((int) distance));
                assertThat(x.testBit(Whole.of(distance))).isEqualTo(distance >= 0 && a.testBit((int) distance));
            }
            for (long exponent = 0; exponent < 6; exponent++) {
                is(x.power(Whole.of(exponent)), a.pow((int) exponent));
            }
            is(x.power(Whole.of(-1)), BigInteger.ZERO);
        }
    }

    @Test
    void numbersThatFitAreNaturalAndOthersThrow() {
        assertThat(Whole.of(Long.MAX_VALUE).toNatural()).isEqualTo(Long.MAX_VALUE);
        assertThat(Whole.of(-3).toNatural()).isZero();
        assertThat(Whole.of(BigInteger.TWO.pow(70).negate()).toNatural()).isZero();
        assertThatThrownBy(() -> Whole.of(Long.MAX_VALUE).add(Whole.ONE).toNatural())
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("64 bits");
    }

    @Test
    void hugeExponentsAndShiftsEndAtOnce() {
        Whole huge = Whole.of(BigInteger.TWO.pow(100));
        assertThat(Whole.ONE.power(huge)).isEqualTo(Whole.ONE);
        assertThat(Whole.ZERO.power(huge)).isEqualTo(Whole.ZERO);
        assertThat(Whole.of(-1).power(huge)).isEqualTo(Whole.ONE);
        assertThat(Whole.of(-1).power(huge.add(Whole.ONE))).isEqualTo(Whole.of(-1));
        assertThat(Whole.of(-5).shiftRight(huge)).isEqualTo(Whole.of(-1));
        assertThat(Whole.of(-5).testBit(huge)).isTrue();
        assertThat(Whole.of(5).testBit(huge)).isFalse();
        assertThat(Whole.ZERO.shiftLeft(huge)).isEqualTo(Whole.ZERO);
        assertThatThrownBy(() -> Whole.of(2).power(huge)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Whole.of(2).shiftLeft(huge)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void numbersSurviveTheWire() {
        for (BigInteger a : NUMBERS) {
            PayloadWriter out = new PayloadWriter();
            out.writeWhole(Whole.of(a));
            PayloadReader in = new PayloadReader(out.toByteArray());
            is(in.readWhole(), a);
            in.expectEnd();
        }
        PayloadWriter out = new PayloadWriter();
        out.writeWhole(Whole.ZERO);
        assertThatThrownBy(() -> new PayloadReader(out.toByteArray()).readWhole(Whole.ONE))
                .isInstanceOf(MalformedPayloadException.class)
                .hasMessageContaining("less than 1");
        assertThatThrownBy(() -> new PayloadReader(new byte[] {0}).readWhole())
                .isInstanceOf(MalformedPayloadException.class)
                .hasMessageContaining("without bytes");
    }

    /** Equal in every way: small numbers are held in one way alone. */
    private static void is(Whole actual, BigInteger expected) {
        assertThat(actual).isEqualTo(Whole.of(expected)).hasSameHashCodeAs(Whole.of(expected));
        assertThat(actual).hasToString(expected.toString());
    }
}
