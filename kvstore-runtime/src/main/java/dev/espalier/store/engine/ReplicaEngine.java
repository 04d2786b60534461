package dev.espalier.store.engine;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.StoreCore;
import dev.espalier.core.Value;
import dev.espalier.store.engine.PendingPuts.Entry;
import java.util.ArrayDeque;
import java.util.List;
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
    private PendingPuts<P> pending = new PendingPuts<>();
    private final ArrayDeque<Entry<P>> arrivedSinceCommit = new ArrayDeque<>();
    private ReceivedSequences received = new ReceivedSequences();
    private LiveKeys liveKeys;
    private KeptState kept;

    private Runnable appliedListener = () -> {};
    private long ownSequence;
    private boolean headsWorthTrying;

    /** Whose puts arrive one after the other just now; {@code null} when none do. */
    private @Nullable NodeId arriving;

    /** Whether something has arrived since the last {@link #settle} that may be applied before all else of its sender. */
    private boolean headArrived;

    /**
     * A put that has just arrived while puts arrive, of a sender of which none waits: most are enabled, and applied by the
     * {@link #settle} that follows without ever being in a queue. {@code null} at all other times.
     */
    private @Nullable Entry<P> fresh;

    private boolean settling;
    private boolean held;

    /** The clock's time since it was looked at in this tick; -1 before. */
    private long tickMillis = -1;

    private int nextQueue;

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
        this.appliedListener = listener;
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
            Entry<P> entry = new Entry<>(own.message(), own.request());
            pending.add(entry);
            headsWorthTrying = true;
            if (kept.isOn()) {
                // No replay repeats it.
                arrivedSinceCommit.add(entry);
            }
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
        queueFresh();
        if (arriving != null && !held && !settling && pending.size(message.origin()) == 0) {
            fresh = entry;
            headsWorthTrying = true;
        } else {
            queue(entry);
        }
    }

    private void queue(Entry<P> entry) {
        pending.add(entry);
        arrivedSinceCommit.add(entry);
        if (pending.isHead(entry)) {
            headsWorthTrying = true;
            headArrived = true;
        }
    }

    private void queueFresh() {
        if (fresh != null) {
            queue(fresh);
            fresh = null;
        }
    }

    /** Applies the put that has just arrived, or queues it. */
    private void applyFresh(Entry<P> entry) {
        boolean done = false;
        try {
            done = applyIfEnabled(entry) || dropIfSeen(entry);
        } finally {
            fresh = null;
            if (!done) {
                queue(entry);
                headArrived = false;
            }
        }
    }

    /**
     * Puts of {@code origin} are about to arrive one after the other. Until {@link #endOfArrivals}, {@link #settle} applies those
     * that are enabled and leaves those of others alone, which would be asked again after each.
     */
    public void beginArrivals(NodeId origin) {
        arriving = origin;
    }

    /** Ends {@link #beginArrivals}; {@link #settle} is to follow. */
    public void endOfArrivals() {
        queueFresh();
        arriving = null;
    }

    /**
     * Applies pending puts until none is enabled, and tells the listener after each, or, while puts arrive, once they have. Calls
     * from the listener return at once.
     */
    public void settle() {
        if (settling || held || !headsWorthTrying) {
            return;
        }
        settling = true;
        try {
            if (fresh != null) {
                applyFresh(fresh);
                return;
            }
            if (arriving != null) {
                // A head that waits is not asked again because another put came behind it.
                boolean enabled = headArrived;
                headArrived = false;
                while (enabled) {
                    enabled = applyHead(pending.queueOf(arriving));
                }
                return;
            }
            while (headsWorthTrying) {
                // Cleared first: whatever the listener does then asks for another round.
                headsWorthTrying = false;
                appliedListener.run();
                applyEnabledHead();
            }
        } finally {
            settling = false;
        }
    }

    /**
     * Goes on with the sender whose put was applied last: as long as its puts are enabled each is asked once, where turns would
     * ask those that wait each time.
     */
    private void applyEnabledHead() {
        List<SenderQueue<P>> queues = pending.queues();
        for (int tried = 0; tried < queues.size() && pending.size() > 0; tried++) {
            nextQueue = nextQueue < queues.size() ? nextQueue : 0;
            if (applyHead(queues.get(nextQueue))) {
                return;
            }
            nextQueue++;
        }
    }

    /** Applies the first put of a sender that is not in already, if it is enabled; returns whether it was. */
    private boolean applyHead(SenderQueue<P> queue) {
        for (Entry<P> head = queue.head(); head != null; head = queue.head()) {
            if (applyIfEnabled(head)) {
                discard(head);
                return true;
            }
            if (!dropIfSeen(head)) {
                return false;
            }
            discard(head);
        }
        return false;
    }

    private boolean applyIfEnabled(Entry<P> entry) {
        PutMessage message = entry.message;
        if (!model.enables(message, entry.request)) {
            return false;
        }
        model.apply(message, entry.request);
        journal.applied(message);
        noteApplied(message.key());
        return true;
    }

    /** To be asked second, as few are: the guard of a put that is in already is false for ever. */
    private boolean dropIfSeen(Entry<P> entry) {
        boolean seen = model.hasSeen(entry.message, entry.request);
        duplicatesDropped += seen ? 1 : 0;
        return seen;
    }

    /**
     * Applies nothing of others, however enabled, until {@link #release}: what is applied here then changes by own puts
     * alone, so a replica that has all of it now lacks only those later.
     */
    public void hold() {
        held = true;
    }

    /** Ends {@link #hold}; {@link #settle} is to follow. */
    public void release() {
        held = false;
        headsWorthTrying = true;
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

    private void discard(Entry<P> entry) {
        pending.remove(entry);
        if (entry.recorded) {
            journal.noLongerPending(entry.message);
        } else if (arrivedSinceCommit.peekLast() == entry) {
            // Applied as soon as it came, as most are: the commit need not look at it.
            arrivedSinceCommit.removeLast();
        }
    }

    private void noteApplied(Bytes key) {
        putsApplied++;
        headsWorthTrying = true;
        kept.changed();
        liveKeys.changed(key);
    }

    /**
     * Journals what arrived since the last call and is still pending, how far each peer's puts have arrived, and the state
     * if it is kept. To be called just before the journal is made durable; a put that arrives and is applied in between is journaled once.
     */
    public void beforeCommit() {
        tickMillis = -1;
        for (Entry<P> entry = arrivedSinceCommit.poll(); entry != null; entry = arrivedSinceCommit.poll()) {
            if (entry.waiting) {
                entry.recorded = true;
                journal.pending(entry.message);
            }
        }
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
        return Math.min(arrived, pending.first(origin) - 1);
    }

    /** The nodes of which puts have arrived here. */
    public Set<NodeId> origins() {
        return received.origins();
    }

    /** How many puts of {@code origin} are pending. */
    public int pendingCount(NodeId origin) {
        return pending.size(origin);
    }

    /** How much memory the pending puts of {@code origin} take, in bytes. */
    public long pendingBytes(NodeId origin) {
        return pending.weight(origin);
    }

    /** What this engine has done so far. */
    public EngineStatistics statistics() {
        return new EngineStatistics(ownPuts, putsApplied, pending.size(), duplicatesDropped, gets, getsNotYet);
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
        PendingPuts<P> reread = new PendingPuts<>();
        for (SenderQueue<P> queue : pending.queues()) {
            queue.forEach(entry -> reread.add(entry.reread(next.readPayload(entry.message))));
        }
        kept.handOver(model, next);
        model = next;
        pending = reread;
        headsWorthTrying = true;
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
        if (next.ownSequence != ownSequence || pending.size() > 0) {
            throw new IllegalStateException("an engine with " + ownSequence + " own puts and " + pending.size()
                    + " pending cannot become one with " + next.ownSequence);
        }
        ReplicaEngine<P> successor = (ReplicaEngine<P>) next;
        model = successor.model;
        pending = successor.pending;
        received = successor.received;
        liveKeys = successor.liveKeys;
        liveKeys.readBy(key -> model.peek(key));
        kept = successor.kept;
        arrivedSinceCommit.clear();
        arrivedSinceCommit.addAll(successor.arrivedSinceCommit);
        headsWorthTrying = true;
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
            Entry<P> own = pending.find(recorded.origin(), recorded.sequence());
            Entry<P> entry = own != null ? own : new Entry<>(recorded, model.readPayload(recorded));
            if (!model.enables(recorded, entry.request)) {
                throw new ReplayMismatchException("put " + recorded.sequence() + " of node " + recorded.origin()
                        + " was applied when it was recorded and is not enabled now");
            }
            model.apply(recorded, entry.request);
            pending.remove(entry);
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
            pending.add(entry);
            if (!recorded.origin().equals(self)) {
                received.add(recorded.origin(), recorded.sequence());
            }
            headsWorthTrying = true;
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
