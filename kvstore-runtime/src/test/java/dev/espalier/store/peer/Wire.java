package dev.espalier.store.peer;

import dev.espalier.core.NodeId;
import dev.espalier.store.Node;
import dev.espalier.store.peer.PeerFrame.Hello;
import dev.espalier.store.peer.PeerFrame.Purpose;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** A socket that carries frames: a peer that speaks for itself. */
final class Wire implements AutoCloseable {
    private static final int SILENCE_MILLIS_MAX = 20_000;
    private static final int END_MILLIS_MAX = 5_000;

    private final Socket socket;
    private final ByteBuf in = Unpooled.buffer();

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(SILENCE_MILLIS_MAX);
    }

    /** To the peer port of {@code node}. */
    static Wire to(Node node) throws IOException {
        return new Wire(new Socket(InetAddress.getLoopbackAddress(), node.peerPort()));
    }

    /** The greeting of {@code from}, which sends puts to node 1 of a test and speaks versions {@code least} to {@code version}. */
    static Hello hello(NodeId from, int version, int least) {
        return new Hello(
                version,
                least,
                "test",
                from,
                new NodeId(1),
                "test-vector",
                "0".repeat(64),
                version > 2 ? 77 : 0,
                0,
                0,
                Purpose.PUTS);
    }

    void send(PeerFrame frame) throws IOException {
        ByteBuf out = Unpooled.buffer();
        WrittenFrames.write(frame, out);
        send(out);
    }

    void send(ByteBuf frames) throws IOException {
        byte[] bytes = new byte[frames.readableBytes()];
        frames.readBytes(bytes);
        socket.getOutputStream().write(bytes);
    }

    PeerFrame next() throws IOException, PeerProtocolException {
        while (true) {
            PeerFrame frame = PeerFrameReader.read(in, PeerFrameFormat.FRAME_BYTES_MAX);
            if (frame != null) {
                return frame;
            }
            byte[] some = new byte[4096];
            int read = socket.getInputStream().read(some);
            if (read < 0) {
                throw new EOFException();
            }
            in.writeBytes(some, 0, read);
        }
    }

    /**
     * Drops what still comes, acknowledgements for example, until the other side has ended: sooner than it would for silence, which
     * is after ten seconds.
     */
    void awaitEnd() throws IOException, PeerProtocolException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(END_MILLIS_MAX);
        socket.setSoTimeout(END_MILLIS_MAX);
        try {
            while (System.nanoTime() - until < 0) {
                next();
            }
        } catch (EOFException ended) {
            return;
        }
        throw new IOException("the other side has not ended");
    }

    /** Sends no more, and still takes what comes. */
    void finishSending() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
