package dev.espalier.bench.harness;

import dev.espalier.bench.harness.FaultProxy.Direction;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** One way of one proxied connection: a thread that reads and one that writes when the faults let it. */
final class FaultPump {
    private static final int PIECE_BYTES_MAX = 32 << 10;

    /** So much is on its way at most, about what socket buffers would hold. */
    private static final int PIECES_MAX = 64;

    private record Piece(byte[] bytes, long dueNanos) {
        boolean isLast() {
            return bytes.length == 0;
        }
    }

    private final Socket from;
    private final Socket to;
    private final Direction direction;
    private final LinkFaults faults;
    private final Closeable end;
    private final BlockingQueue<Piece> onTheWay = new ArrayBlockingQueue<>(PIECES_MAX);

    private FaultPump(Socket from, Socket to, Direction direction, LinkFaults faults, Closeable end) {
        this.from = from;
        this.to = to;
        this.direction = direction;
        this.faults = faults;
        this.end = end;
    }

    /**
     * Begins to pump.
     *
     * @param end closes both sockets
     */
    static void start(Socket from, Socket to, Direction direction, LinkFaults faults, Closeable end) {
        FaultPump pump = new FaultPump(from, to, direction, faults, end);
        Thread writer = Thread.ofVirtual().start(pump::write);
        Thread.ofVirtual().start(() -> pump.read(writer));
    }

    private void read(Thread writer) {
        try {
            byte[] buffer = new byte[PIECE_BYTES_MAX];
            int count = from.getInputStream().read(buffer);
            while (count >= 0) {
                onTheWay.put(new Piece(Arrays.copyOf(buffer, count), faults.due(System.nanoTime())));
                count = from.getInputStream().read(buffer);
            }
            onTheWay.put(new Piece(new byte[0], System.nanoTime()));
        } catch (IOException e) {
            writer.interrupt();
            finish();
        } catch (InterruptedException e) {
            finish();
        }
    }

    private void write() {
        try {
            for (Piece piece = onTheWay.take(); !piece.isLast(); piece = onTheWay.take()) {
                TimeUnit.NANOSECONDS.sleep(piece.dueNanos() - System.nanoTime());
                TimeUnit.NANOSECONDS.sleep(faults.passageNanos(piece.bytes().length));
                faults.awaitOpen(direction);
                to.getOutputStream().write(piece.bytes());
            }
            faults.awaitOpen(direction);
            // Half a close is passed on as half a close.
            to.shutdownOutput();
        } catch (IOException | InterruptedException e) {
            finish();
        }
    }

    private void finish() {
        try {
            end.close();
        } catch (IOException e) {
            throw new IllegalStateException("resetting a connection, which fails silently", e);
        }
    }
}
