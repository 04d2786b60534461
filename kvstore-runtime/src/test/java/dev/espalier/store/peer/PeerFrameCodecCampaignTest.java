package dev.espalier.store.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.Value;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.fixture.MutatedInputs;
import dev.espalier.store.peer.PeerFrame.Ack;
import dev.espalier.store.peer.PeerFrame.Welcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link PeerFrameCodecFuzzTest} says of any bytes, of many of them. */
class PeerFrameCodecCampaignTest {
    private static final NodeId ORIGIN = new NodeId(1);

    private static List<byte[]> valid() {
        ByteBuf acknowledged = Unpooled.buffer();
        PeerFrameWriter.write(new Welcome(ORIGIN, 6, 1L << 50, 3, 1L << 40, 2, 3), acknowledged);
        PeerFrameWriter.write(new Ack(7, 6), acknowledged);
        byte[] body = new PutMessage(
                        ORIGIN,
                        7,
                        Bytes.utf8("key"),
                        Value.of(Bytes.utf8("value")),
                        Bytes.wrap("payload".getBytes(UTF_8)))
                .encodeBody();
        ByteBuf put = Unpooled.buffer();
        PeerFrameWriter.writePutHeader(7, 1L << 50, body.length, put);
        put.writeBytes(body);
        byte[] puts = new byte[PeerFrameFormat.PUTS_HEADER_BYTES + 2 * body.length];
        PeerFrameWriter.writePutsHeader(8, 2, 1L << 50, 2 * body.length, puts, 0);
        System.arraycopy(body, 0, puts, PeerFrameFormat.PUTS_HEADER_BYTES, body.length);
        System.arraycopy(body, 0, puts, PeerFrameFormat.PUTS_HEADER_BYTES + body.length, body.length);
        return List.of(bytes(acknowledged), bytes(put), puts);
    }

    private static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    private static void read(byte[] input) {
        try {
            new PeerFrameCodecFuzzTest().anyBytesReadTheSameHoweverTheyAreSplit(input);
        } catch (PeerProtocolException e) {
            throw new AssertionError("what was read cannot be written and read again", e);
        }
    }

    @Test
    void someBytes() {
        MutatedInputs.feed(valid(), MutatedInputs.FEW, PeerFrameCodecCampaignTest::read);
    }

    @Tag("campaign")
    @Test
    void aCampaignOfAnyBytes() {
        MutatedInputs.feed(valid(), MutatedInputs.CAMPAIGN, PeerFrameCodecCampaignTest::read);
    }
}
