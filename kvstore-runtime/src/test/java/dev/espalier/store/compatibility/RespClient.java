package dev.espalier.store.compatibility;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;

/** A client that gives replies as they came, whole, each byte as one char of ISO 8859-1. */
final class RespClient implements AutoCloseable {
    /** What {@link #reply} gives when none came in time. */
    static final String NOTHING = "(nothing)";

    private final Socket socket;
    private final InputStream in;

    RespClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void send(List<String> command) throws IOException {
        StringBuilder request = new StringBuilder("*" + command.size() + "\r\n");
        command.forEach(word -> request.append('$')
                .append(word.length())
                .append("\r\n")
                .append(word)
                .append("\r\n"));
        sendRaw(request.toString());
    }

    void sendRaw(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** The next reply; empty when the server has closed the connection. */
    String reply() throws IOException {
        StringBuilder reply = new StringBuilder();
        try {
            readInto(reply);
        } catch (EOFException | SocketException closed) {
            reply.append("(closed)");
        } catch (SocketTimeoutException late) {
            reply.append(NOTHING);
        }
        return reply.toString();
    }

    private void readInto(StringBuilder reply) throws IOException {
        String line = line();
        reply.append(line);
        char type = line.charAt(0);
        if ("*%~>|$=".indexOf(type) < 0) {
            return;
        }
        int length = Integer.parseInt(line.substring(1, line.length() - 2));
        if (type == '$' || type == '=') {
            if (length >= 0) {
                byte[] content = in.readNBytes(length + 2);
                if (content.length < length + 2) {
                    throw new EOFException();
                }
                reply.append(new String(content, ISO_8859_1));
            }
        } else {
            int elements = type == '%' || type == '|' ? 2 * length : length;
            for (int i = 0; i < elements; i++) {
                readInto(reply);
            }
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = 0;
        while (b != '\n') {
            b = in.read();
            if (b < 0) {
                throw new EOFException();
            }
            line.write(b);
        }
        return line.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
