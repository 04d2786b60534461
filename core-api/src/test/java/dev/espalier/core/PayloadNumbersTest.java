package dev.espalier.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Natural numbers of any length, at the end of the bytes as well as amid others, against a codec of a byte at a time. */
class PayloadNumbersTest {
    private static final List<Long> NUMBERS = numbers();

    private static List<Long> numbers() {
        List<Long> numbers = new ArrayList<>(List.of(0L, 1L, Long.MAX_VALUE, Long.MAX_VALUE - 1));
        for (int bit = 1; bit < 63; bit++) {
            long power = 1L << bit;
            numbers.addAll(List.of(power - 1, power, power + 1));
        }
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            numbers.add(random.nextLong() >>> 1 + random.nextInt(63));
        }
        return numbers;
    }

    private static byte[] encoded(long number) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rest = number;
        while (rest > 0x7f) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
        return out.toByteArray();
    }

    @Test
    void eachIsWrittenInTheFewestBytes() {
        for (long number : NUMBERS) {
            PayloadWriter out = new PayloadWriter();
            out.writeNatural(number);
            assertThat(out.toByteArray()).as("%d", number).isEqualTo(encoded(number));
        }
    }

    @Test
    void manyFollowEachOther() {
        PayloadWriter out = new PayloadWriter();
        NUMBERS.forEach(out::writeNatural);
        PayloadReader in = new PayloadReader(out.toByteArray());
        for (long number : NUMBERS) {
            assertThat(in.readNatural()).isEqualTo(number);
        }
        in.expectEnd();
    }

    @Test
    void whatFollowsIsLeftAlone() {
        for (long number : NUMBERS) {
            byte[] encoded = encoded(number);
            for (int following = 0; following <= 9; following++) {
                for (int fill : new int[] {0x00, 0x7f, 0x80, 0xff}) {
                    byte[] bytes = Arrays.copyOf(encoded, encoded.length + following);
                    Arrays.fill(bytes, encoded.length, bytes.length, (byte) fill);
                    PayloadReader in = new PayloadReader(bytes);
                    assertThat(in.readNatural()).isEqualTo(number);
                    assertThat(in.remaining()).isEqualTo(following);
                }
            }
        }
    }

    /** Beyond the end there are bytes that would end the number. */
    @Test
    void oneThatIsCutOffIsRefused() {
        for (long number : NUMBERS) {
            byte[] bytes = Arrays.copyOf(encoded(number), 20);
            for (int cut = 0; cut < encoded(number).length; cut++) {
                PayloadReader in = new PayloadReader(bytes, 0, cut);
                assertThatThrownBy(in::readNatural)
                        .isInstanceOf(MalformedPayloadException.class)
                        .hasMessageContaining("the end of the payload");
            }
        }
    }

    @Test
    void superfluousBytesAreRefused() {
        for (int length = 2; length <= 9; length++) {
            byte[] bytes = new byte[20];
            Arrays.fill(bytes, 0, length - 1, (byte) 0x81);
            for (int end : new int[] {length, bytes.length}) {
                PayloadReader in = new PayloadReader(bytes, 0, end);
                assertThatThrownBy(in::readNatural)
                        .isInstanceOf(MalformedPayloadException.class)
                        .hasMessageContaining("superfluous");
            }
        }
    }

    @Test
    void moreThan63BitsAreRefused() {
        byte[] bytes = new byte[20];
        Arrays.fill(bytes, 0, 9, (byte) 0x81);
        bytes[9] = 1;
        assertThatThrownBy(new PayloadReader(bytes)::readNatural)
                .isInstanceOf(MalformedPayloadException.class)
                .hasMessageContaining("beyond 63 bits");
    }
}
