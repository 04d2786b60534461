package dev.espalier.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.fixture.TestNodes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis's own command line as the client; skipped where it is not installed. */
class NodeRedisCliTest {
    @TempDir
    Path directory;

    private static String redisCli(Node node, String input, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(node.clientPort())));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException missing) {
            Assumptions.abort("redis-cli is not installed: " + missing.getMessage());
            throw missing;
        }
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return output;
    }

    @Test
    void commandsPipesAndErrors() throws Exception {
        try (Node node = TestNodes.startAlone(directory, Map.of())) {
            StringBuilder sets = new StringBuilder();
            for (int i = 0; i < 1000; i++) {
                sets.append("*3\r\n$3\r\nSET\r\n$4\r\nk").append(i % 900 + 100).append("\r\n$1\r\nv\r\n");
            }
            assertThat(redisCli(node, sets.toString(), "--pipe")).contains("errors: 0, replies: 1000");
            assertThat(redisCli(node, "", "get", "k100")).isEqualTo("v\n");
            assertThat(redisCli(node, "set a 1\nget a\ndbsize\nnosuch\n"))
                    .isEqualTo("OK\n1\n901\nERR unknown command 'nosuch', with args beginning with: \n\n");
            assertThat(redisCli(node, "", "-3", "--json", "mget", "a", "no")).isEqualTo("[\"1\",null]\n");
            assertThat(redisCli(node, "", "info", "keyspace")).contains("db0:keys=901");
            assertThat(redisCli(node, "", "client", "list")).contains("id=").contains("resp=2");
        }
    }
}
