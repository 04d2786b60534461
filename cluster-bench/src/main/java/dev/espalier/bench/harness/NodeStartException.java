package dev.espalier.bench.harness;

import java.io.IOException;

/** A node that did not come up. The message ends with the last lines of its log. */
public final class NodeStartException extends IOException {
    private static final long serialVersionUID = 1L;

    NodeStartException(String message) {
        super(message);
    }
}
