package dev.espalier.store.resp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.espalier.core.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Any bytes from a client. A test run tries the inputs in the resources; with JAZZER_FUZZ=1 in the environment Jazzer
 * looks for new ones.
 */
class RespParserFuzzTest {
    private static final RespLimits LIMITS = RespLimits.forBulk(1024);

    /** What a stream gave: commands, and the error that ended it, if any. */
    private record Parsed(List<List<Bytes>> commands, String error) {}

    @FuzzTest(maxDuration = "2m")
    void anyBytesParseTheSameHoweverTheyAreSplit(byte[] input) {
        Parsed whole = parse(input, Integer.MAX_VALUE);
        assertThat(whole.commands()).allSatisfy(command -> assertThat(command).isNotEmpty());
        assertThat(parse(input, 1)).isEqualTo(whole);
        assertThat(parse(input, 1 + new Random(Arrays.hashCode(input)).nextInt(64)))
                .isEqualTo(whole);
        if (whole.commands().stream().flatMap(List::stream).allMatch(argument -> argument.length() <= 1024)) {
            assertThat(parse(encode(whole.commands()), Integer.MAX_VALUE)).isEqualTo(new Parsed(whole.commands(), ""));
        }
    }

    private static Parsed parse(byte[] input, int pieceBytes) {
        RespParser parser = new RespParser(LIMITS);
        ByteBuf buffer = Unpooled.buffer();
        List<List<Bytes>> commands = new ArrayList<>();
        try {
            for (int at = 0; at < input.length; ) {
                int piece = Math.min(input.length - at, pieceBytes);
                buffer.writeBytes(input, at, piece);
                at += piece;
                for (List<Bytes> c = parser.next(buffer); c != null; c = parser.next(buffer)) {
                    commands.add(c);
                }
                buffer.discardReadBytes();
            }
            return new Parsed(commands, "");
        } catch (RespProtocolException e) {
            return new Parsed(commands, String.valueOf(e.getMessage()));
        }
    }

    private static byte[] encode(List<List<Bytes>> commands) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (List<Bytes> command : commands) {
            out.writeBytes(("*" + command.size() + "\r\n").getBytes(StandardCharsets.US_ASCII));
            for (Bytes argument : command) {
                out.writeBytes(("$" + argument.length() + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.writeBytes(argument.shared());
                out.writeBytes(new byte[] {'\r', '\n'});
            }
        }
        return out.toByteArray();
    }
}
