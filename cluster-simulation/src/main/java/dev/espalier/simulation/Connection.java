package dev.espalier.simulation;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A simulated TCP connection: bytes in order each way, until it breaks. */
final class Connection {
    /** One end, and what is on its way to it. */
    static final class Side {
        final Connection connection;
        final int host;
        final Endpoint endpoint;

        /** What a cut holds back, to this end. */
        final ArrayDeque<Runnable> held = new ArrayDeque<>();

        long lastArrivalNanos;
        int bytesOnTheWay;

        /** Its process is gone, or it closed the connection itself. */
        boolean gone;

        Side(Connection connection, int host, Endpoint endpoint) {
            this.connection = connection;
            this.host = host;
            this.endpoint = endpoint;
        }

        Side other() {
            Side left = connection.left;
            Side right = connection.right;
            if (left == null || right == null) {
                throw new IllegalStateException("a connection with one end");
            }
            return left == this ? right : left;
        }
    }

    private @Nullable Side left;
    private @Nullable Side right;

    void ends(Side one, Side another) {
        left = one;
        right = another;
    }
}
