package dev.espalier.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.bench.harness.FaultProxy.Direction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every fault of the proxy, on real sockets. */
@Timeout(20)
class FaultProxyTest {
    private static final int SHORT_MILLIS = 150;

    private ServerSocket server;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        proxy = FaultProxy.to(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(60_000);
        return client;
    }

    private static void silent(Socket socket) throws IOException {
        socket.setSoTimeout(SHORT_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(60_000);
    }

    @Test
    void passesBytesBothWaysAndHalfACloseAsSuch() throws IOException {
        try (Socket client = connect();
                Socket peer = server.accept()) {
            client.getOutputStream().write(new byte[100_000]);
            client.shutdownOutput();
            assertThat(peer.getInputStream().readAllBytes()).hasSize(100_000);
            peer.getOutputStream().write(7);
            assertThat(client.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void aCutOneWayHoldsBytesBackAndHealingLetsThemThroughInOrder() throws IOException {
        try (Socket client = connect();
                Socket peer = server.accept()) {
            proxy.cut(Direction.TO_TARGET);
            client.getOutputStream().write(new byte[] {1, 2, 3});
            peer.getOutputStream().write(9);
            assertThat(client.getInputStream().read()).isEqualTo(9);
            silent(peer);
            proxy.heal();
            assertThat(peer.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
        }
    }

    @Test
    void aCutBothWaysHoldsAlsoForANewConnection() throws IOException {
        proxy.cut(Direction.BOTH);
        try (Socket client = connect();
                Socket peer = server.accept()) {
            client.getOutputStream().write(1);
            peer.getOutputStream().write(2);
            silent(peer);
            silent(client);
            proxy.heal();
            assertThat(peer.getInputStream().read()).isEqualTo(1);
            assertThat(client.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void droppedConnectionsEndAndNewOnesAreRefusedUntilHealed() throws IOException {
        try (Socket client = connect();
                Socket peer = server.accept()) {
            client.getOutputStream().write(1);
            assertThat(peer.getInputStream().read()).isEqualTo(1);
            proxy.refuse(true);
            proxy.dropConnections();
            assertThatThrownBy(() -> {
                        if (client.getInputStream().read() < 0) {
                            throw new IOException("closed");
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
        try (Socket refused = connect()) {
            assertThatThrownBy(() -> {
                        if (refused.getInputStream().read() < 0) {
                            throw new IOException("closed");
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
        proxy.heal();
        try (Socket client = connect();
                Socket peer = server.accept()) {
            client.getOutputStream().write(4);
            assertThat(peer.getInputStream().read()).isEqualTo(4);
        }
    }

    @Test
    void delayAndThrottleTakeTheirTime() throws IOException {
        try (Socket client = connect();
                Socket peer = server.accept()) {
            proxy.delay(Duration.ofMillis(SHORT_MILLIS), Duration.ofMillis(SHORT_MILLIS));
            long started = System.nanoTime();
            client.getOutputStream().write(1);
            assertThat(peer.getInputStream().read()).isEqualTo(1);
            assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(SHORT_MILLIS * 1_000_000L);
            proxy.heal();
            proxy.throttle(10_000);
            started = System.nanoTime();
            client.getOutputStream().write(new byte[2_000]);
            assertThat(peer.getInputStream().readNBytes(2_000)).hasSize(2_000);
            assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(150 * 1_000_000L);
        }
    }
}
