package dev.espalier.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.espalier.bench.harness.FreePorts;
import dev.espalier.bench.harness.NodeDisk;
import dev.espalier.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bench on node processes of its own: sessions that hop, faults, generators, and hosts that are shells of this one. */
final class BenchOnNodesTest {
    @TempDir
    private Path directory;

    private static JsonNode bench(String... arguments) {
        List<String> line = new ArrayList<>(List.of("bench", "--json", "--warm-up", "0s"));
        line.addAll(Arrays.asList(arguments));
        CommandRun run = CommandRun.of(line.toArray(String[]::new));
        assertThat(run.code()).as(run.err() + run.out()).isZero();
        return JsonMapper.builder().build().readTree(run.out());
    }

    @Test
    void sessionsThatHopKeepTheirGuarantees() {
        JsonNode result = bench(
                "--cluster", "2", "-c", "4", "-P", "2", "--keys", "10", "--hop", "20", "--ops", "2000", "--check");
        assertThat(result.at("/all/operations").asLong()).isEqualTo(2_000);
        // Each session was at each node for about half of its operations.
        assertThat(result.at("/targets/0/operations").asLong()).isBetween(600L, 1_400L);
        assertThat(result.at("/verdict/causal_plus").asBoolean()).isTrue();
        assertThat(result.at("/verdict/sessions").asInt()).isEqualTo(4);
    }

    @Test
    void faultsAreShownAndNothingIsLost() throws IOException {
        Path schedule = Files.writeString(directory.resolve("schedule.yaml"), """
                faults:
                  - {at: 100ms, for: 400ms, partition: {from: 1, to: 2}}
                  - {at: 700ms, for: 300ms, duplication: {from: 1, to: 2, each: 100ms}}
                  - {at: 1100ms, for: 300ms, pause: 2}
                  - {at: 1500ms, for: 200ms, kill: 1}
                """);
        Path page = directory.resolve("page.html");
        JsonNode result = bench(
                "--cluster=2",
                "-c4",
                "--keys=20",
                "--duration=3s",
                "--nemesis=" + schedule,
                "--check",
                "--html=" + page);
        assertThat(result.path("faults")).hasSize(4);
        assertThat(result.at("/faults/3/fault").asString()).isEqualTo("node 1 killed");
        assertThat(result.at("/convergence/converged").asBoolean()).isTrue();
        assertThat(result.at("/verdict/causal_plus").asBoolean()).isTrue();
        // The sessions of the node that was killed ended there.
        assertThat(result.at("/errors/0/kind").asString()).isEqualTo("CONNECTION_LOST");
        assertThat(result.at("/verdict/sessions").asInt()).isGreaterThanOrEqualTo(4);
        assertThat(Files.readString(page)).contains("<rect class=\"fault\"", "node 1 killed");
    }

    /** Disks of the nodes' own, in memory, one of which is really full for a while; see the errors of its log. */
    @Test
    void aFullDiskLosesNothing() throws IOException, InterruptedException {
        Path probe = directory.resolve("probe");
        try {
            NodeDisk.mount(probe, 1);
            NodeDisk.unmount(probe);
        } catch (IOException e) {
            abort("a file system cannot be mounted here: " + e.getMessage());
        }
        Path schedule = Files.writeString(directory.resolve("schedule.yaml"), """
                faults:
                  - {at: 300ms, for: 3s, disk-full: 1}
                """);
        JsonNode result = bench(
                "--cluster=2",
                // Too small for RocksDB to take room for its log ahead, which would have to be used up first.
                "--node-disk=48",
                "--durability=always",
                "-c4",
                "--keys=20",
                "--rate=400",
                "--duration=5s",
                "--nemesis=" + schedule,
                "--check");
        assertThat(result.at("/faults/0/fault").asString()).contains("node 1", "full");
        assertThat(result.at("/convergence/converged").asBoolean()).isTrue();
        assertThat(result.at("/verdict/causal_plus").asBoolean()).isTrue();
        assertThat(result.path("errors").toString()).contains("No space left on device");
        assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain("/bench-");
    }

    @Test
    void hostsAreReachedByTheShellThatTheInventoryNames() throws IOException {
        Path launcher = Files.createFile(
                directory.resolve("espalier"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(launcher, """
                #!/bin/sh
                exec '%s' --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC \
                  -cp '%s' dev.espalier.cli.Main "$@"
                """.formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"), System.getProperty("java.class.path")));
        List<Integer> ports = FreePorts.find("127.0.0.1", 4);
        Path inventory = Files.writeString(directory.resolve("hosts.yaml"), """
                ssh: [sh, -c, 'exec sh -c "$2"', ssh]
                espalier: %s
                store:
                  - {host: 127.0.0.1, port: %d, peer-port: %d, data: %s}
                  - {host: 127.0.0.1, port: %d, peer-port: %d, data: %s}
                generators:
                  - {host: localhost, processes: 2}
                cost: {currency: EUR, store-per-hour: 1, generator-per-hour: 2}
                """.formatted(
                        launcher, ports.get(0), ports.get(1), directory, ports.get(2), ports.get(3), directory));
        JsonNode result = bench("--inventory=" + inventory, "-c4", "--ops=1000", "--keys=20");
        assertThat(result.at("/all/operations").asLong()).isEqualTo(1_000);
        assertThat(result.path("targets")).hasSize(2);
        JsonNode configuration = result.path("configuration");
        assertThat(configuration.path("node_2").asString()).isEqualTo("127.0.0.1:" + ports.get(2));
        assertThat(configuration.path("cost_of_an_hour_of_all_hosts").asString())
                .isEqualTo("4.000 EUR");
        assertThat(configuration.path("generator_2_at_localhost").asString()).contains("processors");
        try (var left = Files.list(directory)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("espalier", "hosts.yaml");
        }
    }

    @Test
    void whatDoesNotGoTogetherIsRefusedBeforeAnythingStarts() {
        assertThat(CommandRun.of("bench", "--cluster", "2", "--target", "a:1"))
                .satisfies(run -> assertThat(run.code()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("give one of them"));
        assertThat(CommandRun.of("bench", "--target", "127.0.0.1:1", "--generators", "2", "--check")
                        .err())
                .contains("--generators goes with none of");
        assertThat(CommandRun.of("bench", "--target", "127.0.0.1:1", "--nemesis", "random")
                        .err())
                .contains("cannot be made to fail from here");
        assertThat(CommandRun.of("bench", "--inventory", "nowhere.yaml").err())
                .contains("the inventory nowhere.yaml does not exist");
    }
}
