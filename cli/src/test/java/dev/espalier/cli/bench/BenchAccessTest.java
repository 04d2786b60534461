package dev.espalier.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bench.harness.FreePorts;
import dev.espalier.cli.CommandRun;
import dev.espalier.cli.Main;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bench on a node that speaks TLS alone, wants a certificate and a password. */
final class BenchAccessTest {
    @TempDir
    private Path directory;

    private Path pem(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void generatorsAreLetInWithCertificateAndPassword() throws Exception {
        X509Bundle root = new CertificateBuilder()
                .subject("CN=orchard")
                .setIsCertificateAuthority(true)
                .setKeyUsage(true, CertificateBuilder.KeyUsage.keyCertSign)
                .ecp256()
                .buildSelfSigned();
        X509Bundle own = new CertificateBuilder()
                .subject("CN=tree")
                .addSanIpAddress("127.0.0.1")
                .ecp256()
                .buildIssuedBy(root);
        Path ca = pem("ca.crt", root.getCertificatePEM());
        Path certificate = pem("tree.crt", own.getCertificatePathPEM());
        Path key = pem("tree.key", own.getPrivateKeyPEM());
        Path password = pem("password", "sesame\n");
        int port = FreePorts.find("127.0.0.1", 1).getFirst();
        Path log = directory.resolve("node.log");
        Process node = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--port=none",
                        "--peer-port=0",
                        "--data-dir=" + directory.resolve("node"),
                        "--requirepass=sesame",
                        "--tls-port=" + port,
                        "--tls-cert-file=" + certificate,
                        "--tls-key-file=" + key,
                        "--tls-ca-cert-file=" + ca)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            List<String> access = List.of(
                    "--target=127.0.0.1:" + port,
                    "--password-file=" + password,
                    "--tls",
                    "--tls-ca=" + ca,
                    "--tls-cert=" + certificate,
                    "--tls-key=" + key);
            CommandRun run = bench(access, "--generators=2", "-c4", "-P4", "--keys=20", "--ops=2000", "--warm-up=0s");
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (run.err().contains("Connection refused") && node.isAlive() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(200);
                run = bench(access, "--generators=2", "-c4", "-P4", "--keys=20", "--ops=2000", "--warm-up=0s");
            }
            assertThat(run.code())
                    .as(run.err() + run.out() + Files.readString(log))
                    .isZero();
            JsonNode result = JsonMapper.builder().build().readTree(run.out());
            assertThat(result.at("/all/operations").asLong()).isEqualTo(2_000);
            assertThat(result.path("errors")).isEmpty();
            assertThat(run.out()).doesNotContain("sesame");
            assertThat(bench(access, "--check", "-c4", "--keys=20", "--ops=500", "--warm-up=0s")
                            .code())
                    .isZero();
            pem("password", "wrong");
            assertThat(bench(access, "--ops=1").err()).contains("did not accept the password");
        } finally {
            node.destroy();
            assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static CommandRun bench(List<String> access, String... arguments) {
        List<String> line = new ArrayList<>(List.of("bench", "--json"));
        line.addAll(access);
        line.addAll(List.of(arguments));
        return CommandRun.of(line.toArray(String[]::new));
    }

    @Test
    void flagsThatDoNotGoTogetherAreRefused() throws Exception {
        assertThat(CommandRun.of("bench", "--target=a:1", "--tls-ca=x"))
                .satisfies(run -> assertThat(run.code()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("go with --tls; add it"));
        assertThat(CommandRun.of("bench", "--target=a:1", "--tls", "--tls-ca=" + pem("x", "no certificate"))
                        .err())
                .contains("certificates of authorities");
        assertThat(CommandRun.of("bench", "--target=a:1", "--password-file=" + directory.resolve("none"))
                        .err())
                .contains("there is no file");
        assertThat(CommandRun.of("bench", "--target=a:1", "--password-file=" + pem("y", "\n"))
                        .err())
                .contains("is empty; it should be the password");
    }
}
