package dev.espalier.store.cores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.core.Core;
import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import org.junit.jupiter.api.Test;

/** The generated codec of a core whose puts carry a vector: short ones are read otherwise than long ones. */
class VectorPayloadTest {
    private static final int LONGEST = 40;

    @Test
    void vectorsOfAnyLengthSurviveTheWire() throws Exception {
        Core<?, ?, ?, ?, ?> core =
                (Core<?, ?, ?, ?, ?>) Cores.load("causal-plus", false).core();
        for (int length = 0; length <= LONGEST; length++) {
            rewritten(core, payload(length));
        }
    }

    private static <C, R, G, A, P> void rewritten(Core<C, R, G, A, P> core, byte[] bytes) {
        PayloadReader in = new PayloadReader(bytes);
        P request = core.readPutRequest(in);
        in.expectEnd();
        PayloadWriter out = new PayloadWriter();
        core.writePutRequest(request, out);
        assertThat(out.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void aVectorThatIsCutOffIsRefused() throws Exception {
        Core<?, ?, ?, ?, ?> core =
                (Core<?, ?, ?, ?, ?>) Cores.load("causal-plus", false).core();
        for (int length : new int[] {0, 1, 16, 17, LONGEST}) {
            byte[] whole = payload(length);
            for (int cut = 0; cut < whole.length; cut++) {
                PayloadReader in = new PayloadReader(whole, 0, cut);
                assertThatThrownBy(() -> core.readPutRequest(in)).isInstanceOf(MalformedPayloadException.class);
            }
        }
    }

    /** The number of earlier puts, a vector, the time of the stamp. */
    private static byte[] payload(int length) {
        PayloadWriter out = new PayloadWriter();
        out.writeNatural(5);
        out.writeNatural(length);
        for (int i = 0; i < length; i++) {
            out.writeNodeId(NodeId.of(7 * i));
            out.writeNatural(1_000_003L * i);
        }
        out.writeNatural(1_764_000_000_000L);
        return out.toByteArray();
    }
}
