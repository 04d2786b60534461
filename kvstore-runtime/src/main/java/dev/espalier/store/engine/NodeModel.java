package dev.espalier.store.engine;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeCore;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.core.RepeatedParts;
import dev.espalier.core.StateCodec;
import dev.espalier.core.StoredMaps;
import dev.espalier.core.Value;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one state of a node core, which all sessions of the node share. It has every put of its own at once and answers
 * every get; of others' puts it cannot say which it has seen, so the engine hands it each of them once.
 */
final class NodeModel<S, M> implements Model<M> {
    private final NodeCore<S, M> core;
    private final NodeId self;
    private final @Nullable StateCodec<S> codec;
    private final PayloadWriter payloadOut = new PayloadWriter();
    private final BySender<RepeatedParts> readBefore = new BySender<>(sender -> new RepeatedParts());
    private S state;
    private long changesByGets;

    NodeModel(NodeCore<S, M> core, NodeId self) {
        this.core = core;
        this.self = self;
        this.codec = core.stateCodec();
        this.state = core.init(Value.ABSENT);
    }

    @Override
    public Value get(Bytes key) {
        NodeCore.Read<S> read = core.get(self, state, key);
        if (!read.state().equals(state)) {
            state = read.state();
            changesByGets++;
        }
        return read.value();
    }

    @Override
    public long changesByGets() {
        return changesByGets;
    }

    @Override
    public Value peek(Bytes key) {
        return core.get(self, state, key).value();
    }

    @Override
    public OwnPut<M> put(Bytes key, Value value, long now, long sequence) {
        NodeCore.Written<S, M> written = core.put(self, state, key, value);
        payloadOut.reset();
        core.writeMessage(written.message(), payloadOut);
        PutMessage message = new PutMessage(self, sequence, key, value, Bytes.wrap(payloadOut.toByteArray()));
        state = written.state();
        return new OwnPut<>(message, written.message(), true);
    }

    @Override
    public boolean enables(PutMessage put, M message) {
        return core.guard(self, state, put.key(), put.value(), message);
    }

    @Override
    public boolean hasSeen(PutMessage put, M message) {
        return false;
    }

    @Override
    public void apply(PutMessage put, M message) {
        state = core.update(self, state, put.key(), put.value(), message);
    }

    @Override
    public @Nullable String stateShape() {
        return codec == null ? null : codec.shape();
    }

    @Override
    public void writeState(PayloadWriter out, StoredMaps maps) {
        states().write(state, out, maps);
    }

    @Override
    public void readState(PayloadReader in, StoredMaps maps) {
        state = states().read(in, maps);
    }

    @Override
    public void takeReplica(PayloadReader in, StoredMaps maps) {
        throw new UnsupportedOperationException("a node core's state is its own, whole");
    }

    private StateCodec<S> states() {
        return Objects.requireNonNull(codec, "a core whose states cannot be written down");
    }

    @Override
    public BySender<RepeatedParts> readBefore() {
        return readBefore;
    }

    @Override
    public M read(PayloadReader in) {
        return core.readMessage(in);
    }
}
