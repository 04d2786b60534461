package dev.espalier.store.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.core.Bytes;
import dev.espalier.store.keyspace.StoredValue;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Images of strings; that Redis reads and writes the same ones is seen beside it. */
class ValueImageTest {
    private static final int MOST = 1 << 20;

    private static Bytes image(byte[] content) {
        return ValueImage.of(StoredValue.read(
                Objects.requireNonNull(StoredValue.plain(Bytes.wrap(content)).bytesOrNull())));
    }

    /** The image of what {@code body} says, with a version and a checksum that are right. */
    private static Bytes sealed(byte[] body) {
        ByteBuffer image = ByteBuffer.allocate(body.length + 10).order(ByteOrder.LITTLE_ENDIAN);
        image.put(body).putShort((short) 10);
        image.putLong(Crc64.of(image.array(), image.position()));
        return Bytes.wrap(image.array());
    }

    @Test
    void theChecksumIsOfTheCheckValue() {
        byte[] check = "123456789".getBytes(ISO_8859_1);
        assertThat(Crc64.of(check, check.length)).isEqualTo(0xe9c6d914c4b8d9caL);
    }

    @Test
    void whatIsWrittenIsRead() {
        Random random = new Random(4);
        for (String text : List.of("", "0", "-1", "127", "128", "-32769", "2147483648", "007", "\u00c1\u00c1x")) {
            byte[] content = text.getBytes(ISO_8859_1);
            assertThat(ValueImage.read(image(content), MOST)).isEqualTo(Bytes.wrap(content));
        }
        for (int length : new int[] {63, 64, 16_383, 16_384, 100_000}) {
            byte[] content = new byte[length];
            random.nextBytes(content);
            assertThat(ValueImage.read(image(content), MOST)).isEqualTo(Bytes.wrap(content));
        }
    }

    @Test
    void compressedOnesAreExpanded() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        // Two bytes as they are, then 264 bytes from two before.
        body.writeBytes(new byte[] {0, (byte) 0xc3, 6, 0x41, 0x0a, 1, 'a', 'b', (byte) 0xe0, (byte) 255, 1});
        assertThat(ValueImage.read(sealed(body.toByteArray()), MOST)).isEqualTo(Bytes.utf8("ab".repeat(133)));
    }

    @Test
    void noImageIsTooLargeOrReachesOutOfItself() {
        List<byte[]> bad = List.of(
                new byte[] {},
                new byte[] {0},
                new byte[] {1, 1, 'a'},
                new byte[] {0, 2, 'a'},
                new byte[] {0, 1, 'a', 'b'},
                new byte[] {0, (byte) 0x80, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff},
                new byte[] {0, (byte) 0x81, -1, -1, -1, -1, -1, -1, -1, -1},
                new byte[] {0, (byte) 0xc3, 3, 5, 0x20, 0, 0},
                new byte[] {0, (byte) 0xc3, 2, 5, 0, 'a'},
                new byte[] {0, (byte) 0xc3, 4, 2, 1, 'a', 'b', 'c'},
                new byte[] {0, (byte) 0xc3, 1, (byte) 0x80, 0x7f, 0, 0, 0, 0},
                new byte[] {0, (byte) 0xc4, 1});
        for (byte[] body : bad) {
            assertThatThrownBy(() -> ValueImage.read(sealed(body), MOST)).isInstanceOf(CommandError.class);
        }
    }

    @Test
    void damagedOnesAreRefused() {
        Random random = new Random(9);
        Bytes good = image("damage me, I am long enough for that".getBytes(ISO_8859_1));
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = good.shared().clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> ValueImage.read(Bytes.wrap(bytes), MOST))
                    .isInstanceOf(CommandError.class)
                    .hasMessageContaining("checksum");
        }
        for (int i = 0; i < 50_000; i++) {
            byte[] body = new byte[random.nextInt(40)];
            random.nextBytes(body);
            if (body.length > 1) {
                body[0] = 0;
                body[1] = (byte) (random.nextBoolean() ? 0xc3 : body[1]);
            }
            try {
                assertThat(ValueImage.read(sealed(body), MOST).length()).isLessThanOrEqualTo(MOST);
            } catch (CommandError refused) {
                assertThat(refused.reply()).startsWith("ERR Bad data format");
            }
        }
    }
}
