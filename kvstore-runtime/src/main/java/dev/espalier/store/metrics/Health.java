package dev.espalier.store.metrics;

import java.util.List;

/**
 * Whether a node should be sent clients.
 *
 * @param isReady recovered, able to write, and with no peer that it can never agree with
 * @param troubles why it is not; empty when it is
 */
record Health(boolean isReady, List<String> troubles) {
    static final Health READY = new Health(true, List.of());
    static final Health STARTING = new Health(false, List.of("the node is starting: it reads what is on its disk"));

    Health {
        troubles = List.copyOf(troubles);
    }
}
