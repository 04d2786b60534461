package dev.espalier.store.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.Value;
import dev.espalier.store.Node;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.TestNodes;
import dev.espalier.store.fixture.VectorCore;
import dev.espalier.store.peer.PeerFrame.Ack;
import dev.espalier.store.peer.PeerFrame.Hello;
import dev.espalier.store.peer.PeerFrame.Puts;
import dev.espalier.store.peer.PeerFrame.Welcome;
import dev.espalier.store.storage.MemoryStorage;
import dev.espalier.store.storage.PutBodies;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Jedis;

/** A node and peers that send, or take, many puts in a frame. */
class ManyPutsTest {
    private static final NodeId NODE = new NodeId(1);
    private static final NodeId PEER = new NodeId(2);
    private static final NodeId OTHER = new NodeId(3);
    private static final int PUTS = 20;

    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    private static Welcome greet(Wire wire, NodeId from) throws IOException, PeerProtocolException {
        wire.send(Wire.hello(from, 4, 2));
        return (Welcome) wire.next();
    }

    /** A node's engine, whose puts the test sends. */
    private static ReplicaEngine<?> engine(NodeId self) {
        return ReplicaEngine.of(new VectorCore(), self, () -> 1, new MemoryStorage());
    }

    private static List<byte[]> bodies(ReplicaEngine<?> engine) {
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < PUTS; i++) {
            bodies.add(engine.put(Bytes.utf8("key" + i), Value.of(Bytes.utf8("value")))
                    .encodeBody());
        }
        return bodies;
    }

    private static ByteBuf frames(List<byte[]> bodies) {
        return new PutFrames()
                .encode(
                        OwnPuts.of(1, PutBodies.of(bodies)),
                        true,
                        new MemoryStorage().epochs(PEER),
                        UnpooledByteBufAllocator.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "4, 20"})
    void aPeerGetsThemAsItsVersionHasIt(int version, int putsInAFrame) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Map<String, String> settings = TestNodes.settings(0, TestNodes.freePorts(2), directory);
            settings.put("peers", "2@127.0.0.1:" + listener.getLocalPort());
            Node node = nodes.add(TestNodes.start(settings));
            try (Jedis jedis = TestNodes.jedis(node)) {
                for (int i = 0; i < PUTS; i++) {
                    jedis.set("key" + i, "value");
                }
            }
            try (Wire wire = new Wire(listener.accept())) {
                assertThat(((Hello) wire.next()).version()).isEqualTo(4);
                wire.send(new Welcome(PEER, 0, 0, version, 0, 0, 0));
                for (int taken = 0; taken < PUTS; ) {
                    Puts puts = (Puts) wire.next();
                    assertThat(puts.first()).isEqualTo(taken + 1);
                    assertThat(puts.count()).isEqualTo(putsInAFrame);
                    for (; taken < puts.last(); taken++) {
                        assertThat(PutMessage.readBody(NODE, taken + 1, puts.bodies())
                                        .key())
                                .isEqualTo(Bytes.utf8("key" + taken));
                    }
                    puts.bodies().expectEnd();
                }
                wire.send(new Ack(PUTS, PUTS));
            }
        }
    }

    /** It may be sent with those that come in the next millisecond; but it is sent. */
    @Test
    void aPutForAPeerThatIsBusyWithHundredsDoesNotWaitForItsAcknowledgement() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Map<String, String> settings = TestNodes.settings(0, TestNodes.freePorts(2), directory);
            settings.put("peers", "2@127.0.0.1:" + listener.getLocalPort());
            Node node = nodes.add(TestNodes.start(settings));
            int many = 2 * SendGathering.BUSY_PUTS;
            try (Jedis jedis = TestNodes.jedis(node);
                    Wire wire = new Wire(listener.accept())) {
                wire.next();
                wire.send(new Welcome(PEER, 0, 0, 4, 0, 0, 0));
                for (int i = 0; i < many; i++) {
                    jedis.set("key" + i, "value");
                }
                for (long taken = 0; taken < many; ) {
                    taken = ((Puts) wire.next()).last();
                }
                for (int i = 1; i <= 3; i++) {
                    jedis.set("one more", "value");
                    assertThat(((Puts) wire.next()).last()).isEqualTo(many + i);
                }
            }
        }
    }

    @Test
    void oneThatIsMalformedEndsTheConnectionBehindThoseBeforeIt() throws Exception {
        Node node = nodes.add(TestNodes.start(TestNodes.settings(0, TestNodes.freePorts(2), directory)));
        List<byte[]> bodies = bodies(engine(PEER));
        byte[] whole = bodies.get(2);
        // A key, and neither a value nor none.
        whole[1 + whole[0]] = 7;
        refused(node, frames(bodies), 2);
    }

    @Test
    void moreBytesThanPutsEndTheConnectionBehindThoseBeforeTheLast() throws Exception {
        Node node = nodes.add(TestNodes.start(TestNodes.settings(0, TestNodes.freePorts(2), directory)));
        ByteBuf frame = frames(bodies(engine(PEER)));
        ByteBuf longer = Unpooled.buffer();
        longer.writeInt(frame.readInt() + 1);
        longer.writeBytes(frame).writeByte(0);
        refused(node, longer, PUTS - 1);
    }

    private static void refused(Node node, ByteBuf frame, long taken) throws Exception {
        try (Wire wire = Wire.to(node)) {
            assertThat(greet(wire, PEER).received()).isZero();
            wire.send(frame);
            assertThatExceptionOfType(EOFException.class).isThrownBy(() -> {
                while (true) {
                    assertThat(wire.next()).isInstanceOf(Ack.class);
                }
            });
        }
        TestNodes.await("those before it to be there", () -> {
            try (Wire wire = Wire.to(node)) {
                return greet(wire, PEER).received() == taken;
            }
        });
        try (Jedis jedis = TestNodes.jedis(node)) {
            assertThat(jedis.dbSize()).isEqualTo(taken);
            assertThat(jedis.info("stats")).contains("peer_protocol_violations:1");
        }
    }

    @Test
    void aLinkPausesInTheMiddleOfAFrameAndGoesOnThere() throws Exception {
        int limit = 7;
        Map<String, String> settings = TestNodes.settings(0, TestNodes.freePorts(3), directory);
        settings.put("pending-limit", Integer.toString(limit));
        Node node = nodes.add(TestNodes.start(settings));
        PutMessage cause = engine(OTHER).put(Bytes.utf8("cause"), Value.of(Bytes.utf8("value")));
        ReplicaEngine<?> sender = engine(PEER);
        sender.receive(cause);
        sender.settle();
        sender.get(cause.key());
        try (Wire wire = Wire.to(node);
                Wire other = Wire.to(node);
                Jedis jedis = TestNodes.jedis(node)) {
            greet(wire, PEER);
            greet(other, OTHER);
            wire.send(frames(bodies(sender)));
            TestNodes.await(
                    "the link to be paused", () -> jedis.info("replication").contains("in=paused"));
            assertThat(jedis.info("replication")).contains("received=" + limit + ",pending=" + limit);
            assertThat(jedis.dbSize()).isZero();
            other.send(frames(List.of(cause.encodeBody())));
            TestNodes.await("all to be applied", () -> jedis.dbSize() == PUTS + 1);
            assertThat(jedis.info("replication")).contains("received=" + PUTS + ",pending=0");
        }
    }
}
