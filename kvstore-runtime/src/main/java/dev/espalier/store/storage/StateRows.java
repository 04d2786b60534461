package dev.espalier.store.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The rows of the column family {@code meta} that belong to a state that is kept. */
final class StateRows {
    /** The state without the entries of its maps. */
    static final byte[] STATE = "state".getBytes(UTF_8);

    private StateRows() {}
}
