package dev.espalier.store.peer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;

/** A socket that carries frames: a peer that speaks for itself. */
final class Wire implements AutoCloseable {
    private final Socket socket;
    private final ByteBuf in = Unpooled.buffer();

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(20_000);
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

    /** Sends no more, and still takes what comes. */
    void finishSending() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
