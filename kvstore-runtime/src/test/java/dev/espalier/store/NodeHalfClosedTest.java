package dev.espalier.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.fixture.GatedCore;
import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.RawClient;
import dev.espalier.store.fixture.TestAuthority;
import dev.espalier.store.fixture.TestNodes;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientPauseMode;

/** Clients that end their sending and still want the replies to what they have sent; and those that are gone. */
class NodeHalfClosedTest {
    private static final int PATIENCE_MILLIS = 60_000;

    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    private int start() throws Exception {
        Map<String, String> settings = TestNodes.settings(0, List.of(0), directory);
        settings.put("wait-limit-ms", "60000");
        GatedCore core = new GatedCore();
        return nodes.add(Node.start(NodeConfig.of(settings), core, TestNodes.identity(core)))
                .clientPort();
    }

    private static void awaitClients(Jedis looking, int connected, int waiting) throws Exception {
        TestNodes.await(connected + " clients, of which " + waiting + " wait", () -> {
            String clients = looking.info("clients");
            return clients.contains("connected_clients:" + connected + "\r\n")
                    && clients.contains("blocked_clients:" + waiting + "\r\n");
        });
    }

    @Test
    void aWaitWithALimitIsAnswered() throws Exception {
        try (RawClient client = new RawClient(start())) {
            client.send("WAIT 1 200\r\nECHO behind\r\n").finishSending();
            assertThat(client.readToEnd()).isEqualTo(":0\r\n$6\r\nbehind\r\n");
        }
    }

    @Test
    void aReadThatWaitsForItsGuardIsAnswered() throws Exception {
        int port = start();
        try (RawClient client = new RawClient(port);
                Jedis other = TestNodes.jedis(port)) {
            client.send("SET wait1 v\r\nGET wait1\r\nECHO behind\r\n").finishSending();
            assertThat(client.readLine()).isEqualTo("+OK\r\n");
            awaitClients(other, 2, 1);
            other.set("open", "1");
            assertThat(client.readToEnd()).isEqualTo("$1\r\nv\r\n$6\r\nbehind\r\n");
            awaitClients(other, 1, 0);
        }
    }

    @Test
    void aPutThatIsHeldIsCarriedOutAndAnswered() throws Exception {
        int port = start();
        try (RawClient client = new RawClient(port);
                Jedis other = TestNodes.jedis(port)) {
            other.clientPause(PATIENCE_MILLIS, ClientPauseMode.WRITE);
            client.send("SET k held\r\nECHO behind\r\n").finishSending();
            awaitClients(other, 2, 1);
            other.clientUnpause();
            assertThat(client.readToEnd()).isEqualTo("+OK\r\n$6\r\nbehind\r\n");
            assertThat(other.get("k")).isEqualTo("held");
        }
    }

    @Test
    void everyCommandOfALongPipelineIsAnswered() throws Exception {
        int port = start();
        StringBuilder pipeline = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            pipeline.append("SET k").append(i).append(" v\r\n");
        }
        try (RawClient client = new RawClient(port);
                Jedis other = TestNodes.jedis(port)) {
            client.send(pipeline.toString()).finishSending();
            assertThat(client.readToEnd()).isEqualTo("+OK\r\n".repeat(1000));
            assertThat(other.dbSize()).isEqualTo(1000);
        }
    }

    /** The replies are more than any buffer of the kernel, so that they leave by and by, after the end of the sending. */
    @Test
    void largeRepliesThatAreTakenSlowlyAreWhole() throws Exception {
        int port = start();
        int size = 8 << 20;
        try (RawClient client = new RawClient(port);
                Jedis other = TestNodes.jedis(port)) {
            other.set("big", "x".repeat(size));
            client.send("WAIT 1 100\r\nGET big\r\nGET big\r\nGET big\r\n").finishSending();
            Thread.sleep(500);
            String reply = "$" + size + "\r\n" + "x".repeat(size) + "\r\n";
            assertThat(client.readToEnd()).hasSize(4 + 3 * reply.length()).isEqualTo(":0\r\n" + reply.repeat(3));
            awaitClients(other, 1, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PING\r\n", "SUBSCRIBE channel\r\n", "MONITOR\r\n", "SET k", "*1\r\n$4\r\n"})
    void withNothingToAnswerTheConnectionEnds(String sent) throws Exception {
        int port = start();
        try (RawClient client = new RawClient(port);
                Jedis other = TestNodes.jedis(port)) {
            client.send(sent).finishSending();
            client.readToEnd();
            awaitClients(other, 1, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionThatIsResetIsGoneAtOnceAlsoWhileItWaits(boolean halfClosedBefore) throws Exception {
        int port = start();
        try (Jedis other = TestNodes.jedis(port)) {
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                client.getOutputStream().write("WAIT 1 0\r\n".getBytes(ISO_8859_1));
                awaitClients(other, 2, 1);
                if (halfClosedBefore) {
                    client.shutdownOutput();
                    // The node has seen the end of the sending once it has answered somebody who asked later.
                    Thread.sleep(200);
                    awaitClients(other, 2, 1);
                }
                client.setSoLinger(true, 0);
            }
            awaitClients(other, 1, 0);
        }
    }

    /** With FIN, and where the end of TLS alone says that nothing more will come. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void overTls(boolean tcpEndsToo) throws Exception {
        TestAuthority authority = new TestAuthority("authority", directory.resolve("tls"));
        authority.write("node", authority.issue("node"));
        Map<String, String> settings = new HashMap<>(authority.settings("node"));
        settings.put("tls-port", "0");
        Node node = nodes.add(TestNodes.startAlone(directory, settings));
        SSLContext context = authority.client(authority.issue("user"));
        try (Socket tcp = new Socket(InetAddress.getLoopbackAddress(), node.tlsPort());
                SSLSocket client =
                        (SSLSocket) context.getSocketFactory().createSocket(tcp, "127.0.0.1", node.tlsPort(), false);
                Jedis other = TestNodes.jedis(node)) {
            tcp.setSoTimeout(PATIENCE_MILLIS);
            client.getOutputStream().write("WAIT 1 200\r\nECHO behind\r\n".getBytes(ISO_8859_1));
            client.shutdownOutput();
            if (tcpEndsToo) {
                tcp.shutdownOutput();
            }
            InputStream replies = client.getInputStream();
            assertThat(new String(replies.readAllBytes(), ISO_8859_1)).isEqualTo(":0\r\n$6\r\nbehind\r\n");
            awaitClients(other, 1, 0);
        }
    }
}
