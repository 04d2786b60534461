package dev.espalier.store.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers in bits, held against whole numbers of any size. */
class BitFieldTest {
    private final Random random = new Random(20);

    private BitField any() {
        boolean signed = random.nextBoolean();
        return new BitField(random.nextInt(40), 1 + random.nextInt(signed ? 64 : 63), signed);
    }

    private static BigInteger least(BitField field) {
        return field.signed() ? BigInteger.ONE.shiftLeft(field.bits() - 1).negate() : BigInteger.ZERO;
    }

    private static BigInteger most(BitField field) {
        return BigInteger.ONE
                .shiftLeft(field.signed() ? field.bits() - 1 : field.bits())
                .subtract(BigInteger.ONE);
    }

    private static BigInteger bitsOf(byte[] content) {
        return new BigInteger(1, content);
    }

    @Test
    void whatIsSetIsReadAndNothingBesideItChanges() {
        for (int i = 0; i < 20_000; i++) {
            BitField field = any();
            byte[] content = new byte[field.end() + random.nextInt(3)];
            random.nextBytes(content);
            byte[] before = content.clone();
            long number = random.nextLong();

            field.set(content, number);

            BigInteger mask = BigInteger.ONE.shiftLeft(field.bits()).subtract(BigInteger.ONE);
            int behind = (int) (content.length * 8L - field.first() - field.bits());
            BigInteger kept = BigInteger.valueOf(number).and(mask);
            assertThat(bitsOf(content))
                    .as("%s", field)
                    .isEqualTo(bitsOf(before).andNot(mask.shiftLeft(behind)).or(kept.shiftLeft(behind)));
            BigInteger value = field.signed() && kept.testBit(field.bits() - 1)
                    ? kept.subtract(BigInteger.ONE.shiftLeft(field.bits()))
                    : kept;
            assertThat(field.get(content, 0)).as("%s", field).isEqualTo(value.longValueExact());
        }
    }

    @Test
    void whatIsBehindTheEndIsZero() {
        BitField field = new BitField(4, 16, false);
        assertThat(field.get(new byte[0], 0)).isZero();
        assertThat(field.get(new byte[] {(byte) 0xff}, 0)).isEqualTo(0xf000);
        assertThat(field.get(new byte[] {0, 0, (byte) 0xff}, 2)).isEqualTo(0xf000);
    }

    @Test
    void aSumThatFitsNotWrapsStopsOrIsNone() {
        int wrapped = 0;
        for (int i = 0; i < 50_000; i++) {
            BitField field = any();
            byte[] content = new byte[field.end()];
            random.nextBytes(content);
            long number = field.get(content, 0);
            long increment = random.nextLong() >> random.nextInt(64);
            BigInteger sum = BigInteger.valueOf(number).add(BigInteger.valueOf(increment));
            boolean fits = sum.compareTo(least(field)) >= 0 && sum.compareTo(most(field)) <= 0;
            wrapped += fits ? 0 : 1;

            String of = field + " " + number + " + " + increment;
            BigInteger end = sum.signum() < 0 ? least(field) : most(field);
            assertThat(field.fitted(number, increment, BitField.Overflow.SATURATE))
                    .as(of)
                    .isEqualTo((fits ? sum : end).longValueExact());
            assertThat(field.fitted(number, increment, BitField.Overflow.FAIL))
                    .as(of)
                    .isEqualTo(fits ? sum.longValueExact() : null);
            BigInteger size = BigInteger.ONE.shiftLeft(field.bits());
            BigInteger low = sum.mod(size);
            BigInteger around = low.compareTo(most(field)) > 0 ? low.subtract(size) : low;
            assertThat(field.fitted(number, increment, BitField.Overflow.WRAP))
                    .as(of)
                    .isEqualTo(around.longValueExact());
        }
        assertThat(wrapped).isBetween(1000, 49_000);
    }

    @Test
    void theEndIsTheByteOfTheLastBit() {
        assertThat(Arrays.asList(
                        new BitField(0, 8, false).end(),
                        new BitField(1, 8, false).end(),
                        new BitField(7, 1, false).end(),
                        new BitField(0, 64, true).end()))
                .containsExactly(1, 2, 1, 8);
    }
}
