package dev.espalier.bench.resp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A blocking client for the occasional call: readiness, INFO, comparing replicas. Not for load. One thread at a time.
 * Every failure names the server.
 */
public final class RespClient implements Closeable {
    private static final int NESTING_MAX = 8;
    private static final int READ_BYTES = 64 * 1024;

    private final Target target;
    private final Socket socket;
    private final InputStream input;
    private final Duration timeout;
    private final ByteBuf received = Unpooled.buffer(READ_BYTES);
    private final RespReplyReader reader = new RespReplyReader();

    private RespClient(Target target, Socket socket, Duration timeout) throws IOException {
        this.target = target;
        this.socket = socket;
        this.input = socket.getInputStream();
        this.timeout = timeout;
    }

    /**
     * Connects, and enters as the target says.
     *
     * @param timeout how long to wait for the connection, and later for each read of an answer; at least 1 ms
     * @throws IOException if nothing answers there in time, or it does not let us in
     */
    public static RespClient connect(Target target, Duration timeout) throws IOException {
        int millis = Math.toIntExact(Math.max(1, timeout.toMillis()));
        TlsMaterial tls = target.access().tls();
        // Before the connection is there, for a server waits for a handshake only so long.
        SSLSocketFactory factory = tls == null ? null : tls.context().context().getSocketFactory();
        Socket socket = new Socket();
        try {
            var address = target.resolve();
            if (address.isUnresolved()) {
                throw new UnknownHostException("host " + target.host() + " has no known address");
            }
            socket.connect(address, millis);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(millis);
            RespClient client =
                    new RespClient(target, factory == null ? socket : secured(socket, target, factory), timeout);
            client.logIn();
            return client;
        } catch (IOException e) {
            socket.close();
            throw new IOException("cannot connect to " + target + ": " + e.getMessage(), e);
        }
    }

    private static Socket secured(Socket plain, Target target, SSLSocketFactory factory) throws IOException {
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, target.host(), target.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            throw new IOException("TLS was not agreed on: " + e.getMessage(), e);
        }
    }

    private void logIn() throws IOException {
        List<String> login = target.access().login();
        if (!login.isEmpty()) {
            RespReply reply = call(login.toArray(String[]::new));
            if (!reply.equals(new RespReply.Status("OK"))) {
                throw new IOException("it did not accept the password: " + reply);
            }
        }
    }

    /** Sends a command of text arguments and waits for its reply. */
    public RespReply call(String... arguments) throws IOException {
        List<byte[]> encoded = new ArrayList<>(arguments.length);
        for (String argument : arguments) {
            encoded.add(argument.getBytes(StandardCharsets.UTF_8));
        }
        return call(encoded);
    }

    /**
     * Sends a command and waits for its reply. An error reply is a value, not an exception.
     *
     * @throws IOException if the connection fails, the answer is late, or it is no reply
     */
    public RespReply call(List<byte[]> arguments) throws IOException {
        ByteBuf request = Unpooled.buffer();
        RespRequests.write(request, arguments);
        try {
            socket.getOutputStream().write(request.array(), request.arrayOffset(), request.readableBytes());
            return reply(0);
        } catch (SocketTimeoutException e) {
            throw new IOException(target + " did not answer within " + timeout.toMillis() + " ms", e);
        } catch (EOFException e) {
            throw new IOException(target + " closed the connection instead of answering", e);
        } catch (IOException | MalformedReplyException e) {
            throw new IOException("no usable answer from " + target + ": " + e.getMessage(), e);
        }
    }

    private RespReply reply(int depth) throws IOException {
        RespReplyReader.Token token = reader.next(received);
        while (token == RespReplyReader.Token.INCOMPLETE) {
            fill();
            token = reader.next(received);
        }
        return switch (token) {
            case STATUS -> new RespReply.Status(text());
            case ERROR -> new RespReply.Failure(text());
            case INTEGER -> new RespReply.IntegerNumber(reader.number());
            case NULL -> new RespReply.Null();
            case BULK -> {
                byte[] content = new byte[reader.length()];
                received.getBytes(reader.offset(), content);
                yield new RespReply.Bulk(content);
            }
            case ARRAY -> {
                if (depth == NESTING_MAX) {
                    throw new MalformedReplyException("arrays nested more than " + NESTING_MAX + " deep");
                }
                List<RespReply> elements = new ArrayList<>();
                for (long left = reader.number(); left > 0; left--) {
                    elements.add(reply(depth + 1));
                }
                yield new RespReply.Many(elements);
            }
            case INCOMPLETE -> throw new AssertionError("the loop above left with a token");
        };
    }

    private String text() {
        return received.toString(reader.offset(), reader.length(), StandardCharsets.UTF_8);
    }

    private void fill() throws IOException {
        received.discardReadBytes();
        received.ensureWritable(READ_BYTES);
        int count = input.read(received.array(), received.arrayOffset() + received.writerIndex(), READ_BYTES);
        if (count < 0) {
            throw new EOFException("end of stream");
        }
        received.writerIndex(received.writerIndex() + count);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
