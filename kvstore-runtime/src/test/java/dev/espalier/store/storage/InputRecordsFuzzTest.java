package dev.espalier.store.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.Bytes;
import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadWriter;
import dev.espalier.core.Value;
import dev.espalier.store.engine.InputVisitor;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.fixture.MutatedInputs;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any bytes in the input log are records or a typed error. */
class InputRecordsFuzzTest {
    private static final NodeId SELF = new NodeId(1);

    /** Writes again what it is shown. */
    private static final class Copy implements InputVisitor {
        private final PayloadWriter out = new PayloadWriter();

        @Override
        public void put(long now, PutMessage put) {
            InputRecords.writePut(out, now, put.sequence(), put.encodeBody());
        }

        @Override
        public void get(Bytes key) {
            InputRecords.writeGet(out, key);
        }

        @Override
        public void applied(PutMessage put) {
            InputRecords.writeApplied(out, put);
        }
    }

    private static byte[] records() {
        PayloadWriter out = new PayloadWriter();
        PutMessage put = new PutMessage(
                SELF, 7, Bytes.utf8("key"), Value.of(Bytes.utf8("value\r\n\0")), Bytes.wrap("payload".getBytes(UTF_8)));
        InputRecords.writePut(out, 1_800_000_000_000L, 7, put.encodeBody());
        InputRecords.writeGet(out, Bytes.utf8("key"));
        InputRecords.writeApplied(out, put);
        return out.toByteArray();
    }

    private static void read(byte[] input) {
        Copy copy = new Copy();
        try {
            InputRecords.read(input, SELF, copy);
        } catch (MalformedPayloadException damaged) {
            return;
        }
        // What was read whole says the same when it is written and read again.
        Copy again = new Copy();
        InputRecords.read(copy.out.toByteArray(), SELF, again);
        assertThat(again.out.toByteArray()).isEqualTo(copy.out.toByteArray());
    }

    @Test
    void anyBytesAreRecordsOrATypedError() {
        Copy copy = new Copy();
        assertThat(InputRecords.read(records(), SELF, copy)).isEqualTo(3);
        assertThat(copy.out.toByteArray()).isEqualTo(records());
        MutatedInputs.feed(List.of(records()), MutatedInputs.FEW, InputRecordsFuzzTest::read);
    }

    @Tag("campaign")
    @Test
    void aCampaignOfAnyBytes() {
        MutatedInputs.feed(List.of(records()), MutatedInputs.CAMPAIGN, InputRecordsFuzzTest::read);
    }
}
