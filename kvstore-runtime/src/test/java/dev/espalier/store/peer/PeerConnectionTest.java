package dev.espalier.store.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.peer.PeerFrame.Ack;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerConnectionTest {
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private final List<PeerFrame> frames = new ArrayList<>();

    private final PeerConnection connection = new PeerConnection() {
        @Override
        void frame(ChannelHandlerContext context, PeerFrame frame) {
            frames.add(frame);
        }

        @Override
        void violated(ChannelHandlerContext context, PeerProtocolException violation) {
            throw new AssertionError(violation);
        }

        @Override
        void broken(ChannelHandlerContext context, Throwable cause) {
            throw new AssertionError(cause);
        }
    };

    /** As on a busy link, where what is read ends wherever the socket's buffer did. */
    @Test
    void readsThatNeverEndWithAFrameTakeNoMoreMemoryTheMoreThereAre() {
        EmbeddedChannel channel = new EmbeddedChannel(connection);
        channel.config().setAllocator(allocator);
        ByteBuf all = Unpooled.buffer();
        int acks = 20_000;
        for (int i = 1; i <= acks; i++) {
            PeerFrameWriter.write(new Ack(i, i), all);
        }
        int frameBytes = all.readableBytes() / acks;
        int readBytes = 10 * frameBytes;
        long most = 0;
        for (int piece = frameBytes / 2; all.isReadable(); piece = Math.min(readBytes, all.readableBytes())) {
            channel.writeInbound(allocator.buffer(piece).writeBytes(all, piece));
            most = Math.max(most, allocator.metric().usedHeapMemory());
        }
        assertThat(frames).hasSize(acks).last().isEqualTo(new Ack(acks, acks));
        assertThat(most).isLessThan(8L * readBytes);
        channel.finishAndReleaseAll();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }
}
