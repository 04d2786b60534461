package dev.espalier.store.engine;

import dev.espalier.core.Bytes;
import dev.espalier.core.EntryCodec;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.core.StoredMaps;
import dev.espalier.core.state.StateMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of an engine's state is recorded as a whole: the model's state without the entries of its maps, and what the engine
 * itself must not forget. It is as large as a vector, so each tick that changes something writes it once.
 */
final class KeptState {
    private static final int FORMAT = 1;

    /** The maps of a state that no call has changed yet: they are empty, and made anew where they are kept. */
    private static final StoredMaps FIRST = new StoredMaps() {
        @Override
        public <V> StateMap<Bytes, V> open(EntryCodec<V> entries) {
            throw new UnsupportedOperationException("a first state is only written");
        }

        @Override
        public void written(StateMap<Bytes, ?> map) {}
    };

    private Model<?> model;
    private final LiveKeys liveKeys;
    private final ReceivedSequences received;
    private final PayloadWriter out = new PayloadWriter();
    private @Nullable StateKeeper keeper;
    private boolean changed;

    KeptState(Model<?> model, LiveKeys liveKeys, ReceivedSequences received) {
        this.model = model;
        this.liveKeys = liveKeys;
        this.received = received;
    }

    /** Whether the state is kept; otherwise its inputs must be. */
    boolean isOn() {
        return keeper != null;
    }

    /** Something that is written here has changed, or may have. */
    void changed() {
        changed = true;
    }

    /**
     * Begins with what was recorded, or with the model's first state.
     *
     * @return the number of the last own put
     */
    long begin(StateKeeper newKeeper, byte @Nullable [] recorded) {
        keeper = newKeeper;
        if (recorded == null) {
            model.writeState(out, FIRST);
            model.readState(new PayloadReader(out.toByteArray()), newKeeper.maps());
            changed = true;
            return 0;
        }
        PayloadReader in = new PayloadReader(recorded);
        long ownSequence = readHead(in);
        liveKeys.read(in);
        received.readBeyondGaps(in);
        model.readState(in, newKeeper.maps());
        in.expectEnd();
        return ownSequence;
    }

    /** The number of the last own put of the node that recorded {@code in}. */
    static long readHead(PayloadReader in) {
        int format = in.readByte();
        if (format != FORMAT) {
            throw in.malformed("a state of format " + format + " where format " + FORMAT + " is known");
        }
        return in.readNatural();
    }

    /** Goes on with the replica of another node, which recorded {@code recorded}, in {@code newKeeper}. */
    void takeOver(StateKeeper newKeeper, byte[] recorded) {
        PayloadReader in = new PayloadReader(recorded);
        readHead(in);
        liveKeys.read(in);
        // What had arrived there, beyond gaps and not applied, has not arrived here.
        new ReceivedSequences().readBeyondGaps(in);
        model.takeReplica(in, newKeeper.maps());
        in.expectEnd();
        keeper = newKeeper;
        changed = true;
    }

    /** Has {@code next} go on from the state of {@code present}, whose changes must all be written. */
    void handOver(Model<?> present, Model<?> next) {
        StateKeeper maps = Objects.requireNonNull(keeper, "a state that is not kept");
        out.reset();
        present.writeState(out, maps.maps());
        byte[] state = out.toByteArray();
        maps.reopen();
        try {
            next.readState(new PayloadReader(state), maps.maps());
        } catch (RuntimeException e) {
            maps.reopen();
            present.readState(new PayloadReader(state), maps.maps());
            throw e;
        }
        model = next;
    }

    /** Records the state if it has changed since the last call. */
    void write(long ownSequence) {
        StateKeeper present = keeper;
        if (present == null || !changed) {
            return;
        }
        changed = false;
        out.reset();
        out.writeByte(FORMAT);
        out.writeNatural(ownSequence);
        liveKeys.write(out);
        received.writeBeyondGaps(out);
        model.writeState(out, present.maps());
        present.keep(out.toByteArray());
    }
}
