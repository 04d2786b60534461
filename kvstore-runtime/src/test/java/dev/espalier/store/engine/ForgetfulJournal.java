package dev.espalier.store.engine;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;

/** Fails to record whatever it is told. */
final class ForgetfulJournal implements Journal {
    @Override
    public void put(long now, PutMessage put) {
        throw new IllegalStateException("no memory left to encode the record");
    }

    @Override
    public void get(Bytes key) {
        throw new IllegalStateException("no memory left to encode the record");
    }

    @Override
    public void applied(PutMessage put) {}

    @Override
    public void pending(PutMessage put) {}

    @Override
    public void noLongerPending(PutMessage put) {}

    @Override
    public void received(NodeId origin, long sequence) {}
}
