package dev.espalier.store.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.NodeId;
import dev.espalier.store.Node;
import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.TestNodes;
import dev.espalier.store.peer.PeerFrame.Hello;
import dev.espalier.store.peer.PeerFrame.Welcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** A peer that ends its sending is gone, on either kind of link: there is nothing that it would still take. */
class LinkEndTest {
    private static final NodeId PEER = new NodeId(2);

    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    @Test
    void aSenderOfPutsThatEndsItsSendingIsLetGoOf() throws Exception {
        Node node = nodes.add(TestNodes.start(TestNodes.settings(0, TestNodes.freePorts(2), directory)));
        try (Wire wire = Wire.to(node);
                Jedis jedis = TestNodes.jedis(node)) {
            wire.send(Wire.hello(PEER, 4, 2));
            assertThat(wire.next()).isInstanceOf(Welcome.class);
            assertThat(jedis.info("replication")).doesNotContain("in=absent");
            wire.finishSending();
            wire.awaitEnd();
            TestNodes.await(
                    "the link to be down", () -> jedis.info("replication").contains("in=absent"));
        }
    }

    @Test
    void aTakerOfPutsThatEndsItsSendingIsLetGoOfAndAskedAgain() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Map<String, String> settings = TestNodes.settings(0, TestNodes.freePorts(2), directory);
            settings.put("peers", "2@127.0.0.1:" + listener.getLocalPort());
            nodes.add(TestNodes.start(settings));
            try (Wire wire = new Wire(listener.accept())) {
                assertThat(wire.next()).isInstanceOf(Hello.class);
                wire.send(new Welcome(PEER, 0, 0, 4, 0, 0, 0));
                wire.finishSending();
                wire.awaitEnd();
            }
            try (Wire again = new Wire(listener.accept())) {
                assertThat(again.next()).isInstanceOf(Hello.class);
            }
        }
    }
}
