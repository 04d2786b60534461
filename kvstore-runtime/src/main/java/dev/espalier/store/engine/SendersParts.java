package dev.espalier.store.engine;

import dev.espalier.core.NodeId;
import dev.espalier.core.RepeatedParts;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The parts of payloads that were read last, of each sender. */
final class SendersParts {
    private @Nullable RepeatedParts[] bySender = new RepeatedParts[8];

    /** Those of the payloads of {@code sender}. */
    RepeatedParts of(NodeId sender) {
        int number = sender.number();
        if (number >= bySender.length) {
            bySender = Arrays.copyOf(bySender, Math.max(number + 1, 2 * bySender.length));
        }
        RepeatedParts parts = bySender[number];
        if (parts == null) {
            parts = new RepeatedParts();
            bySender[number] = parts;
        }
        return parts;
    }
}
