package dev.espalier.store.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.NodeId;
import dev.espalier.store.peer.PeerFrame.Ack;
import dev.espalier.store.peer.PeerFrame.Hello;
import dev.espalier.store.peer.PeerFrame.Put;
import dev.espalier.store.peer.PeerFrame.Reason;
import dev.espalier.store.peer.PeerFrame.Refused;
import dev.espalier.store.peer.PeerFrame.Welcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeerFrameCodecTest {
    private static final Hello HELLO = new Hello(1, "cluster \u00e9", new NodeId(1), new NodeId(65535), "core", "ab12");
    private static final Welcome WELCOME = new Welcome(new NodeId(7), Long.MAX_VALUE, 5);
    private static final Refused REFUSED = new Refused(Reason.CORE, "another core");
    private static final Ack ACK = new Ack(12, 3);

    private static ByteBuf all() {
        ByteBuf out = Unpooled.buffer();
        PeerFrameCodec.write(HELLO, out);
        PeerFrameCodec.write(WELCOME, out);
        PeerFrameCodec.write(REFUSED, out);
        PeerFrameCodec.write(ACK, out);
        PeerFrameCodec.writePutHeader(9, 77, 3, out);
        out.writeBytes(new byte[] {1, 2, 3});
        return out;
    }

    private static List<PeerFrame> read(ByteBuf in) throws PeerProtocolException {
        List<PeerFrame> frames = new ArrayList<>();
        for (PeerFrame f = PeerFrameCodec.read(in, 4096); f != null; f = PeerFrameCodec.read(in, 4096)) {
            frames.add(f);
        }
        return frames;
    }

    @Test
    void framesRoundTripAtEverySplit() throws Exception {
        ByteBuf whole = all();
        for (int split = 0; split <= whole.readableBytes(); split++) {
            ByteBuf in = Unpooled.buffer();
            in.writeBytes(whole, 0, split);
            List<PeerFrame> frames = read(in);
            in.writeBytes(whole, split, whole.readableBytes() - split);
            frames.addAll(read(in));
            assertThat(frames).hasSize(5).startsWith(HELLO, WELCOME, REFUSED, ACK);
            assertThat(frames.getLast()).isInstanceOfSatisfying(Put.class, put -> {
                assertThat(put.sequence()).isEqualTo(9);
                assertThat(put.epoch()).isEqualTo(77);
                assertThat(put.body().remaining()).isEqualTo(3);
            });
        }
    }

    @Test
    void damagedFramesGiveAFrameTheWishForMoreOrATypedError() {
        int refused = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            ByteBuf in = all();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                in.setByte(random.nextInt(in.readableBytes()), random.nextInt(256));
            }
            in.writerIndex(random.nextInt(in.writerIndex() + 1));
            try {
                read(in);
            } catch (PeerProtocolException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(5_000, 19_999);
    }
}
