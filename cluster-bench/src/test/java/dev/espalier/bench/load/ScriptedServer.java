package dev.espalier.bench.load;

import dev.espalier.bench.resp.Target;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server that answers as a script says, wrongly if it says so. */
public final class ScriptedServer implements AutoCloseable {
    /** What to do for a command: send some text, or close the connection. */
    public record Answer(@Nullable String text) {
        /** Sends {@code text}. */
        public static Answer send(String text) {
            return new Answer(text);
        }

        /** Closes the connection. */
        public static Answer close() {
            return new Answer(null);
        }
    }

    /** The script: {@code number} counts the commands of a connection, from 0. */
    public interface Script {
        /** What to do for {@code command}. */
        Answer answer(String command, int number);
    }

    private final ServerSocket listener;
    private final Script script;
    private final List<Socket> sockets = new ArrayList<>();
    private volatile boolean closed;

    /** A server on a free port. */
    public ScriptedServer(Script script) throws IOException {
        this(0, script);
    }

    /** A server on the port of that number. */
    public ScriptedServer(int port, Script script) throws IOException {
        this.script = script;
        listener = new ServerSocket(port, 64, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Where it answers. */
    public Target target() {
        return new Target("127.0.0.1", listener.getLocalPort());
    }

    private void accept() {
        try {
            while (!closed) {
                Socket socket = listener.accept();
                synchronized (sockets) {
                    sockets.add(socket);
                }
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            requireClosing(e);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            for (int number = 0; true; number++) {
                List<String> command = read(in);
                // Of a command with a subcommand, that.
                String name = command.getFirst().equals("SESSION") ? command.get(1) : command.getFirst();
                String text = script.answer(name, number).text();
                if (text == null) {
                    return;
                }
                socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (EOFException | SocketException e) {
            // The client went away, as clients do.
            return;
        } catch (IOException e) {
            requireClosing(e);
        }
    }

    private static List<String> read(DataInputStream in) throws IOException {
        int count = number(in, '*');
        List<String> command = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] argument = new byte[number(in, '$')];
            in.readFully(argument);
            in.readFully(new byte[2]);
            command.add(new String(argument, StandardCharsets.US_ASCII));
        }
        return command;
    }

    private static int number(DataInputStream in, char type) throws IOException {
        byte first = in.readByte();
        if (first != type) {
            throw new IOException("the client sent " + first + " where " + type + " belongs");
        }
        int value = 0;
        for (byte b = in.readByte(); b != '\r'; b = in.readByte()) {
            value = value * 10 + b - '0';
        }
        in.readByte();
        return value;
    }

    private void requireClosing(IOException e) {
        if (!closed) {
            throw new IllegalStateException("the scripted server failed", e);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
        synchronized (sockets) {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
