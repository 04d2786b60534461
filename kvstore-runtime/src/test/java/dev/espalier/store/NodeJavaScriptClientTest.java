package dev.espalier.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.fixture.TestNodes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client that Redis recommends for Node.js, from npm; skipped where Node.js is missing or npm cannot reach it. */
class NodeJavaScriptClientTest {
    private static final String CLIENT = "redis@6.3.1";
    private static final String OLDER_CLIENT = "ioredis@6.0.0";

    private static String run(Path directory, boolean required, String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(List.of(command))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException missing) {
            Assumptions.abort(command[0] + " is not installed: " + missing.getMessage());
            throw missing;
        }
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        if (!required) {
            Assumptions.assumeTrue(process.exitValue() == 0, "the clients cannot be had from npm: " + output);
        }
        return output;
    }

    @Test
    void aProgramOnNodeJsFindsWhatItExpects(@TempDir Path program, @TempDir Path data) throws Exception {
        for (String name : new String[] {"session.mjs", "ioredis.mjs"}) {
            try (InputStream script = getClass().getResourceAsStream("/node-client/" + name)) {
                Files.copy(Objects.requireNonNull(script), program.resolve(name));
            }
        }
        run(
                program,
                false,
                "npm",
                "install",
                "--no-audit",
                "--no-fund",
                "--no-save",
                "--fetch-retries=0",
                CLIENT,
                OLDER_CLIENT);
        try (Node node = TestNodes.startAlone(data, Map.of())) {
            for (String protocol : new String[] {"2", "3"}) {
                String port = Integer.toString(node.clientPort());
                assertThat(run(program, true, "node", "session.mjs", port, protocol))
                        .as("protocol " + protocol)
                        .isEqualTo("passed\n");
            }
            String port = Integer.toString(node.clientPort());
            assertThat(run(program, true, "node", "ioredis.mjs", port)).isEqualTo("passed\n");
        }
    }
}
