package dev.espalier.store.engine;

import dev.espalier.core.Bytes;
import dev.espalier.core.Value;

/** The index of {@link KeyIndex#none}. */
final class UncountedKeys implements KeyIndex {
    static final KeyIndex INDEX = new UncountedKeys();

    private UncountedKeys() {}

    @Override
    public void holds(Bytes key, Value value) {}

    @Override
    public void gone(Bytes key) {}

    @Override
    public int size() {
        return 0;
    }
}
