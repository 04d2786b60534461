package dev.espalier.store.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.core.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.redis.ArrayRedisMessage;
import io.netty.handler.codec.redis.FullBulkStringRedisMessage;
import io.netty.handler.codec.redis.RedisArrayAggregator;
import io.netty.handler.codec.redis.RedisBulkStringAggregator;
import io.netty.handler.codec.redis.RedisDecoder;
import io.netty.handler.codec.redis.RedisMessage;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RespParserTest {
    private static final RespLimits LIMITS = RespLimits.forBulk(1 << 20);

    private static List<List<Bytes>> parse(byte[] input, Random splits) throws RespProtocolException {
        RespParser parser = new RespParser(LIMITS);
        ByteBuf buffer = Unpooled.buffer();
        List<List<Bytes>> commands = new ArrayList<>();
        int at = 0;
        while (at < input.length) {
            int piece = Math.min(input.length - at, 1 + splits.nextInt(splits.nextBoolean() ? 4 : 4000));
            buffer.writeBytes(input, at, piece);
            at += piece;
            for (List<Bytes> c = parser.next(buffer); c != null; c = parser.next(buffer)) {
                commands.add(c);
            }
            buffer.discardReadBytes();
        }
        return commands;
    }

    private static byte[] encode(List<List<Bytes>> commands) {
        ByteBuf out = Unpooled.buffer();
        for (List<Bytes> command : commands) {
            out.writeCharSequence("*" + command.size() + "\r\n", ISO_8859_1);
            for (Bytes argument : command) {
                out.writeCharSequence("$" + argument.length() + "\r\n", ISO_8859_1);
                out.writeBytes(argument.shared());
                out.writeCharSequence("\r\n", ISO_8859_1);
            }
        }
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }

    private static List<List<Bytes>> randomCommands(Random random) {
        List<List<Bytes>> commands = new ArrayList<>();
        for (int c = random.nextInt(6); c >= 0; c--) {
            List<Bytes> command = new ArrayList<>();
            for (int a = random.nextInt(5); a >= 0; a--) {
                byte[] content = new byte[random.nextInt(10) == 0 ? random.nextInt(20_000) : random.nextInt(12)];
                random.nextBytes(content);
                for (int i = 0; i + 1 < content.length; i += 3) {
                    if (random.nextInt(4) == 0) {
                        content[i] = '\r';
                        content[i + 1] = '\n';
                    }
                }
                command.add(Bytes.wrap(content));
            }
            commands.add(command);
        }
        return commands;
    }

    @Test
    void anyBytesInAnySplitRoundTrip() throws Exception {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<List<Bytes>> commands = randomCommands(random);
            assertThat(parse(encode(commands), random)).as("seed %d", seed).isEqualTo(commands);
        }
    }

    @Test
    void everySplitPointGivesTheSame() throws Exception {
        List<List<Bytes>> commands =
                List.of(List.of(Bytes.utf8("SET"), Bytes.utf8("k\r\n\0"), Bytes.EMPTY), List.of(Bytes.utf8("PING")));
        byte[] input = encode(commands);
        for (int split = 0; split <= input.length; split++) {
            RespParser parser = new RespParser(LIMITS);
            ByteBuf buffer = Unpooled.buffer();
            List<List<Bytes>> parsed = new ArrayList<>();
            for (int part = 0; part < 2; part++) {
                buffer.writeBytes(input, part == 0 ? 0 : split, part == 0 ? split : input.length - split);
                for (List<Bytes> c = parser.next(buffer); c != null; c = parser.next(buffer)) {
                    parsed.add(c);
                }
            }
            assertThat(parsed).as("split at %d", split).isEqualTo(commands);
        }
    }

    @Test
    void whatNettysDecoderReadsIsReadAlike() throws Exception {
        int agreed = 0;
        for (long seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            byte[] input = encode(randomCommands(random));
            for (int flips = random.nextInt(3); flips > 0; flips--) {
                input[random.nextInt(input.length)] = (byte) "*$\r\n0123456789-:x".charAt(random.nextInt(17));
            }
            List<List<Bytes>> expected = oracle(input);
            if (expected == null) {
                continue;
            }
            List<List<Bytes>> found;
            try {
                found = parse(input, random);
            } catch (RespProtocolException e) {
                continue;
            }
            if (!found.isEmpty()) {
                agreed++;
            }
            // The oracle stops at the first byte it cannot use; up to there both must have read the same commands.
            int common = Math.min(found.size(), expected.size());
            assertThat(found.subList(0, common)).as("seed %d", seed).isEqualTo(expected.subList(0, common));
        }
        assertThat(agreed).as("inputs that both read").isGreaterThan(1000);
    }

    /** The commands that Netty's decoder finds; {@code null} when the input is beyond what both sides call a command. */
    private static @Nullable List<List<Bytes>> oracle(byte[] input) {
        EmbeddedChannel channel = new EmbeddedChannel(
                new RedisDecoder(), new RedisBulkStringAggregator(), new RedisArrayAggregator(1 << 10, 8));
        try {
            channel.writeInbound(Unpooled.copiedBuffer(input));
            return arrays(channel);
        } catch (CodecException malformed) {
            return null;
        } finally {
            // Throws for a message that was cut short, after releasing it.
            assertThatCode(channel::finishAndReleaseAll)
                    .satisfiesAnyOf(
                            thrown -> assertThat(thrown).isNull(),
                            thrown -> assertThat(thrown).isInstanceOf(CodecException.class));
        }
    }

    private static @Nullable List<List<Bytes>> arrays(EmbeddedChannel channel) {
        List<List<Bytes>> commands = new ArrayList<>();
        for (RedisMessage m = channel.readInbound(); m != null; m = channel.readInbound()) {
            try {
                List<Bytes> command = arguments(m);
                if (command == null) {
                    return null;
                }
                if (!command.isEmpty()) {
                    commands.add(command);
                }
            } finally {
                ReferenceCountUtil.release(m);
            }
        }
        return commands;
    }

    private static @Nullable List<Bytes> arguments(RedisMessage message) {
        if (!(message instanceof ArrayRedisMessage array)) {
            return null;
        }
        List<Bytes> command = new ArrayList<>();
        for (RedisMessage child : array.children()) {
            if (!(child instanceof FullBulkStringRedisMessage bulk) || bulk.isNull()) {
                return null;
            }
            byte[] content = new byte[bulk.content().readableBytes()];
            bulk.content().readBytes(content);
            command.add(Bytes.wrap(content));
        }
        return command;
    }

    @Test
    void arbitraryBytesGiveCommandsOrATypedError() {
        int commands = 0;
        int errors = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] input = new byte[random.nextInt(60)];
            for (int i = 0; i < input.length; i++) {
                input[i] = random.nextInt(3) == 0
                        ? (byte) random.nextInt(256)
                        : (byte) "*$\r\n01239-\"'\\x ab".charAt(random.nextInt(17));
            }
            try {
                List<List<Bytes>> found = parse(input, random);
                assertThat(found).allSatisfy(command -> assertThat(command).isNotEmpty());
                commands += found.size();
            } catch (RespProtocolException e) {
                assertThat(e.getMessage()).startsWith("Protocol error: ");
                errors++;
            }
        }
        assertThat(commands).isGreaterThan(100);
        assertThat(errors).isGreaterThan(100);
    }

    private static List<List<Bytes>> parse(String input) throws RespProtocolException {
        return parse(input.getBytes(ISO_8859_1), new Random(1));
    }

    @Test
    void refusesInRedissWords() {
        assertRefused("*1\r\n$600000000\r\n", "invalid bulk length (600000000 bytes");
        assertRefused("*1\r\n$-1\r\n", "invalid bulk length");
        assertRefused("*1\r\n$x\r\n", "invalid bulk length");
        assertRefused("*1048577\r\n", "invalid multibulk length");
        assertRefused("*x\r\n", "invalid multibulk length");
        assertRefused("*1\r\n:1\r\n", "expected '$', got ':'");
        assertRefused("get 'a\r\n", "unbalanced quotes in request");
        assertRefused("a".repeat(70_000), "too big inline request");
        assertRefused("*" + "1".repeat(70_000), "too big mbulk count string");
        assertRefused("*1\r\n$" + "1".repeat(70_000), "too big bulk count string");
        assertRefused("*1\r\n$1\r\nabc", "not followed by CR LF");
    }

    private static void assertRefused(String input, String message) {
        assertThatThrownBy(() -> parse(input))
                .as(input.length() > 40 ? input.substring(0, 40) : input)
                .isInstanceOf(RespProtocolException.class)
                .hasMessageContaining(message);
    }

    @Test
    void allArgumentsOfACommandTogetherAreLimited() {
        RespParser parser = new RespParser(new RespLimits(100, 150));
        ByteBuf input =
                Unpooled.copiedBuffer(encode(List.of(List.of(Bytes.wrap(new byte[100]), Bytes.wrap(new byte[100])))));
        assertThatThrownBy(() -> parser.next(input)).hasMessageContaining("the command exceeds 150 bytes");
    }

    @Test
    void inlineCommandsAreSplitAsRedisDoes() throws Exception {
        assertThat(parse("\r\n  set k \"a\\x00\\n\\\"b\" 'c\\'d'\r\nping\n*0\r\n*-1\r\n"))
                .containsExactly(
                        List.of(Bytes.utf8("set"), Bytes.utf8("k"), Bytes.utf8("a\0\n\"b"), Bytes.utf8("c'd")),
                        List.of(Bytes.utf8("ping")));
    }
}
