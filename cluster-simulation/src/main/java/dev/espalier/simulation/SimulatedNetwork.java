package dev.espalier.simulation;

import dev.espalier.simulation.Connection.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * The network between hosts: latencies, cuts in either direction, connections that break. Within a connection bytes keep
 * their order and none is lost, as TCP has it; what a cut holds back arrives when it heals.
 */
final class SimulatedNetwork {
    private static final long CONNECT_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Takes connections of a host; {@code null} endpoints are refused. */
    interface Listener {
        /** Whether anybody listens there now. */
        boolean listens();

        /** Makes the end of a new connection; {@code toPeerPort} says which port it came to. */
        Side accept(Connection connection, int from, boolean toPeerPort);
    }

    /** What becomes of an attempt to connect. */
    interface Attempt {
        /** This end of the connection. */
        Side open(Connection connection);

        /** It is established. */
        void connected(Side side);

        /** It is not, and why. */
        void failed(String why);
    }

    private record Way(int from, int to) {}

    private final Timeline timeline;
    private final SplittableRandom random;
    private final FaultRates rates;
    private final Set<Way> cuts = new HashSet<>();
    private final List<Connection.Side> sides = new ArrayList<>();
    private boolean calm;

    SimulatedNetwork(Timeline timeline, SplittableRandom random, FaultRates rates) {
        this.timeline = timeline;
        this.random = random;
        this.rates = rates;
    }

    private long latency() {
        long least = rates.latencyNanosMin();
        long spread = calm ? least : rates.latencyNanosMax() - least;
        return least + random.nextLong(spread + 1);
    }

    /** Connects {@code from} to a listener of {@code to}. */
    void connect(int from, int to, boolean toPeerPort, Listener listener, Attempt attempt) {
        if (isCut(from, to) || isCut(to, from)) {
            timeline.after(CONNECT_LIMIT_NANOS, () -> attempt.failed("timed out"));
            return;
        }
        long there = latency();
        long back = there + latency();
        timeline.after(there, () -> {
            if (!listener.listens()) {
                timeline.after(back - there, () -> attempt.failed("connection refused"));
                return;
            }
            Connection connection = new Connection();
            Side near = attempt.open(connection);
            Side far = listener.accept(connection, from, toPeerPort);
            connection.ends(near, far);
            sides.add(near);
            sides.add(far);
            timeline.after(back - there, () -> {
                if (!near.gone) {
                    attempt.connected(near);
                }
            });
        });
    }

    /** Sends bytes from one end; {@code departureNanos} is when they leave. */
    void send(Side from, byte[] bytes, long departureNanos) {
        Side to = from.other();
        if (from.gone) {
            return;
        }
        Runnable arrival = to.endpoint.leaving(bytes);
        to.bytesOnTheWay += bytes.length;
        pass(from, to, departureNanos, () -> {
            if (to.gone) {
                reset(from);
            } else {
                arrival.run();
            }
        });
    }

    /** Takes note that {@code side} has read so many bytes. */
    void taken(Side side, int bytes) {
        side.bytesOnTheWay -= bytes;
        Side other = side.other();
        if (!other.gone) {
            timeline.after(latency(), () -> {
                if (!other.gone) {
                    other.endpoint.hasRoom();
                }
            });
        }
    }

    /** Whether {@code side} may send more: so much is on its way to the other end already. */
    boolean hasRoom(Side side) {
        return side.other().bytesOnTheWay < rates.socketBytes();
    }

    /** One end closes: the other is told behind all bytes. */
    void close(Side from) {
        if (from.gone) {
            return;
        }
        from.gone = true;
        Side to = from.other();
        pass(from, to, timeline.nanoTime(), () -> told(to));
    }

    private void pass(Side from, Side to, long departureNanos, Runnable arrival) {
        if (isCut(from.host, to.host) || !to.held.isEmpty()) {
            to.held.add(arrival);
            return;
        }
        long nanos = Math.max(departureNanos + latency(), to.lastArrivalNanos + 1);
        to.lastArrivalNanos = nanos;
        timeline.at(nanos, arrival);
    }

    /** The connection breaks under both ends. */
    private void reset(Side side) {
        timeline.after(latency(), () -> told(side));
    }

    private void told(Side side) {
        if (!side.gone) {
            side.gone = true;
            side.endpoint.closed();
        }
        forget();
    }

    /** A middlebox drops a connection between nodes, whichever it is: both ends hear of it. */
    void breakOne() {
        List<Side> open = sides.stream().filter(side -> !side.gone).toList();
        if (!open.isEmpty()) {
            Side side = open.get(random.nextInt(open.size()));
            Side other = side.other();
            reset(side);
            reset(other);
        }
    }

    /**
     * The process of {@code host} is gone.
     *
     * @param silently whether the other ends are not told, as when the power fails
     */
    void died(int host, boolean silently) {
        for (Side side : List.copyOf(sides)) {
            if (side.host == host && !side.gone) {
                side.gone = true;
                if (!silently) {
                    Side other = side.other();
                    pass(side, other, timeline.nanoTime(), () -> told(other));
                }
            }
        }
        forget();
    }

    private void forget() {
        sides.removeIf(side -> side.gone && side.other().gone);
    }

    /** Nothing gets from {@code from} to {@code to} any more. */
    void cut(int from, int to) {
        cuts.add(new Way(from, to));
    }

    boolean isCut(int from, int to) {
        return !cuts.isEmpty() && cuts.contains(new Way(from, to));
    }

    /** Ends all cuts; what they held back goes. */
    void heal() {
        cuts.clear();
        for (Side side : List.copyOf(sides)) {
            while (!side.held.isEmpty()) {
                long nanos = Math.max(timeline.nanoTime() + latency(), side.lastArrivalNanos + 1);
                side.lastArrivalNanos = nanos;
                timeline.at(nanos, side.held.remove());
            }
        }
    }

    /** From now on latencies are short. */
    void calmDown() {
        calm = true;
        heal();
    }
}
