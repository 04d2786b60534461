package dev.espalier.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.Value;
import dev.espalier.store.fixture.VectorNodeCore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The engine on a core of the second kind. */
class NodeModelTest {
    private static final NodeId ONE = new NodeId(1);
    private static final NodeId TWO = new NodeId(2);
    private static final Bytes KEY = Bytes.utf8("key");

    /** Applies whatever comes, and answers with all that it has applied: a repetition would show. */
    private static final class EagerCore extends VectorNodeCore {
        @Override
        public boolean guard(NodeId node, State state, Bytes key, Value value, Message message) {
            return true;
        }

        @Override
        public State update(NodeId node, State state, Bytes key, Value value, Message message) {
            Value before = get(node, state, key).value();
            Value joined = Value.of(Bytes.utf8((before.isAbsent() ? "" : before.toString()) + value));
            return super.update(node, state, key, joined, message);
        }
    }

    private final MemoryJournal journal = new MemoryJournal();

    private static ReplicaEngine<?> engine(VectorNodeCore core, NodeId self, Journal journal) {
        return ReplicaEngine.of(core, self, () -> 1000, journal);
    }

    private static Value value(String text) {
        return Value.of(Bytes.utf8(text));
    }

    private static List<PutMessage> puts(int count) {
        ReplicaEngine<?> other = engine(new VectorNodeCore(), TWO, new MemoryJournal());
        List<PutMessage> puts = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            puts.add(other.put(KEY, value(Integer.toString(i))));
        }
        return puts;
    }

    @Test
    void itsOwnPutsAreInAtOnceAndAnothersWhenTheGuardSaysSo() {
        ReplicaEngine<?> engine = engine(new VectorNodeCore(), ONE, journal);
        engine.put(KEY, value("own"));
        assertThat(engine.get(KEY)).isEqualTo(value("own"));
        List<PutMessage> puts = puts(2);
        engine.receive(puts.get(1));
        engine.settle();
        assertThat(engine.get(KEY)).isEqualTo(value("own"));
        assertThat(engine.pendingCount(TWO)).isEqualTo(1);
        engine.receive(puts.get(0));
        engine.settle();
        assertThat(engine.get(KEY)).isEqualTo(value("2"));
        assertThat(engine.statistics().putsPending()).isZero();
    }

    @Test
    void aPutIsAppliedOnceHoweverOftenItComesAlsoAfterACrash() {
        ReplicaEngine<?> engine = engine(new EagerCore(), ONE, journal);
        List<PutMessage> puts = puts(3);
        // The third comes before the second: what has arrived is not only known up to a gap.
        for (PutMessage put : List.of(puts.get(0), puts.get(0), puts.get(2), puts.get(2))) {
            engine.receive(put);
            engine.settle();
            engine.receive(put);
            engine.settle();
        }
        engine.beforeCommit();
        journal.commit();
        ReplicaEngine<?> restarted = engine(new EagerCore(), ONE, journal);
        journal.recover(restarted);
        for (PutMessage put : puts) {
            restarted.receive(put);
            restarted.settle();
        }
        assertThat(restarted.get(KEY)).isEqualTo(value("132"));
        assertThat(restarted.receivedContiguously(TWO)).isEqualTo(3);
        assertThat(restarted.statistics().duplicatesDropped()).isEqualTo(2);
    }

    @Test
    void getsThatChangeTheStateAreReplayed() {
        VectorNodeCore telling = new VectorNodeCore() {
            @Override
            public Read<State> get(NodeId node, State state, Bytes key) {
                Read<State> read = super.get(node, state, key);
                return new Read<>(value(Long.toString(read.state().gets())), read.state());
            }
        };
        ReplicaEngine<?> engine = engine(telling, ONE, journal);
        engine.get(KEY);
        engine.get(KEY);
        engine.beforeCommit();
        journal.commit();
        engine.get(KEY);
        ReplicaEngine<?> restarted = engine(telling, ONE, journal);
        journal.recover(restarted);
        assertThat(restarted.get(KEY)).isEqualTo(value("3"));
    }
}
