package dev.espalier.cli.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node as an operator runs it: a process with a file, a log in JSON, signals, and a backup of it. */
class ServeProcessTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The events in the log so far; a line that is no object of JSON fails the test. */
    private static List<String> events(Path log) throws IOException {
        List<String> events = new ArrayList<>();
        String text = Files.readString(log);
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
            // What the JVM itself writes is not the log's.
            if (line.isEmpty() || line.startsWith("WARNING:")) {
                continue;
            }
            for (JsonNode pair : JSON.readTree(line).path("kvpList")) {
                events.add(pair.path("event").asString(""));
            }
        }
        return events;
    }

    private static void await(Process process, Path log, String event) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!events(log).contains(event)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("no " + event + " in: " + Files.readString(log));
            }
            Thread.sleep(50);
        }
    }

    private static Process serve(Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                // nohup has whatever it starts ignore hangups, also these tests.
                "env",
                "--default-signal=HUP",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(log.toFile()).start();
    }

    private static String run(int expected, String... arguments) {
        CommandLine line = Main.commandLine();
        StringWriter out = new StringWriter();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(out));
        assertThat(line.execute(arguments)).as(out.toString()).isEqualTo(expected);
        return out.toString();
    }

    @Test
    void fileSignalsLogAndBackup() throws Exception {
        int port = freePort();
        Path file = directory.resolve("espalier.conf");
        Path log = directory.resolve("log");
        String settings = "port " + port + "\npeer-port 0\ndata-dir " + directory.resolve("node")
                + "\nlog-format json\nbackup-dir " + directory.resolve("backups") + "\n";
        Files.writeString(file, settings + "max-connections 50\n", UTF_8);
        Process node = serve(log, "--config", file.toString());
        try {
            await(node, log, "node_started");
            assertThat(events(log)).contains("node_recovered", "core_loaded");
            try (Jedis client = new Jedis("127.0.0.1", port, 20_000)) {
                client.set("tree", "pear");
                assertThat(client.configGet("max-connections").get("max-connections"))
                        .isEqualTo("50");
                Files.writeString(file, settings + "max-connections 60\n", UTF_8);
                new ProcessBuilder("kill", "-HUP", Long.toString(node.pid()))
                        .start()
                        .waitFor();
                await(node, log, "configuration_reloaded");
                assertThat(client.configGet("max-connections").get("max-connections"))
                        .isEqualTo("60");
            }
            Path copy = directory.resolve("copy");
            assertThat(run(0, "backup", "--target", "127.0.0.1:" + port, "--name", "one", copy.toString()))
                    .contains("copied to " + copy);
            assertThat(events(log)).contains("backup_made");
            assertThat(run(
                            1,
                            "restore",
                            copy.toString(),
                            "--dir",
                            directory.resolve("r").toString(),
                            "--cluster-id",
                            "espalier"))
                    .contains("give a new cluster-id");
            assertThat(run(
                            0,
                            "restore",
                            copy.toString(),
                            "--dir",
                            directory.resolve("r").toString(),
                            "--cluster-id",
                            "second"))
                    .contains("1 keys in ");
        } finally {
            node.destroy();
            assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(events(log)).contains("node_stopping", "node_stopped").doesNotContain("node_failed");
    }

    /** What was acknowledged while somebody else stopped the node is there when it is started again. */
    @Test
    void aClientStopsTheNode() throws Exception {
        int port = freePort();
        Path log = directory.resolve("log");
        String[] settings = {
            "--port",
            Integer.toString(port),
            "--peer-port",
            "0",
            "--log-format",
            "json",
            "--data-dir",
            directory.resolve("node").toString()
        };
        Process node = serve(log, settings);
        AtomicLong acknowledged = new AtomicLong();
        try {
            await(node, log, "node_started");
            Thread load = Thread.ofPlatform().start(() -> {
                try (Jedis client = new Jedis("127.0.0.1", port, 20_000)) {
                    for (long i = 1; ; i++) {
                        client.set("last", Long.toString(i));
                        acknowledged.set(i);
                    }
                } catch (JedisConnectionException ended) {
                    // As it should.
                }
            });
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                client.setSoTimeout(60_000);
                while (acknowledged.get() < 100) {
                    Thread.sleep(10);
                }
                client.getOutputStream().write("SHUTDOWN\r\n".getBytes(UTF_8));
                assertThat(client.getInputStream().readAllBytes())
                        .as("no reply")
                        .isEmpty();
            }
            assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(node.exitValue()).isZero();
            load.join();
        } finally {
            node.destroyForcibly().waitFor();
        }
        assertThat(events(log)).contains("node_stopping", "node_stopped").doesNotContain("node_failed");

        Path secondLog = directory.resolve("second-log");
        Process again = serve(secondLog, settings);
        try {
            await(again, secondLog, "node_started");
            try (Jedis client = new Jedis("127.0.0.1", port, 20_000)) {
                assertThat(Long.parseLong(client.get("last"))).isGreaterThanOrEqualTo(acknowledged.get());
            }
        } finally {
            again.destroy();
            assertThat(again.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
