package dev.espalier.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.TestAuthority;
import dev.espalier.store.fixture.TestNodes;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Clients over TLS, and certificates that are replaced while the node runs. */
class NodeTlsTest {
    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    private TestAuthority authority;

    @BeforeEach
    void makeCertificates() throws Exception {
        authority = new TestAuthority("authority", directory.resolve("tls"));
        authority.write("node", authority.issue("node"));
    }

    private Node start(String... more) throws NodeStartException {
        Map<String, String> settings = new HashMap<>(authority.settings("node"));
        settings.put("tls-port", "0");
        settings.put("tls-auto-reload-interval", "1");
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return nodes.add(TestNodes.startAlone(directory, settings));
    }

    private static Jedis jedis(Node node, SSLContext client) {
        return new Jedis(
                new HostAndPort("127.0.0.1", node.tlsPort()),
                DefaultJedisClientConfig.builder()
                        .ssl(true)
                        .sslSocketFactory(client.getSocketFactory())
                        .socketTimeoutMillis(20_000)
                        .build());
    }

    /** The serial number of the certificate that {@code node} shows to a new connection. */
    private static BigInteger shown(Node node, SSLContext client) throws IOException {
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", node.tlsPort())) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }

    @Test
    void jedisLettuceAndPipelinesOverTls() throws Exception {
        X509Bundle user = authority.issue("user");
        authority.write("user", user);
        Node node = start("port", "none");
        try (Jedis client = jedis(node, authority.client(user))) {
            client.set("big", "x".repeat(3_000_000));
            assertThat(client.get("big")).hasSize(3_000_000);
            var pipeline = client.pipelined();
            for (int i = 0; i < 2000; i++) {
                pipeline.set("k" + i, "v" + i);
            }
            pipeline.sync();
            assertThat(client.get("k1999")).isEqualTo("v1999");
            assertThat(client.info("tls"))
                    .contains("tls_certificate_expires:"
                            + Instant.now().toString().substring(0, 3));
        }
        Path files = directory.resolve("tls");
        RedisClient lettuce = RedisClient.create(RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(node.tlsPort())
                .withSsl(true)
                .withVerifyPeer(SslVerifyMode.CA)
                .build());
        lettuce.setOptions(io.lettuce.core.ClientOptions.builder()
                .sslOptions(SslOptions.builder()
                        .jdkSslProvider()
                        .trustManager(authority.file().toFile())
                        .keyManager(
                                files.resolve("user.crt").toFile(),
                                files.resolve("user.key").toFile(),
                                new char[0])
                        .build())
                .build());
        try (var connection = lettuce.connect()) {
            assertThat(connection.sync().get("k7")).isEqualTo("v7");
        } finally {
            lettuce.shutdown(Duration.ZERO, Duration.ofSeconds(5));
        }
    }

    @Test
    void redisCliOverTls() throws Exception {
        authority.write("user", authority.issue("user"));
        Node node = start();
        Path files = directory.resolve("tls");
        for (String version : List.of("--tls-ciphersuites TLS_AES_128_GCM_SHA256", "--tls-ciphers DEFAULT")) {
            List<String> command = new java.util.ArrayList<>(List.of(
                    "redis-cli",
                    "--tls",
                    "-p",
                    Integer.toString(node.tlsPort()),
                    "--cacert",
                    authority.file().toString(),
                    "--cert",
                    files.resolve("user.crt").toString(),
                    "--key",
                    files.resolve("user.key").toString()));
            command.addAll(List.of(version.split(" ", -1)));
            command.addAll(List.of("set", "over", "tls"));
            Process process;
            try {
                process = new ProcessBuilder(command).redirectErrorStream(true).start();
            } catch (IOException missing) {
                Assumptions.abort("redis-cli is not installed: " + missing.getMessage());
                throw missing;
            }
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            Assumptions.assumeFalse(output.contains("Unrecognized option"), "redis-cli is built without TLS");
            assertThat(output).isEqualTo("OK\n");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whoShowsNoCertificateOrAnotherAuthoritysIsRefusedAndOthersAreServed() throws Exception {
        Node node = start();
        TestAuthority stranger = new TestAuthority("stranger", directory.resolve("other"));
        // A client of the stranger that trusts us, so that it is the node that refuses.
        SSLContext trusting = authority.client(stranger.issue("user"));
        assertThatThrownBy(() -> jedis(node, trusting).ping()).isInstanceOf(JedisConnectionException.class);
        assertThatThrownBy(() -> jedis(node, authority.client()).ping()).isInstanceOf(JedisConnectionException.class);
        assertThatThrownBy(() -> new Jedis("127.0.0.1", node.tlsPort(), 5000).ping())
                .as("plain text to the port of TLS")
                .isInstanceOf(JedisConnectionException.class);
        try (Jedis plain = TestNodes.jedis(node);
                Jedis good = jedis(node, authority.client(authority.issue("user")))) {
            assertThat(good.ping()).isEqualTo("PONG");
            TestNodes.await(
                    "the failures to be counted", () -> plain.info("tls").contains("tls_handshakes_failed:3\r\n"));
            assertThat(plain.info("clients")).contains("connected_clients:2\r\n");
            plain.configSet("tls-auth-clients", "no");
            try (Jedis unknown = jedis(node, authority.client())) {
                assertThat(unknown.ping()).isEqualTo("PONG");
            }
        }
    }

    @Test
    void olderVersionsAreRefused() throws Exception {
        Node node = start("tls-protocols", "TLSv1.3");
        SSLContext client = authority.client(authority.issue("user"));
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", node.tlsPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
        }
        try (Jedis plain = TestNodes.jedis(node)) {
            assertThatThrownBy(() -> plain.configSet("tls-protocols", "TLSv1"))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessageContaining("tls-protocols has \"TLSv1\"");
        }
    }

    @Test
    void aChangedCertificateHoldsForNewConnectionsAndABrokenOneIsRefused() throws Exception {
        X509Bundle first = authority.issue("node");
        authority.write("node", first);
        SSLContext client = authority.client(authority.issue("user"));
        Node node = start();
        try (Jedis old = jedis(node, client);
                Jedis plain = TestNodes.jedis(node)) {
            assertThat(shown(node, client)).isEqualTo(first.getCertificate().getSerialNumber());

            X509Bundle second = authority.issue("node");
            authority.write("node", second);
            TestNodes.await(
                    "the new certificate to be shown",
                    () -> shown(node, client).equals(second.getCertificate().getSerialNumber()));
            assertThat(old.ping()).isEqualTo("PONG");

            Files.writeString(directory.resolve("tls").resolve("node.crt"), "no certificate at all");
            TestNodes.await("the refusal", () -> plain.info("tls").contains("tls_reloads_refused:1\r\n"));
            assertThat(shown(node, client)).isEqualTo(second.getCertificate().getSerialNumber());

            authority.write("expired", authority.issue("node", Instant.now().minusSeconds(60)));
            Map<String, String> expired = authority.settings("expired");
            assertThatThrownBy(() -> plain.configSet(
                            "tls-cert-file", expired.get("tls-cert-file"),
                            "tls-key-file", expired.get("tls-key-file")))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessageContaining("expired on");
            authority.write("third", authority.issue("node"));
            Map<String, String> third = authority.settings("third");
            assertThatThrownBy(() -> plain.configSet("tls-key-file", third.get("tls-key-file")))
                    .as("the key alone does not suit the certificate; the broken file is still set")
                    .isInstanceOf(JedisDataException.class);
        }
    }

    @Test
    void aKeyAndItsCertificateChangeTogetherOrNotAtAll() throws Exception {
        X509Bundle first = authority.issue("node");
        authority.write("node", first);
        X509Bundle second = authority.issue("node");
        authority.write("second", second);
        Map<String, String> files = authority.settings("second");
        SSLContext client = authority.client(authority.issue("user"));
        Node node = start();
        try (Jedis plain = TestNodes.jedis(node)) {
            assertThatThrownBy(() -> plain.configSet("tls-key-file", files.get("tls-key-file")))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessageContaining("is not that of the certificate");
            assertThat(plain.configGet("tls-key-file").get("tls-key-file")).endsWith("node.key");
            assertThat(shown(node, client)).isEqualTo(first.getCertificate().getSerialNumber());
            plain.configSet("tls-key-file", files.get("tls-key-file"), "tls-cert-file", files.get("tls-cert-file"));
            assertThat(shown(node, client)).isEqualTo(second.getCertificate().getSerialNumber());
        }
    }

    @Test
    void aStartSaysWhatIsWrong() throws Exception {
        assertThatThrownBy(() -> start("tls-key-file", directory.resolve("none").toString()))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining("tls-key-file " + directory.resolve("none") + " cannot be read");
        assertThatThrownBy(() -> start("tls-ca-cert-file", ""))
                .hasMessageContaining("tls-auth-clients asks for certificates but tls-ca-cert-file is not set");
        assertThatThrownBy(() -> start("tls-cert-file", "")).hasMessageContaining("tls-cert-file is not");
        assertThatThrownBy(() -> TestNodes.startAlone(directory, Map.of("port", "none")))
                .hasMessageContaining("no client could connect");
    }
}
