package dev.espalier.store.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Where the secret of tokens comes from: the setting, or a file of the node's own, made at its first start. */
public final class TokenSecret {
    private static final String FILE = "session-secret";
    private static final int BYTES = 32;

    private TokenSecret() {}

    /**
     * The seal of a node of {@code cluster} whose setting {@code session-secret} is {@code setting}, empty for none.
     *
     * @throws IOException if the node's own secret can neither be read nor be made
     */
    public static TokenSeal sealFor(String cluster, String setting, Path dataDir) throws IOException {
        if (!setting.isEmpty()) {
            return new TokenSeal(
                    cluster, setting.getBytes(UTF_8), "use the one session-secret on all nodes of the cluster");
        }
        return new TokenSeal(
                cluster,
                own(dataDir.resolve(FILE)),
                "no session-secret is set, so this node takes its own tokens alone: set the same session-secret on all "
                        + "nodes");
    }

    private static byte[] own(Path file) throws IOException {
        if (Files.exists(file)) {
            String text = Files.readString(file, US_ASCII).strip();
            if (!text.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
                throw new IOException(file + " is damaged; remove it, and tokens given out so far are refused");
            }
            return HexFormat.of().parseHex(text);
        }
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        Path fresh = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, HexFormat.of().formatHex(secret) + "\n", US_ASCII);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return secret;
    }
}
