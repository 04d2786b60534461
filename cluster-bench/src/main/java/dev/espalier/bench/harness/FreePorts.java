package dev.espalier.bench.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ports that nobody listens on. Another process may take one before it is used; starting again then helps. */
public final class FreePorts {
    private static final int LOWEST = 20_000;
    private static final int ATTEMPTS_PER_PORT = 1_000;
    private static final long POLL_MILLIS = 20;

    private FreePorts() {}

    /** {@code count} different free TCP ports of {@code host}, each 20000 or above. */
    public static List<Integer> find(String host, int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            InetAddress address = InetAddress.getByName(host);
            List<Integer> ports = new ArrayList<>();
            for (int attempt = 0; ports.size() < count; attempt++) {
                if (attempt == ATTEMPTS_PER_PORT * count) {
                    throw new IOException("found only " + ports.size() + " of " + count + " free ports of " + host
                            + " from " + LOWEST + " up; close other servers or widen the system's ephemeral ports");
                }
                // Held until all are found, so that none is found twice.
                ServerSocket socket = new ServerSocket();
                held.add(socket);
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(address, 0));
                if (socket.getLocalPort() >= LOWEST) {
                    ports.add(socket.getLocalPort());
                }
            }
            return ports;
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    /**
     * Makes sure that nobody listens on {@code port} of {@code host}, and that we may.
     *
     * @param grace how long to wait for a port that is in use
     * @param otherwise what to do, if not to stop the one that listens
     * @throws IOException naming the port, the cause and the next step
     */
    static void require(String host, int port, Duration grace, String otherwise)
            throws IOException, InterruptedException {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IOException("host " + host + " has no known address; give nodes an address of this machine", e);
        }
        long until = System.nanoTime() + grace.toNanos();
        while (true) {
            try (ServerSocket socket = new ServerSocket()) {
                // As servers do: connections that linger after their server ended are no obstacle.
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(address, port));
                return;
            } catch (IOException e) {
                if (System.nanoTime() - until >= 0) {
                    throw new IOException(
                            "port " + port + " of " + host + " cannot be listened on (" + e.getMessage()
                                    + "); stop what listens there, or " + otherwise,
                            e);
                }
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }
}
