package dev.espalier.simulation;

import dev.espalier.store.storage.RowIterator;
import java.util.Map.Entry;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** A walk over rows in memory. */
final class SimulatedWalk implements RowIterator {
    private final NavigableMap<byte[], byte[]> family;
    private @Nullable Entry<byte[], byte[]> row;

    SimulatedWalk(NavigableMap<byte[], byte[]> family) {
        this.family = family;
    }

    @Override
    public void seekToFirst() {
        row = family.firstEntry();
    }

    @Override
    public void seek(byte[] key) {
        row = family.ceilingEntry(key);
    }

    @Override
    public boolean isValid() {
        return row != null;
    }

    @Override
    public void next() {
        row = family.higherEntry(here().getKey());
    }

    @Override
    public byte[] key() {
        return here().getKey();
    }

    @Override
    public byte[] value() {
        return here().getValue();
    }

    private Entry<byte[], byte[]> here() {
        Entry<byte[], byte[]> current = row;
        if (current == null) {
            throw new IllegalStateException("behind the last row");
        }
        return current;
    }

    @Override
    public void status() {}

    @Override
    public void close() {}
}
