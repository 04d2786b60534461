package dev.espalier.bench.harness;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy in front of one address that does what networks do: cuts either way or both, delays, throttles, resets
 * connections and refuses new ones. Bytes keep their order and none is lost while a connection lasts, as TCP has it; a cut
 * holds them back until it heals. Listens on the loopback address. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int CONNECT_LIMIT_MILLIS = 2_000;

    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final LinkFaults faults = new LinkFaults();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private FaultProxy(ServerSocket listener, InetSocketAddress target) {
        this.listener = listener;
        this.target = target;
    }

    /** Which way bytes go, seen from whoever connects to the proxy. */
    public enum Direction {
        /** From whoever connected to the target. */
        TO_TARGET,
        /** From the target back. */
        FROM_TARGET,
        /** Either way. */
        BOTH
    }

    /** A proxy on a free port. */
    public static FaultProxy to(InetSocketAddress target) throws IOException {
        return listen(0, target);
    }

    /**
     * A proxy on {@code port}; the target need not be there yet.
     *
     * @param port 0 for a free one
     */
    public static FaultProxy listen(int port, InetSocketAddress target) throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            listener.close();
            throw new IOException(
                    "the proxy to " + target + " cannot listen on port " + port + " (" + e.getMessage()
                            + "); choose another port, or 0 for a free one",
                    e);
        }
        FaultProxy proxy = new FaultProxy(listener, target);
        Thread.ofVirtual().name("proxy-" + listener.getLocalPort()).start(proxy::accept);
        return proxy;
    }

    /** Where it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Holds back what goes in {@code direction}, on old connections and new ones, until {@link #heal}. */
    public void cut(Direction direction) {
        faults.cut(direction);
    }

    /** Delays each piece by something between the two, without changing their order; {@link Duration#ZERO} twice for no delay. */
    public void delay(Duration least, Duration most) {
        if (least.isNegative() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException("a delay from " + least + " to " + most + "; give 0 <= least <= most");
        }
        faults.delay(least.toNanos(), most.toNanos());
    }

    /**
     * Lets at most so much through each way of each connection.
     *
     * @param bytesPerSecond 0 for no limit
     */
    public void throttle(long bytesPerSecond) {
        if (bytesPerSecond < 0) {
            throw new IllegalArgumentException(bytesPerSecond + " bytes a second; give 0 for no limit, or more");
        }
        faults.throttle(bytesPerSecond);
    }

    /** Whether new connections are reset at once; old ones stay. */
    public void refuse(boolean refused) {
        faults.refuse(refused);
    }

    /** Resets all connections; what was on its way is lost. */
    public void dropConnections() {
        open.forEach(FaultProxy::reset);
    }

    /** Ends all faults: what was held back goes. */
    public void heal() {
        faults.heal();
    }

    /** How many sockets it has open now, two a connection. */
    public int openSockets() {
        return open.size();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket source = listener.accept();
                if (faults.isRefusing()) {
                    reset(source);
                } else {
                    Thread.ofVirtual().start(() -> connect(source));
                }
            } catch (IOException e) {
                // Closed, or one connection that was gone before it was taken.
            }
        }
    }

    private void connect(Socket source) {
        open.add(source);
        Socket sink = new Socket();
        open.add(sink);
        try {
            sink.setTcpNoDelay(true);
            source.setTcpNoDelay(true);
            sink.connect(target, CONNECT_LIMIT_MILLIS);
            Closeable end = () -> end(source, sink);
            FaultPump.start(source, sink, Direction.TO_TARGET, faults, end);
            FaultPump.start(sink, source, Direction.FROM_TARGET, faults, end);
        } catch (IOException e) {
            end(source, sink);
        }
        if (listener.isClosed()) {
            end(source, sink);
        }
    }

    private void end(Socket source, Socket sink) {
        reset(source);
        reset(sink);
        open.remove(source);
        open.remove(sink);
    }

    /** Closes at once and without waiting for what is unsent, as a dead host does. */
    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed, which was the aim.
        }
    }

    /** Stops listening and resets all connections. */
    @Override
    public void close() throws IOException {
        listener.close();
        faults.heal();
        dropConnections();
    }
}
