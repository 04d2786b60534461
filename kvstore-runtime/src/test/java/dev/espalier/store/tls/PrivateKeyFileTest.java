package dev.espalier.store.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys as OpenSSL writes them. */
class PrivateKeyFileTest {
    @TempDir
    Path directory;

    private Path openssl(String arguments) throws Exception {
        Path file = directory.resolve("key");
        Files.deleteIfExists(file);
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ", -1)));
        command.addAll(List.of("-out", file.toString()));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor()).as(output).isZero();
        } catch (IOException missing) {
            Assumptions.abort("openssl is not installed: " + missing.getMessage());
        }
        return file;
    }

    @Test
    void everyKindOfKeyPlainAndEncrypted() throws Exception {
        assertThat(PrivateKeyFile.read(openssl("genpkey -algorithm RSA"), "").getAlgorithm())
                .isEqualTo("RSA");
        assertThat(PrivateKeyFile.read(openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256"), "")
                        .getAlgorithm())
                .isEqualTo("EC");
        assertThat(PrivateKeyFile.read(openssl("genpkey -algorithm ED25519"), "")
                        .getAlgorithm())
                .isEqualTo("EdDSA");
        Path encrypted = openssl("genpkey -algorithm RSA -aes-256-cbc -pass pass:sesame");
        assertThat(PrivateKeyFile.read(encrypted, "sesame").getAlgorithm()).isEqualTo("RSA");
        assertThatThrownBy(() -> PrivateKeyFile.read(encrypted, "wrong"))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("check tls-key-file-pass");
        assertThatThrownBy(() -> PrivateKeyFile.read(encrypted, "")).hasMessageContaining("set tls-key-file-pass");
    }

    @Test
    void theOlderFormIsRefusedWithTheCommandThatConvertsIt() throws Exception {
        Path old = openssl("genrsa -traditional");
        assertThatThrownBy(() -> PrivateKeyFile.read(old, ""))
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt -in " + old);
    }

    @Test
    void whatIsNoKeyIsRefused() throws Exception {
        Path file = directory.resolve("text");
        Files.writeString(file, "hello");
        assertThatThrownBy(() -> PrivateKeyFile.read(file, "")).hasMessageContaining("holds no private key in PEM");
        Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> PrivateKeyFile.read(file, "")).hasMessageContaining("none of RSA, EC, EdDSA");
    }
}
