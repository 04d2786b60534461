package dev.espalier.store.swap;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.commit.CommitListener;
import dev.espalier.store.commit.Syncer;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.cores.CoreInForce;
import dev.espalier.store.cores.CoreRefusedException;
import dev.espalier.store.cores.CoreShelf;
import dev.espalier.store.cores.CoreShelf.Shelved;
import dev.espalier.store.cores.PreparedEpoch;
import dev.espalier.store.engine.MigrationWriter;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.peer.InboundPeers;
import dev.espalier.store.peer.LinkState;
import dev.espalier.store.peer.OutboundLink;
import dev.espalier.store.peer.OutboundPeers;
import dev.espalier.store.storage.CurrentStorage;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.storage.StorageException;
import dev.espalier.store.swap.EpochMessage.Abort;
import dev.espalier.store.swap.EpochMessage.Ask;
import dev.espalier.store.swap.EpochMessage.Commit;
import dev.espalier.store.swap.EpochMessage.Cut;
import dev.espalier.store.swap.EpochMessage.Prepared;
import dev.espalier.store.swap.EpochMessage.Propose;
import dev.espalier.store.swap.EpochMessage.Ready;
import dev.espalier.store.swap.EpochMessage.Refuse;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a core in force at all nodes of the cluster at once although it cannot go on from the present state: an epoch ends and
 * another begins. One node leads, by two-phase commit (Gray, 1978):
 *
 * <ol>
 *   <li>every node holds its clients' puts, and says which put of its own is the last;
 *   <li>every node applies all these puts, so all have the same;
 *   <li>every node hands what can be read over to the new core, in a new database ({@link Migration}), notes that this is
 *       prepared, and says what it was;
 *   <li>if all have handed over the same, the leader writes down that the new core is in force, and so do the others.
 * </ol>
 *
 * <p>Until the last step anything that goes wrong at any node, the death of one included, leaves the old core in force
 * everywhere. A node that has prepared and does not hear the outcome holds puts, also after a restart, and learns it from
 * the leader's answer or by the core that any other node greets it with.
 */
public final class EpochSwap implements CommitListener {
    private static final Logger log = LoggerFactory.getLogger(EpochSwap.class);
    private static final long LIMIT_MILLIS = 10_000;
    private static final long TICK_MILLIS = 5;
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How far an attempt has come here. */
    public enum Phase {
        /** Puts are held; what was put before is not durable yet. */
        HOLDING,
        /** Puts of this node are durable; the leader does not know yet which put of each node is the last. */
        READY,
        /** Others' puts are still to be applied. */
        DRAINING,
        /** What can be read is handed over to the new core. */
        MIGRATING,
        /** The new database is complete; whether it counts is for the leader to say. */
        PREPARED
    }

    /** Is told of each step, before its effects leave the node: for tests of crashes. */
    @FunctionalInterface
    public interface Steps {
        /** The node has come to {@code step}. */
        void at(String step);
    }

    /** One try to begin an epoch. */
    private static final class Attempt {
        private final long id;
        private final NodeId leader;
        private final Shelved core;
        private final CoreInForce next;
        private final long startedNanos = System.nanoTime();
        private final long limitNanos;
        private final Map<NodeId, Ready> ready = new TreeMap<>();
        private final Map<NodeId, Prepared> prepared = new HashMap<>();
        private final @Nullable CompletableFuture<String> answer;
        private Phase phase = Phase.HOLDING;
        private @Nullable Cut cut;
        private @Nullable Migration migration;
        private @Nullable NextEpoch built;
        private long time;
        private long askedNanos = System.nanoTime();

        Attempt(
                long id,
                NodeId leader,
                Shelved core,
                CoreInForce next,
                long limitMillis,
                @Nullable CompletableFuture<String> answer) {
            this.id = id;
            this.leader = leader;
            this.core = core;
            this.next = next;
            this.limitNanos = TimeUnit.MILLISECONDS.toNanos(limitMillis);
            this.answer = answer;
        }

        long pausedMillis() {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
        }
    }

    private final NodeConfig config;
    private final NodeId self;
    private final CoreShelf shelf;
    private final ReplicaEngine<?> engine;
    private final CurrentStorage storage;
    private final Keyspace keyspace;
    private final CommitCycle cycle;
    private final Syncer syncer;
    private final InboundPeers inbound;
    private final OutboundPeers outbound;
    private final EventExecutor loop;
    private final Steps steps;
    private @Nullable Attempt attempt;
    private long lastCommitted;
    private long lastPauseMillis;
    private String lastOutcome = "";

    /** All of a node that an epoch changes; the loop owns it. */
    public EpochSwap(
            NodeConfig config,
            CoreShelf shelf,
            ReplicaEngine<?> engine,
            CurrentStorage storage,
            Keyspace keyspace,
            CommitCycle cycle,
            Syncer syncer,
            InboundPeers inbound,
            OutboundPeers outbound,
            EventExecutor loop,
            Steps steps) {
        this.config = config;
        this.self = config.nodeId();
        this.shelf = shelf;
        this.engine = engine;
        this.storage = storage;
        this.keyspace = keyspace;
        this.cycle = cycle;
        this.syncer = syncer;
        this.inbound = inbound;
        this.outbound = outbound;
        this.loop = loop;
        this.steps = steps;
        inbound.onSwapMessage((from, message) -> told(from, EpochMessage.decode(message)));
    }

    /** Takes up an epoch that was prepared before a restart, or forgets one that cannot count. To be called at the start. */
    public void resume() throws NodeStartException {
        PreparedEpoch prepared = shelf.directory().prepared();
        try {
            if (prepared != null) {
                boolean isDecided = prepared.next().epoch() <= shelf.said().epoch();
                if (isDecided || prepared.leader().equals(self)) {
                    // The leader writes down that an epoch counts before it says so: it did not.
                    shelf.directory().settlePrepared();
                } else {
                    Shelved core = shelf.ofHash(prepared.next().hash());
                    if (core == null) {
                        throw new NodeStartException(
                                "an epoch with core " + prepared.next().name()
                                        + " is prepared, and the core's archive is gone; restore the folder cores of the data"
                                        + " directory from a copy");
                    }
                    Attempt inDoubt =
                            new Attempt(prepared.id(), prepared.leader(), core, prepared.next(), LIMIT_MILLIS, null);
                    inDoubt.phase = Phase.PREPARED;
                    begin(inDoubt);
                    log.warn(
                            "epoch {} with core {} is prepared here, and whether it counts is not known: puts are held until"
                                    + " node {} or any other says so",
                            prepared.next().epoch(),
                            core.name(),
                            prepared.leader());
                }
            }
            for (String database : shelf.directory().databases()) {
                boolean isNeeded = database.equals(shelf.said().database())
                        || (attempt != null && database.equals(attempt.next.database()));
                if (!isNeeded) {
                    shelf.directory().dropDatabase(database);
                }
            }
            if (shelf.said().epoch() > 0) {
                shelf.directory().dropDatabase(CoreInForce.FIRST_DATABASE);
            }
        } catch (IOException e) {
            throw new NodeStartException(
                    "what a swap of cores left in " + config.dataDir() + " cannot be removed (" + e
                            + "); check permissions",
                    e);
        }
    }

    /** Why puts are held, in words; empty when they are not. */
    public String putsHeld() {
        Attempt present = attempt;
        return present == null
                ? ""
                : "puts are held while core " + present.core.name() + " takes over (" + describe(present) + ")";
    }

    private String describe(Attempt present) {
        return present.phase == Phase.PREPARED && !present.leader.equals(self)
                ? "prepared; waiting for the word of node " + present.leader
                : present.phase.name().toLowerCase(Locale.ROOT);
    }

    /** How far the present attempt has come, in words; {@code serving} when there is none. */
    public String state() {
        Attempt present = attempt;
        return present == null ? "serving" : describe(present);
    }

    /** How long the last epoch that counted held puts here, in milliseconds. */
    public long lastPauseMillis() {
        return lastPauseMillis;
    }

    /** What became of the last attempt. */
    public String lastOutcome() {
        return lastOutcome;
    }

    /** Leads an epoch; the answer comes when it counts, or does not. */
    CompletableFuture<String> lead(Shelved core) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        String obstacle = obstacle();
        if (!obstacle.isEmpty()) {
            answer.completeExceptionally(new CoreRefusedException("an epoch cannot begin: " + obstacle));
            return answer;
        }
        CoreInForce said = shelf.said();
        long number = said.epoch() + 1;
        long id = new SecureRandom().nextLong(1, Long.MAX_VALUE);
        begin(new Attempt(id, self, core, next(core, number), LIMIT_MILLIS, answer));
        tellAll(new Propose(id, number, core.name(), core.hash(), LIMIT_MILLIS));
        return answer;
    }

    private static CoreInForce next(Shelved core, long number) {
        return new CoreInForce(
                core.name(), core.hash(), !core.loaded().identity().isVerified(), number, "epoch-" + number);
    }

    /** What keeps an epoch from beginning or from going on; empty when nothing does. */
    private String obstacle() {
        if (self.equals(MigrationWriter.ID)) {
            return "node id " + self.number() + " is needed for the hand-over; give this node another one";
        }
        for (OutboundLink link : outbound.links()) {
            NodeId peer = link.address().id();
            if (peer.equals(MigrationWriter.ID)) {
                return "node id " + peer.number() + " is needed for the hand-over; give that node another one";
            }
            if (link.state() != LinkState.STREAMING) {
                return "peer " + link.address() + " cannot be reached ("
                        + (link.trouble().isEmpty() ? link.state().text() : link.trouble())
                        + "); every node has to take part";
            }
            if (!inbound.isConnected(peer)) {
                return "peer " + link.address() + " is not connected to this node; every node has to take part";
            }
        }
        return "";
    }

    private void begin(Attempt begun) {
        attempt = begun;
        if (begun.phase == Phase.HOLDING) {
            begun.time = keyspace.freeze();
            log.info(
                    "epoch {} with core {} begins, led by node {}",
                    begun.next.epoch(),
                    begun.core.name(),
                    begun.leader);
        }
        cycle.request();
        loop.schedule(() -> tick(begun), TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tellAll(EpochMessage message) {
        Bytes encoded = message.encode();
        outbound.links().forEach(link -> link.tell(encoded));
    }

    private void tell(NodeId peer, EpochMessage message) {
        for (OutboundLink link : outbound.links()) {
            if (link.address().id().equals(peer)) {
                link.tell(message.encode());
            }
        }
    }

    private void told(NodeId from, EpochMessage message) {
        if (message instanceof Propose propose) {
            proposed(from, propose);
        } else if (message instanceof Ask ask) {
            asked(from, ask);
        } else if (attempt != null && attempt.id == message.id()) {
            hear(attempt, from, message);
        }
    }

    private void hear(Attempt present, NodeId from, EpochMessage message) {
        boolean leads = present.leader.equals(self);
        switch (message) {
            case Ready ready when leads -> readyAt(present, from, ready);
            case Prepared prepared when leads -> preparedAt(present, from, prepared);
            case Refuse refuse when leads -> abort(present, "node " + from + " refuses: " + refuse.reason());
            case Cut cut when from.equals(present.leader) && present.phase == Phase.READY -> drain(present, cut);
            case Commit commit when !leads && present.phase == Phase.PREPARED -> takeEffect(present);
            case Abort abort when from.equals(present.leader) -> drop(present, abort.reason());
            default -> log.warn("node {} said {} in phase {}; ignored", from, message, present.phase);
        }
    }

    private void proposed(NodeId leader, Propose propose) {
        String obstacle = obstacle();
        Shelved core = shelf.ofHash(propose.hash());
        if (attempt != null) {
            obstacle = "it takes part in another epoch";
        } else if (propose.number() != shelf.said().epoch() + 1) {
            obstacle = "its epoch is " + shelf.said().epoch() + ", so the next is not " + propose.number();
        } else if (core == null) {
            obstacle =
                    "core " + propose.core() + " (" + propose.hash() + ") is not loaded there; load it with CORE LOAD";
        } else if (!core.loaded().identity().isVerified() && !config.allowUnverifiedCore()) {
            obstacle = "core " + propose.core() + " is not verified: "
                    + core.loaded().identity().distrust()
                    + "; set allow-unverified-core yes at every node to run it all the same";
        } else if (obstacle.isEmpty()) {
            begin(new Attempt(propose.id(), leader, core, next(core, propose.number()), propose.limitMillis(), null));
            return;
        }
        tell(leader, new Refuse(propose.id(), obstacle));
    }

    private void asked(NodeId from, Ask ask) {
        if (attempt != null && attempt.id == ask.id()) {
            return;
        }
        boolean counts = ask.id() == lastCommitted || shelf.said().epoch() >= ask.number();
        tell(from, counts ? new Commit(ask.id()) : new Abort(ask.id(), "its leader has given it up"));
    }

    @Override
    public void committed() {
        Attempt present = attempt;
        if (present != null && present.phase == Phase.HOLDING) {
            present.phase = Phase.READY;
            steps.at("ready");
            Ready ready = new Ready(present.id, engine.ownSequence(), present.time);
            if (present.leader.equals(self)) {
                readyAt(present, self, ready);
            } else {
                tell(present.leader, ready);
            }
        }
    }

    private void readyAt(Attempt present, NodeId node, Ready ready) {
        present.ready.put(node, ready);
        if (present.phase == Phase.READY
                && present.ready.size() == outbound.links().size() + 1) {
            Map<NodeId, Long> lastPuts = new TreeMap<>();
            long time = 0;
            for (Map.Entry<NodeId, Ready> one : present.ready.entrySet()) {
                lastPuts.put(one.getKey(), one.getValue().lastPut());
                time = Math.max(time, one.getValue().time());
            }
            Cut cut = new Cut(present.id, lastPuts, time);
            tellAll(cut);
            drain(present, cut);
        }
    }

    private void drain(Attempt present, Cut cut) {
        present.cut = cut;
        present.phase = Phase.DRAINING;
        steps.at("draining");
        migrateIfDrained(present, cut);
    }

    private void migrateIfDrained(Attempt present, Cut cut) {
        boolean drained = engine.statistics().putsPending() == 0;
        for (Map.Entry<NodeId, Long> last : cut.lastPuts().entrySet()) {
            drained &= engine.appliedContiguously(last.getKey()) >= last.getValue();
        }
        if (!drained) {
            return;
        }
        try {
            List<NodeId> peers =
                    outbound.links().stream().map(link -> link.address().id()).toList();
            NextEpoch built = NextEpoch.create(config, present.core, present.next.database(), engine, storage, peers);
            present.built = built;
            present.migration = new Migration(
                    engine,
                    built.engine(),
                    built.storage(),
                    present.core.loaded().core(),
                    keys(cut),
                    cut.time());
            present.phase = Phase.MIGRATING;
            steps.at("migrating");
            loop.execute(() -> migrate(present));
        } catch (NodeStartException | IOException | RuntimeException e) {
            giveUp(present, "the database of the next epoch cannot be made (" + e.getMessage() + ")");
        }
    }

    /** What every node has, in the same order: markers of sessions, and all keys. */
    private List<Bytes> keys(Cut cut) {
        List<Bytes> keys = new ArrayList<>();
        cut.lastPuts().keySet().forEach(node -> keys.add(Keyspace.reserved("session:" + node.number())));
        List<Bytes> ofClients = new ArrayList<>();
        keyspace.forEach(ofClients::add);
        ofClients.sort(null);
        keys.addAll(ofClients);
        return keys;
    }

    private void migrate(Attempt present) {
        Migration migration = present.migration;
        NextEpoch built = present.built;
        if (attempt != present || present.phase != Phase.MIGRATING || migration == null || built == null) {
            return;
        }
        try {
            if (!migration.step(SLICE_NANOS)) {
                loop.execute(() -> migrate(present));
                return;
            }
        } catch (CoreRefusedException | StorageException | RuntimeException | StackOverflowError e) {
            giveUp(present, "handing over to core " + present.core.name() + " failed (" + e.getMessage() + ")");
            return;
        }
        Prepared prepared = new Prepared(present.id, migration.digest(), migration.handedOver());
        syncer.afterwards(() -> {
            try {
                built.storage().sync();
                shelf.directory().prepare(new PreparedEpoch(present.id, present.leader, present.next));
                loop.execute(() -> prepared(present, prepared));
            } catch (IOException e) {
                loop.execute(() -> giveUp(present, "the new database cannot be written (" + e.getMessage() + ")"));
            }
        });
    }

    private void prepared(Attempt present, Prepared prepared) {
        if (attempt != present) {
            return;
        }
        present.phase = Phase.PREPARED;
        present.askedNanos = System.nanoTime();
        steps.at("prepared");
        if (present.leader.equals(self)) {
            preparedAt(present, self, prepared);
        } else {
            tell(present.leader, prepared);
        }
    }

    private void preparedAt(Attempt present, NodeId node, Prepared prepared) {
        present.prepared.put(node, prepared);
        Prepared own = present.prepared.get(self);
        if (own == null || present.prepared.size() != outbound.links().size() + 1) {
            return;
        }
        for (Map.Entry<NodeId, Prepared> one : present.prepared.entrySet()) {
            if (!one.getValue().equals(own)) {
                abort(
                        present,
                        "the replicas differ after the drain: node " + one.getKey() + " has "
                                + one.getValue().keys() + " keys and node " + self + " " + own.keys()
                                + " keys, or other values; the present core does not make replicas equal");
                return;
            }
        }
        takeEffect(present);
    }

    /** The epoch counts: first on the disk, then here, then in the ears of all others, before any new put. */
    private void takeEffect(Attempt present) {
        try {
            steps.at("deciding");
            NextEpoch next = present.built != null
                    ? present.built
                    : NextEpoch.reopen(config, present.core, present.next.database());
            shelf.directory().putInForce(present.next);
            steps.at("decided");
            switchTo(present, next);
            shelf.directory().settlePrepared();
        } catch (NodeStartException | IOException | RuntimeException e) {
            cycle.fail(new IllegalStateException(
                    "epoch " + present.next.epoch() + " cannot take effect (" + e.getMessage()
                            + "); mend the cause and restart the node, which takes it up again",
                    e));
        }
    }

    private void switchTo(Attempt present, NextEpoch next) {
        long own = engine.ownSequence();
        next.storage().beginEpoch(self, own + 1, storage.epochs(self).at(own + 1), own);
        String database = shelf.said().database();
        Storage before = storage.replaceBy(next.storage());
        engine.become(next.engine());
        next.serve(keyspace);
        shelf.putInForce(present.core, present.next);
        keyspace.thaw(present.cut == null ? 0 : present.cut.time());
        attempt = null;
        lastCommitted = present.id;
        lastPauseMillis = present.pausedMillis();
        lastOutcome = "epoch " + present.next.epoch() + " with core " + present.core.name() + " is in force";
        tellAll(new Commit(present.id));
        log.info("{} ({}); puts were held for {} ms", lastOutcome, present.core.hash(), lastPauseMillis);
        if (!present.core.loaded().identity().isVerified()) {
            log.warn(
                    "core {} runs UNVERIFIED: {}",
                    present.core.name(),
                    present.core.loaded().identity().distrust());
        }
        cycle.request();
        syncer.afterwards(() -> {
            before.close();
            try {
                shelf.directory().dropDatabase(database);
            } catch (IOException e) {
                log.warn(
                        "the database of the last epoch cannot be removed ({}); the next start tries again",
                        e.toString());
            }
        });
        if (present.answer != null) {
            Prepared handedOver = present.prepared.get(self);
            present.answer.complete("swapped to " + present.core.name() + " " + present.core.hash() + " by epoch "
                    + present.next.epoch() + ": " + (handedOver == null ? 0 : handedOver.keys())
                    + " keys, puts held for "
                    + lastPauseMillis + " ms");
        }
    }

    /** Something went wrong here. */
    private void giveUp(Attempt present, String reason) {
        if (attempt != present) {
            return;
        }
        if (present.leader.equals(self)) {
            abort(present, "node " + self + ": " + reason);
        } else {
            tell(present.leader, new Refuse(present.id, reason));
            drop(present, reason);
        }
    }

    /** The leader gives up. */
    private void abort(Attempt present, String reason) {
        tellAll(new Abort(present.id, reason));
        drop(present, reason);
    }

    /** All goes on with the old core. */
    private void drop(Attempt present, String reason) {
        attempt = null;
        lastOutcome = "epoch " + present.next.epoch() + " was given up: " + reason;
        log.warn("{}; core {} goes on", lastOutcome, shelf.inForce().name());
        keyspace.thaw(0);
        cycle.request();
        NextEpoch built = present.built;
        syncer.afterwards(() -> {
            try {
                shelf.directory().settlePrepared();
                if (built != null) {
                    built.storage().close();
                }
                shelf.directory().dropDatabase(present.next.database());
            } catch (IOException e) {
                log.warn("what was prepared cannot be removed ({}); the next start tries again", e.toString());
            }
        });
        if (present.answer != null) {
            present.answer.completeExceptionally(new CoreRefusedException(
                    reason + "; core " + shelf.inForce().name() + " goes on at every node"));
        }
    }

    private void tick(Attempt present) {
        if (attempt != present || cycle.failure() != null) {
            return;
        }
        boolean leads = present.leader.equals(self);
        String obstacle = obstacle();
        if (present.phase == Phase.PREPARED && !leads) {
            if (System.nanoTime() - present.askedNanos > ASK_NANOS) {
                present.askedNanos = System.nanoTime();
                tell(present.leader, new Ask(present.id, present.next.epoch()));
            }
        } else if (!obstacle.isEmpty()) {
            giveUp(present, obstacle);
        } else if (System.nanoTime() - present.startedNanos > present.limitNanos) {
            giveUp(
                    present,
                    "it took longer than " + TimeUnit.NANOSECONDS.toMillis(present.limitNanos) + " ms (phase "
                            + describe(present) + ")");
        } else if (present.phase == Phase.DRAINING && present.cut != null) {
            migrateIfDrained(present, present.cut);
        }
        loop.schedule(() -> tick(present), TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A node that runs the core of that hash has greeted this one: if that is the core prepared here, the epoch counts. */
    void greetedBy(String hash) {
        Attempt present = attempt;
        if (present != null
                && present.phase == Phase.PREPARED
                && !present.leader.equals(self)
                && present.core.hash().equals(hash)) {
            loop.execute(() -> {
                if (attempt == present) {
                    takeEffect(present);
                }
            });
        }
    }

    /** Lets go of what is being made; the next start takes up what was prepared. */
    public void close() {
        Attempt present = attempt;
        attempt = null;
        if (present != null && present.built != null) {
            present.built.storage().close();
        }
    }

    @Override
    public void commitFailed(Exception cause) {
        Attempt present = attempt;
        if (present != null && present.answer != null) {
            present.answer.completeExceptionally(cause);
        }
    }
}
