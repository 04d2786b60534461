package dev.espalier.store.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.store.Node;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.TestNodes;
import dev.espalier.store.peer.PeerFrame.Ack;
import dev.espalier.store.peer.PeerFrame.Hello;
import dev.espalier.store.peer.PeerFrame.Purpose;
import dev.espalier.store.peer.PeerFrame.Puts;
import dev.espalier.store.peer.PeerFrame.Refused;
import dev.espalier.store.peer.PeerFrame.Welcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** A node among peers of other versions, which speak for themselves here, frame by frame. */
class PeerVersionsTest {
    private static final NodeId NODE = new NodeId(1);
    private static final NodeId PEER = new NodeId(2);

    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    @Test
    void aNodeOfVersionTwoIsAnsweredInItsOwn() throws Exception {
        Node node = nodes.add(TestNodes.start(TestNodes.settings(0, TestNodes.freePorts(2), directory)));
        try (Wire wire = Wire.to(node)) {
            wire.send(Wire.hello(PEER, 2, 2));
            assertThat(wire.next()).isEqualTo(new Welcome(NODE, 0, 0, 2, 0, 0, 0));
        }
    }

    @Test
    void versionsThatHaveNoneInCommonAreToldSo() throws Exception {
        Node node = nodes.add(TestNodes.start(TestNodes.settings(0, TestNodes.freePorts(2), directory)));
        try (Wire wire = Wire.to(node)) {
            wire.send(Wire.hello(PEER, 9, 8));
            assertThat(wire.next())
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.message())
                                    .contains("protocol versions 8 to 9 are none of 2 to 4"));
        }
        try (Wire wire = Wire.to(node)) {
            // A newer node that still speaks this version gets it.
            wire.send(Wire.hello(PEER, 9, 3));
            assertThat(wire.next())
                    .isInstanceOfSatisfying(
                            Welcome.class,
                            welcome -> assertThat(welcome.version()).isEqualTo(4));
        }
    }

    @Test
    void aNodeThatComesBackWithOtherDataIsRefused() throws Exception {
        Node node = nodes.add(TestNodes.start(TestNodes.settings(0, TestNodes.freePorts(2), directory)));
        try (Wire wire = Wire.to(node)) {
            wire.send(Wire.hello(PEER, 3, 2));
            assertThat(wire.next()).isInstanceOf(Welcome.class);
        }
        Hello met = Wire.hello(PEER, 3, 2);
        Hello other = new Hello(3, 2, "test", PEER, NODE, met.coreName(), met.coreHash(), 78, 0, 0, Purpose.PUTS);
        for (int attempt = 0; attempt < 2; attempt++) {
            try (Wire wire = Wire.to(node)) {
                wire.send(other);
                assertThat(wire.next())
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused -> assertThat(refused.message())
                                        .contains("node n2 has come back with another data-dir than it had"));
            }
        }
        try (Wire wire = Wire.to(node)) {
            wire.send(met);
            assertThat(wire.next()).isInstanceOf(Welcome.class);
        }
    }

    @Test
    void aPeerOfVersionTwoIsGreetedAsItUnderstands() throws Exception {
        try (ServerSocket old = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Map<String, String> settings = TestNodes.settings(0, TestNodes.freePorts(2), directory);
            settings.put("peers", "2@127.0.0.1:" + old.getLocalPort());
            Node node = nodes.add(TestNodes.start(settings));
            try (Jedis jedis = TestNodes.jedis(node)) {
                jedis.set("key", "value");
            }
            List<Integer> greetings = new ArrayList<>();
            while (greetings.isEmpty() || greetings.getLast() != 2) {
                try (Wire wire = new Wire(old.accept())) {
                    Hello greeting = (Hello) wire.next();
                    greetings.add(greeting.version());
                    if (greeting.version() == 2) {
                        wire.send(new Welcome(PEER, 0, 0, 2, 0, 0, 0));
                        assertThat(wire.next())
                                .isInstanceOfSatisfying(
                                        Puts.class,
                                        put -> assertThat(PutMessage.readBody(NODE, put.first(), put.bodies())
                                                        .key())
                                                .isEqualTo(Bytes.utf8("key")));
                        wire.send(new Ack(1, 1));
                    }
                }
            }
            assertThat(greetings).containsExactly(4, 4, 2);
        }
    }
}
