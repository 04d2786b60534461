package dev.espalier.store.compatibility;

import dev.espalier.store.fixture.TestNodes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A Redis server without persistence and with one database. */
final class RedisServer implements AutoCloseable {
    private final Process process;
    private final int port;

    private RedisServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one; skips the test where Redis is not installed or is not of version 7. */
    static RedisServer start(Path directory) throws Exception {
        assumeVersionSeven();
        int port = TestNodes.freePorts(1).getFirst();
        List<String> command = new ArrayList<>(List.of("redis-server", "--port", Integer.toString(port)));
        command.addAll(List.of("--save", "", "--dir", directory.toString()));
        command.addAll(List.of("--enable-debug-command", "yes", "--daemonize", "no"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("redis.log").toFile())
                .start();
        RedisServer server = new RedisServer(process, port);
        TestNodes.await("Redis to answer", () -> server.answers());
        return server;
    }

    private static void assumeVersionSeven() throws IOException {
        try {
            Process asked = new ProcessBuilder("redis-server", "--version").start();
            String version = new String(asked.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            Assumptions.assumeTrue(version.contains("v=7.0."), "the comparison is with Redis 7.0, this is " + version);
        } catch (IOException missing) {
            Assumptions.abort("redis-server is not installed: " + missing.getMessage());
        }
    }

    private boolean answers() {
        try (RespClient client = new RespClient(port)) {
            client.send(List.of("PING"));
            return client.reply().equals("+PONG\r\n");
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
