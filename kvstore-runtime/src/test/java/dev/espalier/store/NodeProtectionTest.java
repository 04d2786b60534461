package dev.espalier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.RawClient;
import dev.espalier.store.fixture.TestNodes;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Who may connect, and how much a client can make a node hold. */
class NodeProtectionTest {
    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    private static InetAddress outsideAddress() throws SocketException {
        Optional<InetAddress> found = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), "this machine has no address but loopback");
        return found.orElseThrow();
    }

    private static String answerTo(InetAddress address, int port, String request) throws IOException {
        try (Socket socket = new Socket(address, port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void withoutAPasswordOnlyThisMachineIsAnswered() throws Exception {
        InetAddress outside = outsideAddress();
        Node node = nodes.add(TestNodes.startAlone(directory, Map.of("bind", "0.0.0.0")));
        assertThat(answerTo(outside, node.clientPort(), ""))
                .startsWith("-DENIED this node is in protected mode, since no password is set");
        try (Jedis local = TestNodes.jedis(node)) {
            assertThat(local.ping()).isEqualTo("PONG");
            local.configSet("requirepass", "secret");
            assertThat(answerTo(outside, node.clientPort(), "PING\r\nAUTH secret\r\nPING\r\n"))
                    .isEqualTo("-NOAUTH Authentication required.\r\n+OK\r\n+PONG\r\n");
            local.configSet("requirepass", "", "protected-mode", "no");
        }
        assertThat(answerTo(outside, node.clientPort(), "PING\r\n")).isEqualTo("+PONG\r\n");
    }

    @Test
    void aSubscriberThatTakesNothingIsCutOff() throws Exception {
        Node node = nodes.add(TestNodes.startAlone(directory, Map.of()));
        byte[] message = new byte[1 << 20];
        try (RawClient deaf = new RawClient(node.clientPort());
                Jedis talker = TestNodes.jedis(node)) {
            deaf.send("SUBSCRIBE c\r\n").readLine();
            TestNodes.await(
                    "the subscriber to be there",
                    () -> Long.valueOf(1).equals(talker.pubsubNumSub("c").get("c")));
            int receivers = 1;
            for (int i = 0; i < 200 && receivers > 0; i++) {
                receivers = (int) talker.publish("c".getBytes(StandardCharsets.US_ASCII), message);
            }
            assertThat(receivers).as("it is cut off long before 200 MiB").isZero();
            assertThat(talker.info("clients")).contains("connected_clients:1\r\n");
        }
    }

    @Test
    void whatATransactionMayQueueIsBounded() throws Exception {
        Node node = nodes.add(TestNodes.startAlone(directory, Map.of("max-bulk-bytes", "1048576")));
        try (RawClient client = new RawClient(node.clientPort())) {
            client.send("MULTI\r\n").readLine();
            String set = "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$1000000\r\n" + "x".repeat(1_000_000) + "\r\n";
            String reply = "+QUEUED\r\n";
            int queued = 0;
            while (reply.equals("+QUEUED\r\n") && queued < 100) {
                reply = client.send(set).readLine();
                queued++;
            }
            assertThat(reply).startsWith("-ERR the transaction exceeds ");
            assertThat(client.send("EXEC\r\n").readLine()).startsWith("-EXECABORT");
        }
    }

    @Test
    void readModifyWriteCanBeRefused() throws Exception {
        Node node = nodes.add(TestNodes.startAlone(directory, Map.of("read-modify-write", "refuse")));
        try (RawClient client = new RawClient(node.clientPort())) {
            for (String refused : new String[] {"INCR k", "SETNX k v", "SET k v NX", "APPEND k v", "EXPIRE k 10"}) {
                assertThat(client.send(refused + "\r\n").readLine())
                        .as(refused)
                        .contains("reads a key and writes what depends on it")
                        .contains("CONFIG SET read-modify-write node");
            }
            assertThat(client.send("SET k v EX 10\r\n").readLine()).isEqualTo("+OK\r\n");
            assertThat(client.send("CONFIG SET read-modify-write node\r\n").readLine())
                    .isEqualTo("+OK\r\n");
            assertThat(client.send("INCR n\r\n").readLine()).isEqualTo(":1\r\n");
        }
    }
}
