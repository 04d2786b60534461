package dev.espalier.store.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Where the secret of tokens comes from: the setting, or a file of the node's own, made at its first start. */
public final class TokenSecret {
    private static final String FILE = "session-secret";
    private static final int BYTES = 32;
    private static final int LENGTH_MIN = 16;

    private TokenSecret() {}

    /**
     * The seal of a node of {@code cluster}.
     *
     * @param shared the file of the cluster's secret; {@code null} for a secret of the node's own in {@code dataDir}
     * @throws IOException if the secret can neither be read nor be made
     */
    public static TokenSeal sealFor(String cluster, @Nullable Path shared, Path dataDir) throws IOException {
        return shared == null
                ? new TokenSeal(
                        cluster,
                        secret(dataDir.resolve(FILE)),
                        "no session-secret-file is set, so this node takes its own tokens alone: give all nodes the same "
                                + "file")
                : new TokenSeal(cluster, secret(shared), "give all nodes of the cluster the same session-secret-file");
    }

    private static byte[] secret(Path file) throws IOException {
        if (!Files.exists(file)) {
            make(file);
        }
        String text = Files.readString(file, UTF_8).strip();
        if (text.length() < LENGTH_MIN) {
            throw new IOException(file + " holds " + text.length() + " characters, a secret has " + LENGTH_MIN
                    + " or more; remove it to have one made, and tokens given out so far are refused");
        }
        return text.getBytes(UTF_8);
    }

    /** Nodes that share the file may start at the same time: it appears whole, and the first one stays. */
    private static void make(Path file) throws IOException {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        Path fresh = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                FILE,
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(fresh, HexFormat.of().formatHex(secret) + "\n", UTF_8);
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException another) {
            // Then that one is the secret.
        } finally {
            Files.delete(fresh);
        }
    }
}
