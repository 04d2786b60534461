package dev.espalier.store.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.store.fixture.MutatedInputs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No bytes but those of a token that was given open as a token. */
class TokenSealFuzzTest {
    private static final TokenSeal SEAL = new TokenSeal("cluster", new byte[32], "");
    private static final SessionToken FIRST =
            new SessionToken(new NodeId(1), 5, Map.of(new NodeId(1), 5L, new NodeId(2), 1L << 40));
    private static final SessionToken SECOND = new SessionToken(new NodeId(300), 1, Map.of(new NodeId(300), 1L));
    private static final List<byte[]> VALID =
            List.of(SEAL.seal(FIRST).getBytes(US_ASCII), SEAL.seal(SECOND).getBytes(US_ASCII));

    private static void open(byte[] input) {
        try {
            assertThat(SEAL.open(Bytes.wrap(input))).isIn(FIRST, SECOND);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).contains("token");
        }
    }

    @Test
    void anyBytesAreAGivenTokenOrRefused() {
        assertThat(SEAL.open(Bytes.wrap(VALID.getFirst()))).isEqualTo(FIRST);
        MutatedInputs.feed(VALID, MutatedInputs.FEW, TokenSealFuzzTest::open);
    }

    @Tag("campaign")
    @Test
    void aCampaignOfAnyBytes() {
        MutatedInputs.feed(VALID, MutatedInputs.CAMPAIGN, TokenSealFuzzTest::open);
    }
}
