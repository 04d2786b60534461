package dev.espalier.store.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenSealTest {
    private static final SessionToken TOKEN =
            new SessionToken(new NodeId(65_535), Long.MAX_VALUE, Map.of(new NodeId(1), 7L, new NodeId(40_000), 9L));

    private static TokenSeal seal(String cluster, String secret) {
        return new TokenSeal(cluster, secret.getBytes(StandardCharsets.UTF_8), "the remedy");
    }

    @Test
    void aTokenComesBackAsItWas() {
        TokenSeal seal = seal("c", "s");
        assertThat(seal.open(Bytes.utf8(seal.seal(TOKEN)))).isEqualTo(TOKEN);
    }

    @Test
    void whateverBitIsChangedTheTokenIsRefused() {
        TokenSeal seal = seal("c", "s");
        byte[] content = Base64.getUrlDecoder().decode(seal.seal(TOKEN));
        for (int bit = 0; bit < content.length * 8; bit++) {
            byte[] changed = content.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThatThrownBy(() -> seal.open(Bytes.utf8(text)))
                    .as("bit " + bit)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void tokensOfOthersAreRefusedWithTheRemedy() {
        Bytes text = Bytes.utf8(seal("c", "s").seal(TOKEN));
        assertThatThrownBy(() -> seal("c", "other").open(text)).hasMessageContaining("the remedy");
        assertThatThrownBy(() -> seal("d", "s").open(text)).hasMessageContaining("another cluster");
        for (String nonsense : new String[] {"", "x", "AAAA", "!", "A".repeat(4000)}) {
            assertThatThrownBy(() -> seal("c", "s").open(Bytes.utf8(nonsense)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aNodesOwnSecretOutlivesItAndIsItsOwnersAlone(@TempDir Path directory) throws Exception {
        String text = TokenSecret.sealFor("c", null, directory).seal(TOKEN);
        assertThat(TokenSecret.sealFor("c", null, directory).open(Bytes.utf8(text)))
                .isEqualTo(TOKEN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("session-secret"))))
                .isEqualTo("rw-------");
        Files.writeString(directory.resolve("session-secret"), "short");
        assertThatThrownBy(() -> TokenSecret.sealFor("c", null, directory)).hasMessageContaining("holds 5 characters");
    }
}
