package dev.espalier.store.swap;

import dev.espalier.core.NodeId;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.commit.CommitListener;
import dev.espalier.store.commit.Syncer;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.cores.CoreInForce;
import dev.espalier.store.cores.CoreShelf;
import dev.espalier.store.cores.CoreShelf.Shelved;
import dev.espalier.store.cores.PreparedEpoch;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.engine.WallClock;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.peer.InboundPeers;
import dev.espalier.store.peer.OutboundPeers;
import dev.espalier.store.storage.CurrentStorage;
import dev.espalier.store.storage.Databases;
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
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a core in force at all nodes of the cluster at once although it cannot go on from the present state: an epoch ends and
 * another begins. One node leads, by two-phase commit (Gray, 1978):
 *
 * <ol>
 *   <li>every node makes a database for the new core while all goes on, then holds its clients' puts, and says which put of
 *       its own is the last;
 *   <li>every node applies all these puts, so all have the same;
 *   <li>every node hands what can be read over to the new core, in that database ({@link Migration}), notes that this is
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

    /** How far an attempt has come here. */
    public enum Phase {
        /** A database for the new core is made; clients do not notice. */
        OPENING,
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

    private final NodeConfig config;
    private final NodeId self;
    private final CoreShelf shelf;
    private final EpochPeers peers;
    private final EpochMember member;
    private final EpochLeader leader;

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
            WallClock clock,
            RandomGenerator random,
            Databases databases,
            Steps steps) {
        this.config = config;
        this.self = config.nodeId();
        this.shelf = shelf;
        this.peers = new EpochPeers(self, inbound, outbound);
        NextEpoch.Maker nextEpochs = new NextEpoch.Maker(config, shelf.records(), databases, clock);
        EpochSwitch takeover = new EpochSwitch(self, shelf, engine, storage, keyspace, syncer);
        EpochHandOver handOver =
                new EpochHandOver(nextEpochs, shelf, engine, storage, keyspace, syncer, peers, loop, steps);
        this.member = new EpochMember(
                config,
                nextEpochs,
                shelf,
                engine,
                keyspace,
                cycle,
                peers,
                handOver,
                takeover,
                loop,
                steps,
                this::tellLeader);
        this.leader = new EpochLeader(self, shelf, peers, member, random);
        inbound.onSwapMessage((from, message) -> told(from, EpochMessage.decode(message)));
    }

    /** Takes up an epoch that was prepared before a restart, or forgets one that cannot count. To be called at the start. */
    public void resume() throws NodeStartException {
        PreparedEpoch prepared = shelf.records().prepared();
        try {
            if (prepared != null) {
                boolean isDecided = prepared.next().epoch() <= shelf.said().epoch();
                if (isDecided || prepared.leader().equals(self)) {
                    // The leader writes down that an epoch counts before it says so: it did not.
                    shelf.records().settlePrepared();
                } else {
                    Shelved core = shelf.ofHash(prepared.next().hash());
                    if (core == null) {
                        throw new NodeStartException(
                                "an epoch with core " + prepared.next().name()
                                        + " is prepared, and the core's archive is gone; restore the folder cores of"
                                        + " the data directory from a copy");
                    }
                    EpochAttempt inDoubt = new EpochAttempt(
                            prepared.id(),
                            prepared.leader(),
                            core,
                            prepared.next(),
                            EpochAttempt.LIMIT_MILLIS,
                            member.nowNanos(),
                            null);
                    inDoubt.phase = Phase.PREPARED;
                    member.begin(inDoubt);
                    log.warn(
                            "epoch {} with core {} is prepared here, and whether it counts is not known: puts are held"
                                    + " until node {} or any other says so",
                            prepared.next().epoch(),
                            core.name(),
                            prepared.leader());
                }
            }
            EpochAttempt present = member.present();
            for (String database : shelf.records().databases()) {
                boolean isNeeded = database.equals(shelf.said().database())
                        || (present != null && database.equals(present.next.database()));
                if (!isNeeded) {
                    shelf.records().dropDatabase(database);
                }
            }
            if (shelf.said().epoch() > 0) {
                shelf.records().dropDatabase(CoreInForce.FIRST_DATABASE);
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
        EpochAttempt present = member.holding();
        return present == null
                ? ""
                : "puts are held while core " + present.core.name() + " takes over (" + present.describe(self) + ")";
    }

    /** How far the present attempt has come, in words; {@code serving} when there is none. */
    public String state() {
        EpochAttempt present = member.present();
        return present == null ? "serving" : present.describe(self);
    }

    /** How long the last epoch that counted held puts here, in milliseconds. */
    public long lastPauseMillis() {
        return member.lastPauseMillis();
    }

    /** How many epochs have come into force here since the start. */
    public long begun() {
        return member.begun();
    }

    /** How many attempts at an epoch were given up here since the start. */
    public long givenUp() {
        return member.givenUp();
    }

    /** How far the present attempt has come; {@code null} when there is none. */
    public @Nullable Phase phase() {
        EpochAttempt present = member.present();
        return present == null ? null : present.phase;
    }

    /** What became of the last attempt. */
    public String lastOutcome() {
        return member.lastOutcome();
    }

    /** Leads an epoch; the answer comes when it counts, or does not. */
    CompletableFuture<String> lead(Shelved core) {
        return leader.lead(core);
    }

    /** What this node has to say to the leader of {@code present}, which it may be itself. */
    private void tellLeader(EpochAttempt present, EpochMessage message) {
        if (present.leader.equals(self)) {
            hear(present, self, message);
        } else {
            peers.tell(present.leader, message);
        }
    }

    private void told(NodeId from, EpochMessage message) {
        EpochAttempt present = member.present();
        if (message instanceof Propose propose) {
            member.proposed(from, propose);
        } else if (message instanceof Ask ask) {
            leader.asked(from, ask);
        } else if (present != null && present.id == message.id()) {
            hear(present, from, message);
        }
    }

    private void hear(EpochAttempt present, NodeId from, EpochMessage message) {
        boolean leads = present.leader.equals(self);
        switch (message) {
            case Ready ready when leads -> leader.readyAt(present, from, ready);
            case Prepared prepared when leads -> leader.preparedAt(present, from, prepared);
            case Refuse refuse when leads -> leader.refusedAt(present, from, refuse.reason());
            case Cut cut when from.equals(present.leader) && present.phase == Phase.READY -> member.drain(present, cut);
            case Commit commit when !leads && present.phase == Phase.PREPARED -> member.takeEffect(present);
            case Abort abort when from.equals(present.leader) -> member.drop(present, abort.reason());
            default -> log.warn("node {} said {} in phase {}; ignored", from, message, present.phase);
        }
    }

    @Override
    public void durable() {
        member.durable();
    }

    @Override
    public void committed() {}

    @Override
    public void commitFailed(Exception cause) {
        EpochAttempt present = member.present();
        if (present != null && present.answer != null) {
            present.answer.completeExceptionally(cause);
        }
    }

    /** A node that runs the core of that hash has greeted this one: if that is the core prepared here, the epoch counts. */
    void greetedBy(String hash) {
        member.greetedBy(hash);
    }

    /** Lets go of what is being made; the next start takes up what was prepared. */
    public void close() {
        member.close();
    }
}
