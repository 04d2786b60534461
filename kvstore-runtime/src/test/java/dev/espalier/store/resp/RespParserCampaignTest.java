package dev.espalier.store.resp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.espalier.store.fixture.MutatedInputs;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link RespParserFuzzTest} says of any bytes, of many of them. */
class RespParserCampaignTest {
    private static final List<byte[]> VALID = List.of(
            "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$4\r\na\r\nb\r\n*1\r\n$4\r\nPING\r\n".getBytes(US_ASCII),
            "set k \"a\\x00b\" 'c'\r\nget k\n".getBytes(US_ASCII));

    @Test
    void someBytes() {
        MutatedInputs.feed(
                VALID,
                MutatedInputs.FEW,
                input -> new RespParserFuzzTest().anyBytesParseTheSameHoweverTheyAreSplit(input));
    }

    @Tag("campaign")
    @Test
    void aCampaignOfAnyBytes() {
        MutatedInputs.feed(
                VALID,
                MutatedInputs.CAMPAIGN,
                input -> new RespParserFuzzTest().anyBytesParseTheSameHoweverTheyAreSplit(input));
    }
}
