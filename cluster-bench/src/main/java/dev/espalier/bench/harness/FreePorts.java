package dev.espalier.bench.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Finds ports that nobody listens on. Another process may take one before it is used; starting again then helps. */
public final class FreePorts {
    private static final int LOWEST = 20_000;
    private static final int ATTEMPTS_PER_PORT = 1_000;

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
}
