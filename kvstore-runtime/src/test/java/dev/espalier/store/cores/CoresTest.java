package dev.espalier.store.cores;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.core.Certificate;
import dev.espalier.core.Sha256;
import dev.espalier.core.StoreCore;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.fixture.VectorCore;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class CoresTest {
    private static final String SOURCE = "class Generated {}";

    @TempDir
    Path classPath;

    private Path folder = Path.of("");

    @BeforeEach
    void offerTheTestCore() throws Exception {
        Path services = Files.createDirectories(classPath.resolve("META-INF/services"));
        Files.writeString(services.resolve(StoreCore.class.getName()), VectorCore.class.getName());
        folder = Files.createDirectories(classPath.resolve("espalier/cores/test-vector"));
        Files.createDirectories(folder.resolve("generated"));
        Files.createDirectories(folder.resolve("extracted"));
        Files.writeString(folder.resolve("generated/G.java"), SOURCE);
        Files.writeString(folder.resolve("extracted/core.ml"), "let x = 1");
    }

    private static Certificate certificate(int format, String core, String adapter, String hash) {
        return new Certificate(
                format,
                core,
                adapter,
                "strong/causal+",
                Map.of(),
                Map.of(),
                "T.t, T.u",
                List.of(),
                Map.of(),
                "prover",
                Map.of("core.ml", Sha256.hex("let x = 1".getBytes(UTF_8))),
                "1",
                Map.of("G.java", hash));
    }

    private void write(Certificate certificate) throws Exception {
        Files.write(
                folder.resolve("certificate.json"), JsonMapper.builder().build().writeValueAsBytes(certificate));
    }

    private LoadedCore load(boolean allowUnverified) throws Exception {
        URL[] urls = {classPath.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, VectorCore.class.getClassLoader())) {
            return Cores.load("test-vector", allowUnverified, loader);
        }
    }

    private void assertRefused(String reason) throws Exception {
        assertThatThrownBy(() -> load(false))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("allow-unverified-core");
        CoreIdentity allowed = load(true).identity();
        assertThat(allowed.isVerified()).isFalse();
        assertThat(allowed.distrust()).contains(reason);
    }

    private static String hash() {
        return Sha256.hex(SOURCE.getBytes(UTF_8));
    }

    @Test
    void aCoreWithItsCertificateIsVerified() throws Exception {
        write(certificate(1, "test-vector", VectorCore.class.getName(), hash()));
        CoreIdentity identity = load(false).identity();
        assertThat(identity.isVerified()).isTrue();
        assertThat(identity.specification()).isEqualTo("strong/causal+");
        assertThat(identity.theorems()).containsExactly("t", "u");
        assertThat(identity.hash()).isEqualTo(Sha256.hex(Files.readAllBytes(folder.resolve("certificate.json"))));
    }

    @Test
    void whatDoesNotMatchIsRefusedUnlessAllowed() throws Exception {
        assertRefused("it has no certificate");
        Files.writeString(folder.resolve("certificate.json"), "{\"format\": 1");
        assertRefused("its certificate is malformed");
        Files.writeString(folder.resolve("certificate.json"), "{\"format\": 1}");
        assertRefused("its certificate is malformed");
        write(certificate(2, "test-vector", VectorCore.class.getName(), hash()));
        assertRefused("format 2, not 1");
        write(certificate(1, "other", VectorCore.class.getName(), hash()));
        assertRefused("of core other");
        write(certificate(1, "test-vector", "some.Other", hash()));
        assertRefused("of class some.Other");
        write(certificate(1, "test-vector", VectorCore.class.getName(), "0".repeat(64)));
        assertRefused("does not have the hash");
        write(certificate(1, "test-vector", VectorCore.class.getName(), hash()));
        Files.writeString(folder.resolve("extracted/core.ml"), "let x = 2");
        assertRefused("extracted/core.ml does not have the hash");
        Files.delete(folder.resolve("extracted/core.ml"));
        assertRefused("which is missing");
    }

    @Test
    void anUnknownNameListsTheKnownOnes() throws Exception {
        URL[] urls = {classPath.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, VectorCore.class.getClassLoader())) {
            assertThatThrownBy(() -> Cores.load("nope", true, loader))
                    .hasMessageContaining("there is no core \"nope\"")
                    .hasMessageContainingAll("there are [causal-plus, ", " test-vector, ");
        }
    }
}
