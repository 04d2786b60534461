package dev.espalier.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.source.TranslationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no node core, by what it lacks of the module type. */
class NodeCoreShapeTest {
    private static final Path CORE =
            Path.of("..", "verified-cores", "chapar-vector-clock", "extracted", "ChaparVectorClock.ml");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            let update | let renew | has no update
            let guard | let guarded | functors with a put_guard or a guard where one is needed
            let guard _ s _ _ m = | let guard _ _ _ _ _ = 1 let other _ s _ _ m = | not that of the module type NODE_CORE
            let get _ s k = | let get s _ k = | not that of the module type NODE_CORE
            ((store s k), s) | ((store s k), ()) | not that of the module type NODE_CORE
            """)
    void whatDoesNotFitIsRefused(String right, String wrong, String message) throws IOException {
        assertRefused(Files.readString(CORE).replace(right, wrong), message);
    }

    @Test
    void aMessageHoldsNoFunction() throws IOException {
        String changed = Files.readString(CORE)
                .replace("sent_clock : vector }", "sent_clock : vector; all : (P.key -> P.value) }")
                .replace("sent_clock = ticked }", "sent_clock = ticked; all = before }");
        assertRefused(changed, "contains a function");
    }

    private static void assertRefused(String changed, String message) throws IOException {
        assertThat(changed).isNotEqualTo(Files.readString(CORE));
        SourceText text = new SourceText("Changed.ml", changed);
        TranslationException failure = catchThrowableOfType(
                TranslationException.class, () -> Bridge.translate(BridgeRequest.core("tiny", text, null)));
        assertThat(failure).isNotNull().hasMessageContaining(message);
    }
}
