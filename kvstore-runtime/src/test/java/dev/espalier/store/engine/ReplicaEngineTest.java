package dev.espalier.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.core.Bytes;
import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.core.Value;
import dev.espalier.store.fixture.VectorCore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicaEngineTest {
    private static final NodeId ONE = new NodeId(1);
    private static final NodeId TWO = new NodeId(2);
    private static final Bytes KEY = Bytes.utf8("key");

    private final MemoryJournal journal = new MemoryJournal();
    private final ReplicaEngine<?> engine = engine(ONE, journal);

    private static ReplicaEngine<?> engine(NodeId self, Journal journal) {
        return ReplicaEngine.of(new VectorCore(), self, () -> 1000, journal);
    }

    private static Value value(String text) {
        return Value.of(Bytes.utf8(text));
    }

    /** Fails in every put until it is mended. */
    private static final class BreakableCore extends VectorCore {
        private boolean broken = true;

        @Override
        public Replica put(Bytes key, Value value, Put put, NodeId client, NodeId replica, Replica state) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return super.put(key, value, put, client, replica, state);
        }
    }

    /** Three puts of node two, each depending on the one before. */
    private static List<PutMessage> puts(int count) {
        ReplicaEngine<?> other = engine(TWO, new MemoryJournal());
        List<PutMessage> puts = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            puts.add(other.put(KEY, value("v" + i)));
        }
        return puts;
    }

    @Test
    void aPutThatCannotBeRecordedIsReportedAsSuch() {
        ReplicaEngine<?> engine = ReplicaEngine.of(new VectorCore(), ONE, () -> 1000, new ForgetfulJournal());
        assertThatThrownBy(() -> engine.put(Bytes.utf8("k"), Value.of(Bytes.utf8("v"))))
                .isInstanceOf(UnrecordedInputException.class)
                .hasMessageContaining("restart the node");
    }

    @Test
    void aCoreThatThrowsLeavesEngineAndJournalAsTheyWere() {
        MemoryJournal journal = new MemoryJournal();
        BreakableCore core = new BreakableCore();
        ReplicaEngine<?> engine = ReplicaEngine.of(core, ONE, () -> 1000, journal);
        assertThatThrownBy(() -> engine.put(Bytes.utf8("k"), Value.of(Bytes.utf8("lost"))))
                .isExactlyInstanceOf(IllegalStateException.class);
        core.broken = false;
        assertThat(engine.put(Bytes.utf8("k"), Value.of(Bytes.utf8("kept"))).sequence())
                .isEqualTo(1);
        assertThat(engine.get(Bytes.utf8("k"))).isEqualTo(Value.of(Bytes.utf8("kept")));
    }

    @Test
    void readsItsOwnPut() {
        engine.put(KEY, value("v"));
        assertThat(engine.get(KEY)).isEqualTo(value("v"));
        assertThat(engine.liveKeyCount()).isEqualTo(1);
        engine.put(KEY, Value.ABSENT);
        assertThat(engine.get(KEY)).isEqualTo(Value.ABSENT);
        assertThat(engine.liveKeyCount()).isZero();
    }

    @Test
    void aPutThatArrivesEarlyWaitsForThoseBefore() {
        List<PutMessage> puts = puts(3);
        engine.receive(puts.get(2));
        engine.receive(puts.get(1));
        engine.settle();
        assertThat(engine.get(KEY)).isEqualTo(Value.ABSENT);
        assertThat(engine.pendingCount(TWO)).isEqualTo(2);
        assertThat(engine.receivedContiguously(TWO)).isZero();
        engine.receive(puts.get(0));
        engine.settle();
        assertThat(engine.get(KEY)).isEqualTo(value("v3"));
        assertThat(engine.pendingCount(TWO)).isZero();
        assertThat(engine.receivedContiguously(TWO)).isEqualTo(3);
    }

    @Test
    void aPutThatWaitsIsNotAskedAboutAfterEachOfAnotherSender() {
        int[] asked = {0};
        VectorCore core = new VectorCore() {
            @Override
            public boolean putGuard(Bytes key, Value value, Put put, NodeId client, NodeId replica, Replica state) {
                asked[0]++;
                return super.putGuard(key, value, put, client, replica, state);
            }
        };
        ReplicaEngine<?> engine = ReplicaEngine.of(core, ONE, () -> 1000, journal);
        ReplicaEngine<?> three = engine(new NodeId(3), new MemoryJournal());
        PutMessage lacking = engine(new NodeId(4), new MemoryJournal()).put(KEY, value("never comes"));
        three.receive(lacking);
        three.settle();
        assertThat(three.get(KEY)).isEqualTo(value("never comes"));
        engine.receive(three.put(KEY, value("waits")));
        engine.hold();
        puts(100).forEach(engine::receive);
        engine.release();
        engine.settle();
        assertThat(engine.statistics().putsApplied()).isEqualTo(100);
        assertThat(engine.pendingCount(new NodeId(3))).isEqualTo(1);
        assertThat(asked[0]).isLessThan(110);
    }

    @Test
    void whilePutsArriveTheirSendersAreAppliedAndThoseOfOthersAskedAtTheEnd() {
        int[] asked = {0};
        NodeId waiting = new NodeId(3);
        VectorCore core = new VectorCore() {
            @Override
            public boolean putGuard(Bytes key, Value value, Put put, NodeId client, NodeId replica, Replica state) {
                asked[0] += client.equals(waiting) ? 1 : 0;
                return super.putGuard(key, value, put, client, replica, state);
            }
        };
        ReplicaEngine<?> engine = ReplicaEngine.of(core, ONE, () -> 1000, journal);
        List<PutMessage> puts = puts(100);
        ReplicaEngine<?> three = engine(waiting, new MemoryJournal());
        puts.forEach(three::receive);
        three.settle();
        assertThat(three.get(KEY)).isEqualTo(value("v100"));
        engine.beginArrivals(waiting);
        for (int i = 0; i < 10; i++) {
            engine.receive(three.put(KEY, value("after all of them")));
            engine.settle();
        }
        assertThat(asked[0]).isEqualTo(1);
        engine.endOfArrivals();
        engine.settle();
        asked[0] = 0;
        engine.beginArrivals(TWO);
        for (int i = 0; i < puts.size(); i++) {
            engine.receive(puts.get(i));
            engine.settle();
            assertThat(engine.statistics().putsApplied()).isEqualTo(i + 1);
        }
        assertThat(asked[0]).isZero();
        engine.endOfArrivals();
        engine.settle();
        assertThat(engine.statistics().putsApplied()).isEqualTo(110);
        assertThat(engine.get(KEY)).isEqualTo(value("after all of them"));
    }

    @Test
    void aPutThatTheCoreFailsToApplyAsItArrivesWaits() {
        BreakableCore core = new BreakableCore();
        ReplicaEngine<?> engine = ReplicaEngine.of(core, ONE, () -> 1000, journal);
        List<PutMessage> puts = puts(2);
        engine.beginArrivals(TWO);
        engine.receive(puts.get(0));
        assertThatThrownBy(engine::settle).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(engine.pendingCount(TWO)).isEqualTo(1);
        assertThat(engine.appliedContiguously(TWO)).isZero();
        core.broken = false;
        engine.receive(puts.get(1));
        engine.endOfArrivals();
        engine.settle();
        assertThat(engine.pendingCount(TWO)).isZero();
        assertThat(engine.statistics().putsApplied()).isEqualTo(2);
        assertThat(engine.get(KEY)).isEqualTo(value("v2"));
    }

    @Test
    void whatArrivesAndIsNotSettledIsPending() {
        List<PutMessage> puts = puts(3);
        engine.beginArrivals(TWO);
        engine.receive(puts.get(0));
        engine.receive(puts.get(1));
        engine.endOfArrivals();
        assertThat(engine.pendingCount(TWO)).isEqualTo(2);
        engine.hold();
        engine.beginArrivals(TWO);
        engine.receive(puts.get(2));
        engine.settle();
        assertThat(engine.pendingCount(TWO)).isEqualTo(3);
        engine.endOfArrivals();
        engine.release();
        engine.settle();
        assertThat(engine.get(KEY)).isEqualTo(value("v3"));
    }

    @Test
    void theClockIsLookedAtOnceInATick() {
        long[] looks = {0};
        ReplicaEngine<?> engine = ReplicaEngine.of(new VectorCore(), ONE, () -> ++looks[0], journal);
        engine.put(KEY, value("a"));
        engine.put(KEY, value("b"));
        assertThat(looks[0]).isEqualTo(1);
        engine.beforeCommit();
        engine.put(KEY, value("c"));
        assertThat(looks[0]).isEqualTo(2);
    }

    @Test
    void duplicatesAreAbsorbedAndCounted() {
        List<PutMessage> puts = puts(2);
        for (PutMessage put : List.of(puts.get(1), puts.get(1), puts.get(0), puts.get(0), puts.get(1))) {
            engine.receive(put);
            engine.settle();
        }
        assertThat(engine.statistics().duplicatesDropped()).isEqualTo(3);
        assertThat(engine.statistics().putsApplied()).isEqualTo(2);
        assertThat(engine.statistics().putsPending()).isZero();
    }

    @Test
    void twoPutsOfOneSenderWaitForAThirdNodesPutAndAreAppliedWhenItComes() {
        Bytes cause = Bytes.utf8("cause");
        ReplicaEngine<?> two = engine(TWO, new MemoryJournal());
        ReplicaEngine<?> three = engine(new NodeId(3), new MemoryJournal());
        PutMessage slow = three.put(cause, value("of three"));
        two.receive(slow);
        two.settle();
        assertThat(two.get(cause)).isEqualTo(value("of three"));
        PutMessage first = two.put(KEY, value("first effect"));
        PutMessage second = two.put(KEY, value("second effect"));
        List<Value> seen = new ArrayList<>();
        engine.onApplied(() -> {
            Value value = engine.get(KEY);
            if (value != null && !value.isAbsent() && !seen.contains(value)) {
                assertThat(engine.get(cause)).isEqualTo(value("of three"));
                seen.add(value);
            }
        });
        engine.receive(first);
        engine.receive(second);
        engine.settle();
        assertThat(engine.pendingCount(TWO)).isEqualTo(2);
        assertThat(engine.statistics().putsApplied()).isZero();
        assertThat(seen).isEmpty();
        engine.receive(slow);
        engine.settle();
        assertThat(seen).containsExactly(value("first effect"), value("second effect"));
        assertThat(engine.statistics().putsApplied()).isEqualTo(3);
        assertThat(engine.statistics().putsPending()).isZero();
    }

    @Test
    void aDeleteThatLosesDoesNotCount() {
        ReplicaEngine<?> other = ReplicaEngine.of(new VectorCore(), TWO, () -> 500, new MemoryJournal());
        PutMessage delete = other.put(KEY, Value.ABSENT);
        engine.put(KEY, value("newer by the clock"));
        engine.receive(delete);
        engine.settle();
        assertThat(engine.liveKeyCount()).isEqualTo(1);
    }

    @Test
    void theListenerRunsAfterEachAppliedPut() {
        List<Value> seen = new ArrayList<>();
        engine.onApplied(() -> {
            Value value = engine.get(KEY);
            if (value != null) {
                seen.add(value);
            }
        });
        List<PutMessage> puts = puts(3);
        engine.receive(puts.get(1));
        engine.receive(puts.get(2));
        engine.receive(puts.get(0));
        engine.settle();
        assertThat(seen).containsSubsequence(value("v1"), value("v2"), value("v3"));
    }

    @Test
    void aPayloadThatTheCoreCannotReadIsRefusedAndChangesNothing() {
        PutMessage bad = new PutMessage(TWO, 1, KEY, value("v"), Bytes.utf8("?"));
        assertThatThrownBy(() -> engine.receive(bad)).isInstanceOf(MalformedPayloadException.class);
        assertThat(engine.receivedContiguously(TWO)).isZero();
        assertThat(engine.statistics().putsPending()).isZero();
    }

    @Test
    void replayRestoresWhatWasCommittedAndPendingPutsWithIt() {
        List<PutMessage> puts = puts(3);
        engine.put(KEY, value("own"));
        engine.receive(puts.get(0));
        engine.receive(puts.get(2));
        engine.settle();
        Value before = engine.get(KEY);
        engine.beforeCommit();
        journal.commit();
        engine.put(KEY, value("lost"));
        ReplicaEngine<?> restarted = engine(ONE, journal);
        journal.recover(restarted);
        restarted.settle();
        assertThat(restarted.get(KEY)).isEqualTo(before);
        assertThat(restarted.ownSequence()).isEqualTo(1);
        assertThat(restarted.pendingCount(TWO)).isEqualTo(1);
        assertThat(restarted.receivedContiguously(TWO)).isEqualTo(1);
        restarted.receive(puts.get(1));
        restarted.settle();
        assertThat(restarted.pendingCount(TWO)).isZero();
        assertThat(restarted.receivedContiguously(TWO)).isEqualTo(3);
    }

    @Test
    void replayThroughAnotherCoreIsRefused() {
        engine.put(KEY, value("own"));
        engine.beforeCommit();
        journal.commit();
        VectorCore other = new VectorCore() {
            @Override
            public void writePutRequest(Put put, PayloadWriter out) {
                out.writeNatural(7);
                super.writePutRequest(put, out);
            }

            @Override
            public Put readPutRequest(PayloadReader in) {
                in.readNatural();
                return super.readPutRequest(in);
            }
        };
        ReplicaEngine<?> restarted = ReplicaEngine.of(other, ONE, () -> 1000, journal);
        assertThatThrownBy(() -> journal.recover(restarted))
                .isInstanceOf(ReplayMismatchException.class)
                .hasMessageContaining("put 1");
    }

    @Test
    void aHundredThousandPendingPutsAreAppliedInLinearTime() {
        List<PutMessage> puts = puts(100_000);
        for (int i = puts.size() - 1; i >= 0; i--) {
            engine.receive(puts.get(i));
            engine.settle();
        }
        assertThat(engine.get(KEY)).isEqualTo(value("v100000"));
        assertThat(engine.statistics().putsPending()).isZero();
    }
}
