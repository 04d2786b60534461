package dev.espalier.bench.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.bench.harness.ClusterConfig;
import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.load.ScriptedServer.Answer;
import dev.espalier.bench.resp.Access;
import dev.espalier.bench.resp.RespClient;
import dev.espalier.bench.resp.RespReply;
import dev.espalier.bench.resp.Target;
import dev.espalier.bench.resp.TlsMaterial;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads on a Redis server that wants a password, and TLS on its other port, with a certificate of ours. */
class AccessTest {
    @TempDir
    static Path directory;

    private static @Nullable LocalCluster server;
    private static @Nullable Target overTls;
    private static String authority = "";
    private static String certificate = "";
    private static String key = "";

    @BeforeAll
    static void start() throws Exception {
        RedisServer.assumeInstalled();
        X509Bundle root = new CertificateBuilder()
                .subject("CN=orchard")
                .setIsCertificateAuthority(true)
                .setKeyUsage(true, CertificateBuilder.KeyUsage.keyCertSign)
                .ecp256()
                .buildSelfSigned();
        X509Bundle signed = new CertificateBuilder()
                .subject("CN=tree")
                .addSanIpAddress("127.0.0.1")
                .ecp256()
                .buildIssuedBy(root);
        authority = root.getCertificatePEM();
        certificate = signed.getCertificatePathPEM();
        key = signed.getPrivateKeyPEM();
        Path ca = Files.writeString(directory.resolve("ca.crt"), authority);
        Path shown = Files.writeString(directory.resolve("tree.crt"), certificate);
        Path secret = Files.writeString(directory.resolve("tree.key"), key);
        LocalCluster started = LocalCluster.start(ClusterConfig.local(directory.resolve("redis"), 1), node -> {
            List<String> line = new ArrayList<>(RedisServer.command(node));
            // The harness's own question is asked in the clear and without a password; it is answered with an error.
            line.addAll(List.of("--tls-port", Integer.toString(node.peerPort())));
            line.addAll(List.of("--tls-cert-file", shown.toString(), "--tls-key-file", secret.toString()));
            line.addAll(List.of("--tls-ca-cert-file", ca.toString()));
            line.addAll(List.of("--user", "gardener", "on", ">sesame", "~*", "+@all"));
            return line;
        });
        server = started;
        overTls = new Target("127.0.0.1", started.nodes().getFirst().peerPort());
        // Only now, for the harness has no password to ask with.
        try (var client = RespClient.connect(started.targets().getFirst(), Duration.ofSeconds(10))) {
            assertThat(client.call("CONFIG", "SET", "requirepass", "open")).isEqualTo(new RespReply.Status("OK"));
        }
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (server != null) {
            server.stop(Duration.ofSeconds(5));
        }
    }

    private static Target clear() {
        return requireNonNull(server).targets().getFirst();
    }

    private static Target tls() {
        return requireNonNull(overTls);
    }

    private static LoadReport load(Target target) throws IOException, InterruptedException {
        return LoadRun.run(
                LoadConfig.builder(List.of(target))
                        .connections(4)
                        .pipeline(8)
                        .keys(20)
                        .preload(true)
                        .warmUp(Duration.ZERO)
                        .extent(new Extent.Operations(4_000))
                        .build(),
                ProgressListener.SILENT,
                null);
    }

    private static void assertLoads(Target target) throws IOException, InterruptedException {
        LoadReport report = load(target);
        assertThat(report.errors()).isEmpty();
        assertThat(report.operations()).isEqualTo(4_000);
    }

    @Test
    void aPasswordOpensTheDefaultUserAndAnother() throws Exception {
        assertLoads(clear().with(new Access(null, "open", null)));
        assertLoads(clear().with(new Access("gardener", "sesame", null)));
        assertThatThrownBy(() -> load(clear().with(new Access(null, "wrong", null))))
                .isInstanceOf(TargetUnreachableException.class)
                .hasMessageContaining("it did not accept the password")
                .hasMessageContaining("WRONGPASS");
        assertThatThrownBy(() -> load(clear()))
                .hasMessageContaining("NOAUTH")
                .hasMessageContaining("give its password");
    }

    @Test
    void tlsWithOurCertificateAndAPassword() throws Exception {
        assertLoads(tls().with(new Access(null, "open", new TlsMaterial(authority, certificate, key))));
        assertThatThrownBy(() -> load(tls().with(new Access(null, "open", new TlsMaterial(authority, null, null)))))
                .isInstanceOf(TargetUnreachableException.class);
        assertThatThrownBy(() -> load(tls().with(new Access(null, "open", new TlsMaterial(null, certificate, key)))))
                .hasMessageContaining("TLS was not agreed on");
        assertThatThrownBy(() -> load(clear().with(new Access(null, "open", new TlsMaterial(authority, null, null)))))
                .hasMessageContaining("TLS was not agreed on");
        // The certificate is for 127.0.0.1.
        assertThatThrownBy(() -> load(new Target("localhost", tls().port())
                        .with(new Access(null, "open", new TlsMaterial(authority, certificate, key)))))
                .hasMessageContaining("TLS was not agreed on");
    }

    /** The connections of the load, for the questions before it go over a client of their own. */
    @Test
    void connectionsOfALoadAreLetInOrTheRefusalIsShown() throws Exception {
        AtomicInteger logins = new AtomicInteger();
        try (ScriptedServer refusing = new ScriptedServer((command, number) -> switch (command) {
            case "AUTH" ->
                logins.incrementAndGet() == 1
                        ? Answer.send("+OK\r\n")
                        : Answer.send("-WRONGPASS changed meanwhile\r\n");
            case "PING" -> Answer.send("+PONG\r\n");
            default -> Answer.send("+OK\r\n");
        })) {
            assertThatThrownBy(() -> LoadRun.run(
                            LoadConfig.builder(List.of(refusing.target().with(new Access(null, "open", null))))
                                    .build(),
                            ProgressListener.SILENT,
                            null))
                    .isInstanceOf(TargetUnreachableException.class)
                    .hasMessageContaining("it did not accept the password: WRONGPASS changed meanwhile");
        }
    }

    /** A server that is slow to answer AUTH: what is sent meanwhile, or by a connection while others are not in, shows. */
    @Test
    void nothingIsSentBeforeAllAreIn() throws Exception {
        AtomicInteger loggedIn = new AtomicInteger();
        AtomicInteger early = new AtomicInteger();
        try (ScriptedServer slow = new ScriptedServer((command, number) -> switch (command) {
            case "AUTH" -> {
                try {
                    Thread.sleep(50);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                loggedIn.incrementAndGet();
                yield Answer.send("+OK\r\n");
            }
            case "PING" -> Answer.send("+PONG\r\n");
            default -> {
                // One of them asked whether the server is there.
                if (loggedIn.get() < 1 + 3) {
                    early.incrementAndGet();
                }
                yield Answer.send("+OK\r\n");
            }
        })) {
            LoadReport report = LoadRun.run(
                    LoadConfig.builder(List.of(slow.target().with(new Access(null, "open", null))))
                            .connections(3)
                            .putPercent(100)
                            .warmUp(Duration.ZERO)
                            .extent(new Extent.Operations(60))
                            .build(),
                    ProgressListener.SILENT,
                    null);
            assertThat(report.errors()).isEmpty();
            assertThat(early).hasValue(0);
        }
    }

    @Test
    void whatCannotBeUsedIsSaid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TlsMaterial("no certificate", null, null).context())
                .withMessageContaining("certificates of authorities")
                .withMessageContaining("PEM");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TlsMaterial(null, certificate, null))
                .withMessageContaining("give both or neither");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Access("gardener", null, null))
                .withMessageContaining("has no password");
        assertThat(clear().with(new Access("gardener", "sesame", new TlsMaterial(authority, certificate, key))) + ""
                        + new Access("gardener", "sesame", new TlsMaterial(authority, certificate, key)))
                .doesNotContain("sesame", "PRIVATE");
    }
}
