package dev.espalier.bench.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bench.harness.FaultNetwork;
import dev.espalier.bench.harness.NodeSpec;
import dev.espalier.bench.harness.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes' links, played by plain sockets: what is sent over them while faults last. */
final class NetworkFaultsTest {
    private final FaultNetwork network = new FaultNetwork();
    private final NetworkFaults faults = new NetworkFaults(network);
    private final BlockingQueue<Integer> arrived = new LinkedBlockingQueue<>();
    private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
    private ServerSocket second;
    private int port;

    @BeforeEach
    void link() throws IOException {
        second = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Peer one = new Peer(1, "127.0.0.1", 1);
        Peer two = new Peer(2, "127.0.0.1", second.getLocalPort());
        Path none = Path.of("x");
        port = network.rewired(new NodeSpec(1, "127.0.0.1", 1, 1, none, none, List.of(two)))
                .peers()
                .getFirst()
                .port();
        network.rewired(new NodeSpec(2, "127.0.0.1", 2, 2, none, none, List.of(one)));
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket socket = second.accept();
                    accepted.add(socket);
                    Thread.ofVirtual().start(() -> read(socket));
                }
            } catch (IOException e) {
                // The test is over.
            }
        });
    }

    private void read(Socket socket) {
        try {
            for (int b = socket.getInputStream().read();
                    b >= 0;
                    b = socket.getInputStream().read()) {
                arrived.add(b);
            }
        } catch (IOException e) {
            // Reset, as the faults have it.
        }
    }

    @AfterEach
    void close() throws IOException {
        faults.close();
        network.close();
        second.close();
    }

    private static Fault.Route route(boolean bothWays) {
        return new Fault.Route(Set.of(1), Set.of(2), bothWays);
    }

    private Socket connect() throws IOException, InterruptedException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(300);
        assertThat(accepted.poll(60, TimeUnit.SECONDS)).isNotNull();
        return socket;
    }

    @Test
    void aPartitionHoldsBackUntilItEnds() throws Exception {
        try (Socket socket = connect()) {
            Fault partition = new Fault.Partition(route(true), Duration.ZERO);
            faults.begin(partition);
            socket.getOutputStream().write(7);
            assertThat(arrived.poll(300, TimeUnit.MILLISECONDS)).isNull();
            faults.end(partition);
            assertThat(arrived.poll(60, TimeUnit.SECONDS)).isEqualTo(7);
        }
    }

    @Test
    void aFaultThatEndsLeavesOthersOfTheSameLink() throws Exception {
        try (Socket socket = connect()) {
            Fault partition = new Fault.Partition(route(false), Duration.ZERO);
            Fault delay = new Fault.Delay(route(true), Duration.ofMillis(1), Duration.ZERO);
            faults.begin(delay);
            faults.begin(partition);
            faults.end(delay);
            socket.getOutputStream().write(7);
            assertThat(arrived.poll(300, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void aFlappingPartitionLetsThroughInTurn() throws Exception {
        try (Socket socket = connect()) {
            faults.begin(new Fault.Partition(route(true), Duration.ofMillis(100)));
            socket.getOutputStream().write(7);
            assertThat(arrived.poll(60, TimeUnit.SECONDS)).isEqualTo(7);
        }
    }

    @Test
    void lossBreaksConnections() throws Exception {
        try (Socket socket = connect()) {
            faults.begin(new Fault.Loss(route(true), Duration.ofMillis(50)));
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            boolean broken = false;
            while (!broken && System.nanoTime() - until < 0) {
                broken = isBroken(socket);
            }
            assertThat(broken).isTrue();
        }
    }

    @Test
    void duplicationLetsPutsArriveAndNoAnswer() throws Exception {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(300);
        Socket peer = accepted.poll(60, TimeUnit.SECONDS);
        Fault duplication = new Fault.Duplication(route(false), Duration.ofSeconds(60));
        faults.begin(duplication);
        socket.getOutputStream().write(7);
        assertThat(arrived.poll(60, TimeUnit.SECONDS)).isEqualTo(7);
        peer.getOutputStream().write(1);
        assertThat(isBroken(socket)).isFalse();
        faults.end(duplication);
        // The answer does not come any more, so that the other side sends again.
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!isBroken(socket) && System.nanoTime() - until < 0) {
            Thread.onSpinWait();
        }
        assertThat(isBroken(socket)).isTrue();
        socket.close();
    }

    /** Whether reading fails or ends; a byte that is read is a failure of the test. */
    private static boolean isBroken(Socket socket) throws IOException {
        try {
            int read = socket.getInputStream().read();
            assertThat(read).isEqualTo(-1);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
