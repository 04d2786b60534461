package dev.espalier.bench.resp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.bench.resp.RespReplyReader.Token;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RespReplyReaderTest {
    private static final String STREAM =
            "+OK\r\n-ERR no\r\n:-42\r\n$5\r\na\r\nb\0\r\n$0\r\n\r\n$-1\r\n*2\r\n:9223372036854775807\r\n*0\r\n*-1\r\n+\r\n";
    private static final List<String> TOKENS = List.of(
            "STATUS OK",
            "ERROR ERR no",
            "INTEGER -42",
            "BULK a\r\nb\0",
            "BULK ",
            "NULL ",
            "ARRAY 2",
            "INTEGER 9223372036854775807",
            "ARRAY 0",
            "NULL ",
            "STATUS ");

    @Test
    void readsEveryKindOfReply() {
        assertThat(readAll(buffer(STREAM))).isEqualTo(TOKENS);
    }

    @Test
    void givesTheSameWhereverTheBytesAreCut() {
        byte[] bytes = STREAM.getBytes(StandardCharsets.ISO_8859_1);
        for (int cut = 0; cut <= bytes.length; cut++) {
            RespReplyReader reader = new RespReplyReader();
            ByteBuf in = Unpooled.buffer();
            in.writeBytes(bytes, 0, cut);
            List<String> tokens = readAll(reader, in);
            in.writeBytes(bytes, cut, bytes.length - cut);
            tokens.addAll(readAll(reader, in));
            assertThat(tokens).as("cut at %d", cut).isEqualTo(TOKENS);
        }
    }

    @Test
    void incompleteConsumesNothing() {
        ByteBuf in = buffer("$5\r\nhell");
        assertThat(new RespReplyReader().next(in)).isEqualTo(Token.INCOMPLETE);
        assertThat(in.readerIndex()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\n",
                "\r\n",
                ":\r\n",
                ":-\r\n",
                ":1a\r\n",
                ":9223372036854775808\r\n",
                ":99999999999999999999\r\n",
                "$-2\r\n",
                "$536870913\r\n",
                "$2\r\nabc\r\n",
                "$2\r\nab\rx",
                "*1048577\r\n",
                "*-2\r\n",
                "+a\rb\r\n",
                "+a\nb\r\n"
            })
    void refusesWhatIsNoReply(String text) {
        assertThatThrownBy(() -> readAll(buffer(text))).isInstanceOf(MalformedReplyException.class);
    }

    @Test
    void refusesALineWithoutEnd() {
        ByteBuf in = buffer("+" + "a".repeat(RespReplyReader.LINE_BYTES_MAX));
        assertThat(new RespReplyReader().next(in)).isEqualTo(Token.INCOMPLETE);
        in.writeBytes("aa".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> new RespReplyReader().next(in))
                .isInstanceOf(MalformedReplyException.class)
                .hasMessageContaining("a line of more than");
    }

    @Test
    void anyBytesGiveATokenOrATypedError() {
        SplittableRandom random = new SplittableRandom(11);
        byte[] valid = STREAM.getBytes(StandardCharsets.ISO_8859_1);
        int refused = 0;
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] changed = Arrays.copyOf(valid, random.nextInt(valid.length + 1));
            for (int changes = random.nextInt(3); changes > 0 && changed.length > 0; changes--) {
                changed[random.nextInt(changed.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt(256) : valid[random.nextInt(valid.length)]);
            }
            ByteBuf in = Unpooled.wrappedBuffer(changed);
            int bytes = in.readableBytes();
            try {
                read += readAll(in).size();
                assertThat(in.readerIndex()).isBetween(0, bytes);
            } catch (MalformedReplyException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(10_000);
        assertThat(read).isGreaterThan(1_000);
    }

    private static ByteBuf buffer(String text) {
        return Unpooled.buffer().writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<String> readAll(ByteBuf in) {
        return readAll(new RespReplyReader(), in);
    }

    private static List<String> readAll(RespReplyReader reader, ByteBuf in) {
        List<String> tokens = new ArrayList<>();
        for (Token token = reader.next(in); token != Token.INCOMPLETE; token = reader.next(in)) {
            String content = switch (token) {
                case INTEGER, ARRAY -> Long.toString(reader.number());
                case NULL -> "";
                default -> in.toString(reader.offset(), reader.length(), StandardCharsets.ISO_8859_1);
            };
            tokens.add(token + " " + content);
        }
        return tokens;
    }
}
