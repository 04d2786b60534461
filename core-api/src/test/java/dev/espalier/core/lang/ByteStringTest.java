package dev.espalier.core.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Strings against arrays of bytes. */
class ByteStringTest {
    private static final byte[] KINDS = {0, 1, 97, 127, -128, -2, -1};

    private final Random random = new Random(4);

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(6)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = KINDS[random.nextInt(KINDS.length)];
        }
        return bytes;
    }

    @Test
    void equalityAndOrderAreThoseOfUnsignedBytes() {
        for (int i = 0; i < 5000; i++) {
            byte[] a = bytes();
            byte[] b = bytes();
            ByteString x = ByteString.copyOf(a);
            ByteString y = ByteString.copyOf(b);
            assertThat(x.equals(y)).isEqualTo(Arrays.equals(a, b));
            assertThat(ByteString.compare(x, y)).isEqualTo(Integer.signum(Arrays.compareUnsigned(a, b)));
            if (x.equals(y)) {
                assertThat(x).hasSameHashCodeAs(y);
            }
        }
    }

    @Test
    void piecesAreThoseOfTheBytes() {
        ByteString comma = ByteString.of(",");
        for (int i = 0; i < 2000; i++) {
            byte[] a = bytes();
            byte[] b = bytes();
            ByteString joined = ByteString.append(ByteString.copyOf(a), ByteString.copyOf(b));
            byte[] expected = Arrays.copyOf(a, a.length + b.length);
            System.arraycopy(b, 0, expected, a.length, b.length);
            assertThat(joined.toBytes()).isEqualTo(expected);
            assertThat(ByteString.length(joined)).isEqualTo(expected.length);
            for (int at = 0; at < expected.length; at++) {
                assertThat(ByteString.get(joined, at)).isEqualTo((char) (expected[at] & 0xFF));
            }
            int from = random.nextInt(expected.length + 1);
            int to = from + random.nextInt(expected.length - from + 1);
            assertThat(ByteString.sub(joined, from, to - from).toBytes())
                    .isEqualTo(Arrays.copyOfRange(expected, from, to));
            ByteString once = ByteString.append(joined, comma);
            assertThat(ByteString.concat(comma, ConsList.copyOf(List.of(joined, joined, joined))))
                    .isEqualTo(ByteString.append(ByteString.append(once, once), joined));
            assertThat(ByteString.init(expected.length, (index, _) -> (char) (expected[(int) (long) index] & 0xFF)))
                    .isEqualTo(joined);
        }
        assertThat(ByteString.concat(comma, ConsList.nil())).isEqualTo(ByteString.empty());
        assertThat(ByteString.make(3, '\377').toBytes()).containsExactly(255, 255, 255);
    }

    @Test
    void whatIsNoByteIsNoLiteral() {
        assertThat(ByteString.of("\377\000a").toBytes()).containsExactly(255, 0, 'a');
        assertThatThrownBy(() -> ByteString.of("\u0100")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wrongArgumentsRaiseWhatOcamlRaises() {
        ByteString three = ByteString.of("abc");
        for (long index : new long[] {-1, 3, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32}) {
            assertThatThrownBy(() -> ByteString.get(three, index))
                    .isInstanceOf(OcamlException.class)
                    .hasMessageContaining("Invalid_argument");
        }
        for (long[] part : new long[][] {{-1, 1}, {1, -1}, {0, 4}, {4, 0}, {2, Long.MAX_VALUE}, {Long.MAX_VALUE, 2}}) {
            assertThatThrownBy(() -> ByteString.sub(three, part[0], part[1])).isInstanceOf(OcamlException.class);
        }
        assertThatThrownBy(() -> ByteString.make(-1, 'a')).isInstanceOf(OcamlException.class);
        assertThatThrownBy(() -> Characters.chr(256)).isInstanceOf(OcamlException.class);
        assertThatThrownBy(() -> Characters.chr(-1)).isInstanceOf(OcamlException.class);
        assertThat(Characters.code(Characters.chr(255))).isEqualTo(255);
    }
}
