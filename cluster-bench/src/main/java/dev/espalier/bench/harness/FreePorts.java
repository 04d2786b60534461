package dev.espalier.bench.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ports that nobody listens on, outside of those that the system gives to connections: a node that is restarted must find
 * its port again. Another process may take one before it is used all the same; starting again then helps.
 */
public final class FreePorts {
    private static final int LOWEST = 20_000;
    private static final int ATTEMPTS_PER_PORT = 1_000;
    private static final long POLL_MILLIS = 20;
    private static final Path EPHEMERAL = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    /** Where the ports that systems give to connections begin, if this one does not tell: Linux's own setting. */
    private static final int EPHEMERAL_USUALLY = 32_768;

    private FreePorts() {}

    /** {@code count} different free TCP ports of {@code host}, each 20000 or above. */
    public static List<Integer> find(String host, int count) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        int end = end();
        Set<Integer> ports = new LinkedHashSet<>();
        @Nullable BindException last = null;
        for (int attempt = 0; ports.size() < count; attempt++) {
            if (attempt == ATTEMPTS_PER_PORT * count) {
                throw new IOException(
                        "found only " + ports.size() + " of " + count + " free ports of " + host
                                + " from " + LOWEST + " to " + (end - 1)
                                + (last == null ? "" : " (" + last.getMessage() + ")")
                                + "; close other servers, or name an address of this machine",
                        last);
            }
            int port = ThreadLocalRandom.current().nextInt(LOWEST, end);
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(address, port));
                ports.add(port);
            } catch (BindException taken) {
                // Somebody listens there; another may be free.
                last = taken;
            }
        }
        return List.copyOf(ports);
    }

    /** The port behind the last that may be taken: what the system gives to connections is left to it, if that leaves enough. */
    private static int end() {
        // Buffered: such a file is to be read at once, and what is read from its middle on is nothing.
        try (BufferedReader range = Files.newBufferedReader(EPHEMERAL)) {
            int lowest = new Scanner(range).nextInt();
            return lowest > LOWEST + ATTEMPTS_PER_PORT ? lowest : 1 << 16;
        } catch (IOException | NoSuchElementException elsewhere) {
            return EPHEMERAL_USUALLY;
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
