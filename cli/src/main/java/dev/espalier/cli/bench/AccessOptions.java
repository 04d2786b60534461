package dev.espalier.cli.bench;

import dev.espalier.bench.resp.Access;
import dev.espalier.bench.resp.TlsMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How servers are entered, as flags. A password is no flag: other users of the machine could read it. */
final class AccessOptions {
    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Log in as this user at every server. Default: the default user, if there is a password.")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "The password, the file's first line. Default: ESPALIER_PASSWORD of the environment, if it is"
                    + " set; without either nobody logs in.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--tls",
            description = "Speak TLS. Servers are to be certified for the name or address that they are called by.")
    private boolean tls;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description = "Certificates (PEM) that servers' are signed by; goes with --tls. Default: what Java trusts.")
    private @Nullable Path authorities;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Certificate (PEM) of our own, where servers ask for one; goes with --tls-key.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its key (PEM, PKCS #8).")
    private @Nullable Path key;

    /**
     * What the flags say, files read.
     *
     * @throws IllegalArgumentException if they do not go together, or a file is not what it should be
     */
    Access access() throws IOException {
        if (!tls && (authorities != null || certificate != null || key != null)) {
            throw new IllegalArgumentException("--tls-ca, --tls-cert and --tls-key go with --tls; add it");
        }
        TlsMaterial material = null;
        if (tls) {
            material = new TlsMaterial(text(authorities), text(certificate), text(key));
            // Refused here rather than by every generator.
            var _ = material.context();
        }
        return new Access(user, password(), material);
    }

    private @Nullable String password() throws IOException {
        String text = text(passwordFile);
        if (text != null) {
            return text.lines()
                    .findFirst()
                    .filter(line -> !line.isEmpty())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the first line of " + passwordFile + " is empty; it should be the password"));
        }
        String found = System.getenv("ESPALIER_PASSWORD");
        return found == null || found.isEmpty() ? null : found;
    }

    private static @Nullable String text(@Nullable Path file) throws IOException {
        if (file == null) {
            return null;
        }
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + file, e);
        }
    }
}
