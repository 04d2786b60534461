package dev.espalier.store.engine;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.StoreCore;
import dev.espalier.core.Value;
import dev.espalier.store.engine.PendingPuts.Entry;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One client proxy and one replica of the model, and the puts that wait to be applied. It does no I/O: inputs come by
 * its methods, records go to a {@link Journal}, and its owner decides when a record is durable and what leaves then.
 *
 * <p>All sessions of the node share the one client state, in the order of their calls; that is more program order than
 * any one session asks for, hence sound. Every state change is made only after the core has answered without an
 * exception, so a core that throws leaves the engine as it was.
 *
 * <p>Not thread-safe: one thread owns an engine.
 *
 * @param <P> what of a put the core sends along
 */
public final class ReplicaEngine<P> {
    private Model<P> model;
    private final NodeId self;
    private final WallClock clock;
    private final Journal journal;
    private final Delivery<P> delivery;
    private ReceivedSequences received = new ReceivedSequences();
    private LiveKeys liveKeys;
    private KeptState kept;

    private long ownSequence;

    /** The clock's time since it was looked at in this tick; -1 before. */
    private long tickMillis = -1;

    private long ownPuts;
    private long putsApplied;
    private long duplicatesDropped;
    private long gets;
    private long getsNotYet;

    private ReplicaEngine(Model<P> model, NodeId self, WallClock clock, Journal journal, @Nullable KeyIndex index) {
        this.model = model;
        // By the model that is there when it is asked: a swap of cores replaces it.
        this.liveKeys = LiveKeys.of(key -> this.model.peek(key), index);
        this.kept = new KeptState(model, liveKeys, received);
        this.self = self;
        this.clock = clock;
        this.journal = journal;
        this.delivery = new Delivery<>(new Applying(), journal);
    }

    /** An engine in its beginning, for a core of either kind. */
    public static ReplicaEngine<?> of(StoreCore core, NodeId self, WallClock clock, Journal journal) {
        return new ReplicaEngine<>(Model.of(core, self), self, clock, journal, null);
    }

    /** As above, with an index of the keys to keep up with every put that is applied, if it is not {@code null}. */
    public static ReplicaEngine<?> of(
            StoreCore core, NodeId self, WallClock clock, Journal journal, @Nullable KeyIndex index) {
        return new ReplicaEngine<>(Model.of(core, self), self, clock, journal, index);
    }

    /** Sets what runs after each put that {@link #settle} applies or finds applied: the retry of waiting reads. */
    public void onApplied(Runnable listener) {
        delivery.onApplied(listener);
    }

    /** Reads {@code key}; {@code null} means that a put on which the client proxy depends is not in yet. */
    public @Nullable Value get(Bytes key) {
        long changesBefore = model.changesByGets();
        Value value = model.get(key);
        if (value == null) {
            getsNotYet++;
            return null;
        }
        gets++;
        if (model.changesByGets() != changesBefore) {
            kept.changed();
            try {
                journal.get(key);
            } catch (RuntimeException | Error e) {
                throw new UnrecordedInputException("a get of key " + key, e);
            }
        }
        return value;
    }

    /** Puts {@code value} for this node's clients and applies it to this replica as soon as its guard lets it. */
    public PutMessage put(Bytes key, Value value) {
        long now = tickMillis >= 0 ? tickMillis : clock.millis();
        tickMillis = now;
        // All or nothing up to here: a core that throws leaves the model as it was.
        Model.OwnPut<P> own = model.put(key, value, now, ownSequence + 1);
        try {
            journal.put(now, own.message());
            take(own);
        } catch (RuntimeException | Error e) {
            throw new UnrecordedInputException("a put of key " + key, e);
        }
        ownPuts++;
        return own.message();
    }

    /** The part of a put that replay repeats: counts it, and queues it if it is not enabled. */
    private void take(Model.OwnPut<P> own) {
        ownSequence++;
        kept.changed();
        if (own.applied()) {
            noteApplied(own.message().key());
        } else {
            // What the state keeps, no replay repeats.
            delivery.holdBack(new Entry<>(own.message(), own.request()), kept.isOn());
        }
    }

    /**
     * Takes in a put of a peer; {@link #settle} applies it when it is enabled. One that has arrived before, also before
     * a restart, is dropped: a core need not know a repetition from a first arrival.
     *
     * @throws dev.espalier.core.MalformedPayloadException if the core cannot read its payload
     */
    public void receive(PutMessage message) {
        Entry<P> entry = new Entry<>(message, model.readPayload(message));
        if (!received.add(message.origin(), message.sequence())) {
            duplicatesDropped++;
            return;
        }
        kept.changed();
        delivery.arrive(entry);
    }

    /**
     * Puts of {@code origin} are about to arrive one after the other. Until {@link #endOfArrivals}, {@link #settle} applies those
     * that are enabled and leaves those of others alone, which would be asked again after each.
     */
    public void beginArrivals(NodeId origin) {
        delivery.beginArrivals(origin);
    }

    /** Ends {@link #beginArrivals}; {@link #settle} is to follow. */
    public void endOfArrivals() {
        delivery.endOfArrivals();
    }

    /**
     * Applies pending puts until none is enabled, and tells the listener after each, or, while puts arrive, once they have. Calls
     * from the listener return at once.
     */
    public void settle() {
        delivery.settle();
    }

    /**
     * Applies nothing of others, however enabled, until {@link #release}: what is applied here then changes by own puts
     * alone, so a replica that has all of it now lacks only those later.
     */
    public void hold() {
        delivery.hold();
    }

    /** Ends {@link #hold}; {@link #settle} is to follow. */
    public void release() {
        delivery.release();
    }

    /**
     * Goes on with the replica of another node, which has applied all that this one has but for own puts after number
     * {@code ownApplied}. Those are still to be applied, by {@link #reapply}, in their order, before anything else is done.
     *
     * @param keeper keeps the state from now on, and has the entries of that replica's maps
     * @param recorded what the other node's {@link StateKeeper#keep} was given
     * @param applied up to which number the puts of each other node are in that replica
     * @throws dev.espalier.core.MalformedPayloadException if {@code recorded} is no state of this core; nothing is changed
     */
    public void takeOver(StateKeeper keeper, byte[] recorded, Map<NodeId, Long> applied) {
        kept.takeOver(keeper, recorded);
        applied.forEach((origin, sequence) -> {
            if (!origin.equals(self)) {
                received.addAllUpTo(origin, sequence);
            }
        });
    }

    /**
     * Applies an own put to a replica that was taken over.
     *
     * @throws IllegalStateException if it is not enabled: that replica lacks something that this one had
     */
    public void reapply(PutMessage message) {
        P request = model.readPayload(message);
        if (model.hasSeen(message, request)) {
            return;
        }
        if (!model.enables(message, request)) {
            throw new IllegalStateException(
                    "own put " + message.sequence() + " depends on a put that the snapshot lacks; this is a defect");
        }
        model.apply(message, request);
        liveKeys.changed(message.key());
        kept.changed();
    }

    /** The number of the last own put of the node that recorded {@code state}, as {@link StateKeeper#keep} was given it. */
    public static long ownSequenceIn(byte[] state) {
        return KeptState.readHead(new PayloadReader(state));
    }

    private void noteApplied(Bytes key) {
        putsApplied++;
        delivery.replicaChanged();
        kept.changed();
        liveKeys.changed(key);
    }

    /**
     * Journals what arrived since the last call and is still pending, how far each peer's puts have arrived, and the state
     * if it is kept. To be called just before the journal is made durable; a put that arrives and is applied in between is journaled once.
     */
    public void beforeCommit() {
        tickMillis = -1;
        delivery.recordWaiting();
        received.drainGrowth(journal::received);
        kept.write(ownSequence);
    }

    /** Number of keys that hold a value. */
    public int liveKeyCount() {
        return liveKeys.count();
    }

    /** Number of the last put made here; 0 when there is none. */
    public long ownSequence() {
        return ownSequence;
    }

    /** The number up to which every put of {@code origin} has arrived here. */
    public long receivedContiguously(NodeId origin) {
        return received.contiguous(origin);
    }

    /** The number up to which every put of {@code origin}, this node included, is applied here. */
    public long appliedContiguously(NodeId origin) {
        long arrived = origin.equals(self) ? ownSequence : received.contiguous(origin);
        return Math.min(arrived, delivery.pending().first(origin) - 1);
    }

    /** The nodes of which puts have arrived here. */
    public Set<NodeId> origins() {
        return received.origins();
    }

    /** How many puts of {@code origin} are pending. */
    public int pendingCount(NodeId origin) {
        return delivery.pending().size(origin);
    }

    /** How much memory the pending puts of {@code origin} take, in bytes. */
    public long pendingBytes(NodeId origin) {
        return delivery.pending().weight(origin);
    }

    /** What this engine has done so far. */
    public EngineStatistics statistics() {
        return new EngineStatistics(
                ownPuts, putsApplied, delivery.pending().size(), duplicatesDropped, gets, getsNotYet);
    }

    /**
     * Goes on with {@code core} in place of the present core, from the same state: to be called when everything is
     * written, and nothing changes in between. If it throws, all is as it was.
     *
     * @throws IllegalArgumentException if its states or its puts are not those of the present core, or none are kept
     * @throws dev.espalier.core.MalformedPayloadException if it cannot read what the present core wrote
     */
    @SuppressWarnings("unchecked") // whatever P was, from here on it is the new core's
    public void replaceCore(StoreCore core) {
        Model<P> next = (Model<P>) Model.of(core, self);
        String shape = model.stateShape();
        if (!kept.isOn() || shape == null || !shape.equals(next.stateShape())) {
            throw new IllegalArgumentException("core " + core.name() + " has states of another shape");
        }
        PendingPuts<P> reread = delivery.reread(next::readPayload);
        kept.handOver(model, next);
        model = next;
        delivery.replace(reread);
    }

    /**
     * What {@code key} holds, without the effects of a get; {@code null} when that cannot be read yet.
     */
    public @Nullable Value peek(Bytes key) {
        return model.peek(key);
    }

    /**
     * Goes on as {@code next}, which has the same own puts and has had the same arrivals, and is not used any more: to be
     * called when nothing is pending. Its journal must be what this engine's journal has become.
     */
    @SuppressWarnings("unchecked") // whatever P was, from here on it is the next core's
    public void become(ReplicaEngine<?> next) {
        if (next.ownSequence != ownSequence || delivery.pending().size() > 0) {
            throw new IllegalStateException("an engine with " + ownSequence + " own puts and "
                    + delivery.pending().size() + " pending cannot become one with " + next.ownSequence);
        }
        ReplicaEngine<P> successor = (ReplicaEngine<P>) next;
        model = successor.model;
        received = successor.received;
        liveKeys = successor.liveKeys;
        liveKeys.readBy(key -> model.peek(key));
        kept = successor.kept;
        delivery.become(successor.delivery);
    }

    /** Begins the replay of a journal into this engine, which must be new. */
    public Replay replay() {
        if (ownSequence != 0 || putsApplied != 0) {
            throw new IllegalStateException("only a new engine can replay a journal");
        }
        return new Replay();
    }

    /** What a journal that has just been begun does not say: to be used before the first input. */
    public Replay replayMore() {
        return new Replay();
    }

    /** The core's answers to {@link Delivery}, with what follows from them here. */
    private final class Applying implements Delivery.Replica<P> {
        @Override
        public boolean applyIfEnabled(Entry<P> entry) {
            PutMessage message = entry.message;
            if (!model.enables(message, entry.request)) {
                return false;
            }
            model.apply(message, entry.request);
            journal.applied(message);
            noteApplied(message.key());
            return true;
        }

        /** To be asked second, as few are. */
        @Override
        public boolean dropIfSeen(Entry<P> entry) {
            boolean seen = model.hasSeen(entry.message, entry.request);
            duplicatesDropped += seen ? 1 : 0;
            return seen;
        }
    }

    /** Takes recorded inputs back in, and checks that the core does now what it did when they were recorded. */
    public final class Replay implements InputVisitor {
        private Replay() {}

        /**
         * Has the state kept from now on, beginning with the one that was kept last.
         *
         * @param recorded what {@link StateKeeper#keep} was given last; {@code null} for the engine's first state
         * @throws dev.espalier.core.MalformedPayloadException if {@code recorded} is no state of this core
         */
        public void keepIn(StateKeeper keeper, byte @Nullable [] recorded) {
            ownSequence = Math.max(ownSequence, kept.begin(keeper, recorded));
        }

        @Override
        public void put(long now, PutMessage recorded) {
            Model.OwnPut<P> own = model.put(recorded.key(), recorded.value(), now, ownSequence + 1);
            take(own);
            PutMessage formed = own.message();
            if (!formed.equals(recorded)) {
                throw new ReplayMismatchException("put " + recorded.sequence() + " of key " + recorded.key()
                        + " gave payload " + recorded.payload() + " as number " + recorded.sequence()
                        + " when it was recorded and gives " + formed.payload() + " as number " + formed.sequence()
                        + " now");
            }
        }

        @Override
        public void get(Bytes key) {
            if (model.get(key) == null) {
                throw new ReplayMismatchException(
                        "a get of key " + key + " was answered when it was recorded and would wait now");
            }
        }

        @Override
        public void applied(PutMessage recorded) {
            Entry<P> own = delivery.pending().find(recorded.origin(), recorded.sequence());
            Entry<P> entry = own != null ? own : new Entry<>(recorded, model.readPayload(recorded));
            if (!model.enables(recorded, entry.request)) {
                throw new ReplayMismatchException("put " + recorded.sequence() + " of node " + recorded.origin()
                        + " was applied when it was recorded and is not enabled now");
            }
            model.apply(recorded, entry.request);
            delivery.pending().remove(entry);
            if (!recorded.origin().equals(self)) {
                received.add(recorded.origin(), recorded.sequence());
            }
            noteApplied(recorded.key());
        }

        /** Own puts up to {@code sequence} were made before what is recorded here; to be called before all else. */
        public void continueFrom(long sequence) {
            ownSequence = sequence;
        }

        /** A put that had arrived and was recorded as pending. */
        public void pending(PutMessage recorded) {
            Entry<P> entry = new Entry<>(recorded, model.readPayload(recorded));
            entry.recorded = true;
            delivery.holdBack(entry, false);
            if (!recorded.origin().equals(self)) {
                received.add(recorded.origin(), recorded.sequence());
            }
        }

        /** How far the puts of a peer had arrived. */
        public void received(NodeId origin, long sequence) {
            received.addAllUpTo(origin, sequence);
        }

        /** Number of the last own put replayed. */
        public long ownSequence() {
            return ownSequence;
        }

        /** Ends the replay: what follows is counted anew. */
        public void finish() {
            putsApplied = 0;
            // What was recorded need not be recorded again.
            received.drainGrowth((origin, sequence) -> {});
        }
    }
}
