package dev.espalier.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceivedSequencesTest {
    private static final NodeId PEER = new NodeId(2);

    @Test
    void whatArrivedBeyondAGapIsRememberedBesideHowFarAllHasArrived() {
        ReceivedSequences received = new ReceivedSequences();
        for (long sequence : new long[] {1, 3, 4, 7}) {
            received.add(PEER, sequence);
        }
        received.add(new NodeId(3), 1);
        PayloadWriter out = new PayloadWriter();
        received.writeBeyondGaps(out);

        ReceivedSequences again = new ReceivedSequences();
        PayloadReader in = new PayloadReader(out.toByteArray());
        again.readBeyondGaps(in);
        in.expectEnd();
        again.addAllUpTo(PEER, received.contiguous(PEER));
        assertThat(again.add(PEER, 2)).isTrue();
        assertThat(again.contiguous(PEER)).isEqualTo(4);
        received.add(PEER, 2);
        for (long sequence = 1; sequence <= 8; sequence++) {
            assertThat(again.add(PEER, sequence)).as("%d", sequence).isEqualTo(received.add(PEER, sequence));
        }
    }

    @Test
    void aSnapshotThatClosesAGapIsToldOfAsGrowth() {
        ReceivedSequences received = new ReceivedSequences();
        for (long sequence : new long[] {1, 5, 6}) {
            received.add(PEER, sequence);
        }
        received.drainGrowth((origin, sequence) -> {});
        received.addAllUpTo(PEER, 4);
        List<Long> grown = new ArrayList<>();
        received.drainGrowth((origin, sequence) -> grown.add(sequence));
        assertThat(grown).containsExactly(6L);
        received.addAllUpTo(PEER, 5);
        received.drainGrowth((origin, sequence) -> grown.add(sequence));
        assertThat(grown).containsExactly(6L);
    }
}
