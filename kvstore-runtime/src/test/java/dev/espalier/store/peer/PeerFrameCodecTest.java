package dev.espalier.store.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.store.peer.PeerFrame.Ack;
import dev.espalier.store.peer.PeerFrame.Behind;
import dev.espalier.store.peer.PeerFrame.Hello;
import dev.espalier.store.peer.PeerFrame.Image;
import dev.espalier.store.peer.PeerFrame.ImageEnd;
import dev.espalier.store.peer.PeerFrame.Members;
import dev.espalier.store.peer.PeerFrame.NotYet;
import dev.espalier.store.peer.PeerFrame.Purpose;
import dev.espalier.store.peer.PeerFrame.Puts;
import dev.espalier.store.peer.PeerFrame.Reason;
import dev.espalier.store.peer.PeerFrame.Refused;
import dev.espalier.store.peer.PeerFrame.Rows;
import dev.espalier.store.peer.PeerFrame.Want;
import dev.espalier.store.peer.PeerFrame.Welcome;
import dev.espalier.store.storage.OriginMark;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeerFrameCodecTest {
    private static final Hello HELLO = new Hello(
            3,
            2,
            "cluster \u00e9",
            new NodeId(1),
            new NodeId(65535),
            "core",
            "ab12",
            Long.MAX_VALUE,
            4,
            3,
            Purpose.SNAPSHOT);
    private static final Hello OLD_HELLO =
            new Hello(2, 2, "cluster", new NodeId(1), new NodeId(2), "core", "ab12", 0, 0, 0, Purpose.PUTS);
    private static final Welcome WELCOME = new Welcome(new NodeId(7), Long.MAX_VALUE, 5, 3, 99, 4, 3);
    private static final Welcome OLD_WELCOME = new Welcome(new NodeId(7), 8, 5, 2, 0, 0, 0);
    private static final Behind BEHIND = new Behind(17);
    private static final Want WANT = new Want(Map.of(new NodeId(1), 5L, new NodeId(2), 0L));
    private static final NotYet NOT_YET = new NotYet("it lacks puts");
    private static final Image IMAGE = new Image(
            "shape",
            Bytes.utf8("state"),
            List.of(new OriginMark(new NodeId(1), 5, 6, 7), new OriginMark(new NodeId(2), 0, 0, 0)));
    private static final Rows ROWS = new Rows(Bytes.utf8("rows"));
    private static final ImageEnd IMAGE_END = new ImageEnd(12, -3);
    private static final List<PeerFrame> ALL = List.of(
            HELLO,
            OLD_HELLO,
            WELCOME,
            OLD_WELCOME,
            new Refused(Reason.CORE, "another core"),
            new Ack(12, 3),
            BEHIND,
            WANT,
            NOT_YET,
            IMAGE,
            ROWS,
            IMAGE_END,
            new Members(Bytes.utf8("members")));

    private static ByteBuf all() {
        ByteBuf out = Unpooled.buffer();
        ALL.forEach(frame -> WrittenFrames.write(frame, out));
        PeerFrameWriter.writePutHeader(9, 77, 3, out);
        out.writeBytes(new byte[] {1, 2, 3});
        out.writeBytes(puts(10, 2, 77, 5));
        return out;
    }

    /** A frame of puts with bodies of so many bytes together. */
    private static ByteBuf puts(long first, int count, long epoch, int bodyBytes) {
        byte[] frame = new byte[PeerFrameFormat.PUTS_HEADER_BYTES + bodyBytes];
        PeerFrameWriter.writePutsHeader(first, count, epoch, bodyBytes, frame, 0);
        return Unpooled.wrappedBuffer(frame);
    }

    private static List<PeerFrame> read(ByteBuf in) throws PeerProtocolException {
        List<PeerFrame> frames = new ArrayList<>();
        for (PeerFrame f = PeerFrameReader.read(in, 4096); f != null; f = PeerFrameReader.read(in, 4096)) {
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
            assertThat(frames).hasSize(ALL.size() + 2).startsWith(ALL.toArray(PeerFrame[]::new));
            assertThat(frames.get(ALL.size())).isInstanceOfSatisfying(Puts.class, put -> {
                assertThat(put.first()).isEqualTo(9);
                assertThat(put.last()).isEqualTo(9);
                assertThat(put.epoch()).isEqualTo(77);
                assertThat(put.bodies().remaining()).isEqualTo(3);
            });
            assertThat(frames.getLast()).isInstanceOfSatisfying(Puts.class, puts -> {
                assertThat(puts.first()).isEqualTo(10);
                assertThat(puts.last()).isEqualTo(11);
                assertThat(puts.epoch()).isEqualTo(77);
                assertThat(puts.bodies().remaining()).isEqualTo(5);
            });
        }
    }

    @Test
    void aFrameOfManyPutsIsTheseBytes() {
        assertThat(ByteBufUtil.hexDump(puts(0x0102, 3, 0x0a0b, 4)))
                .isEqualTo("00000019" + "0e" + "0000000000000102" + "0000000000000a0b" + "00000003" + "00000000");
    }

    @Test
    void aFrameOfTooManyPutsOrOfNoneIsRefused() throws Exception {
        assertThat(PeerFrameReader.read(puts(1, PeerFrameFormat.PUTS_MAX, 0, 4), 4096))
                .isInstanceOf(Puts.class);
        for (int count : new int[] {0, -1, PeerFrameFormat.PUTS_MAX + 1}) {
            assertThatExceptionOfType(PeerProtocolException.class)
                    .isThrownBy(() -> PeerFrameReader.read(puts(1, count, 0, 4), 4096))
                    .withMessageContaining(Integer.toUnsignedLong(count) + " puts in one frame, outside 1..4096");
        }
        assertThatExceptionOfType(PeerProtocolException.class)
                .isThrownBy(() -> PeerFrameReader.read(puts(Long.MAX_VALUE - 1, 2, 0, 4), 4096))
                .withMessageContaining("a put numbered");
    }

    @Test
    void aFrameOfManyPutsThatIsTooLongIsRefusedBeforeItIsThere() throws Exception {
        int most = PeerFrameFormat.PUTS_BYTES_MAX + Integer.BYTES - PeerFrameFormat.PUTS_HEADER_BYTES;
        assertThat(PeerFrameReader.read(puts(1, 2, 0, most), PeerFrameFormat.FRAME_BYTES_MAX))
                .isInstanceOf(Puts.class);
        ByteBuf beginning = Unpooled.buffer();
        beginning.writeInt(PeerFrameFormat.PUTS_BYTES_MAX + 1);
        assertThat(PeerFrameReader.read(beginning, PeerFrameFormat.FRAME_BYTES_MAX))
                .isNull();
        // The type of a frame of many puts; a put alone may be longer.
        beginning.writeByte(14);
        assertThatExceptionOfType(PeerProtocolException.class)
                .isThrownBy(() -> PeerFrameReader.read(beginning, PeerFrameFormat.FRAME_BYTES_MAX))
                .withMessageContaining("puts of 2097153 bytes in one frame, more than 2097152");
        beginning.setByte(Integer.BYTES, 4);
        assertThat(PeerFrameReader.read(beginning, PeerFrameFormat.FRAME_BYTES_MAX))
                .isNull();
    }

    @Test
    void aGreetingOfANewerVersionMayHaveMoreFields() throws Exception {
        Hello newer = new Hello(9, 3, "cluster", new NodeId(1), new NodeId(2), "core", "ab12", 5, 4, 3, Purpose.PUTS);
        ByteBuf plain = Unpooled.buffer();
        PeerFrameWriter.write(newer, plain);
        ByteBuf longer = Unpooled.buffer();
        longer.writeInt(plain.readInt() + 4);
        longer.writeBytes(plain);
        longer.writeInt(77);
        assertThat(PeerFrameReader.read(longer, 4096)).isEqualTo(newer);
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
