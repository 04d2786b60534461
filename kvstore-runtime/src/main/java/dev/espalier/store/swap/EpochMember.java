package dev.espalier.store.swap;

import dev.espalier.core.NodeId;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.cores.CoreInForce;
import dev.espalier.store.cores.CoreRefusedException;
import dev.espalier.store.cores.CoreShelf;
import dev.espalier.store.cores.CoreShelf.Shelved;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.swap.EpochMessage.Ask;
import dev.espalier.store.swap.EpochMessage.Commit;
import dev.espalier.store.swap.EpochMessage.Cut;
import dev.espalier.store.swap.EpochMessage.Prepared;
import dev.espalier.store.swap.EpochMessage.Propose;
import dev.espalier.store.swap.EpochMessage.Ready;
import dev.espalier.store.swap.EpochMessage.Refuse;
import dev.espalier.store.swap.EpochSwap.Phase;
import dev.espalier.store.swap.EpochSwap.Steps;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every node does in an epoch, its leader too: holds puts, hands over, and goes on with the new core or with the old. It
 * has the present attempt, and looks after it while time passes.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The tick ends with its attempt.
final class EpochMember implements EpochHandOver.Outcome {
    private static final Logger log = LoggerFactory.getLogger(EpochMember.class);
    private static final long TICK_MILLIS = 5;
    private static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final NodeConfig config;
    private final NextEpoch.Maker nextEpochs;
    private final NodeId self;
    private final CoreShelf shelf;
    private final ReplicaEngine<?> engine;
    private final Keyspace keyspace;
    private final CommitCycle cycle;
    private final EpochPeers peers;
    private final EpochHandOver handOver;
    private final EpochSwitch takeover;
    private final EventExecutor loop;
    private final Steps steps;
    private final BiConsumer<EpochAttempt, EpochMessage> toLeader;
    private @Nullable EpochAttempt attempt;
    private long lastCommitted;
    private long lastPauseMillis;
    private long begun;
    private long givenUp;
    private String lastOutcome = "";

    /** @param toLeader tells the leader of an attempt, which may be this node */
    EpochMember(
            NodeConfig config,
            NextEpoch.Maker nextEpochs,
            CoreShelf shelf,
            ReplicaEngine<?> engine,
            Keyspace keyspace,
            CommitCycle cycle,
            EpochPeers peers,
            EpochHandOver handOver,
            EpochSwitch takeover,
            EventExecutor loop,
            Steps steps,
            BiConsumer<EpochAttempt, EpochMessage> toLeader) {
        this.config = config;
        this.nextEpochs = nextEpochs;
        this.self = config.nodeId();
        this.shelf = shelf;
        this.engine = engine;
        this.keyspace = keyspace;
        this.cycle = cycle;
        this.peers = peers;
        this.handOver = handOver;
        this.takeover = takeover;
        this.loop = loop;
        this.steps = steps;
        this.toLeader = toLeader;
    }

    /** The time of the loop. */
    long nowNanos() {
        return loop.ticker().nanoTime();
    }

    @Nullable
    EpochAttempt present() {
        return attempt;
    }

    /** The present attempt if puts are held for it, {@code null} otherwise. */
    @Nullable
    EpochAttempt holding() {
        return attempt == null || attempt.phase == Phase.OPENING ? null : attempt;
    }

    @Override
    public boolean isPresent(EpochAttempt one) {
        return attempt == one;
    }

    /** Identity of the last attempt that counted since the start; 0 if none did. */
    long lastCommitted() {
        return lastCommitted;
    }

    long lastPauseMillis() {
        return lastPauseMillis;
    }

    /** How many epochs have come into force here since the start. */
    long begun() {
        return begun;
    }

    /** How many attempts at an epoch were given up here since the start. */
    long givenUp() {
        return givenUp;
    }

    String lastOutcome() {
        return lastOutcome;
    }

    /** What is in force if an epoch with {@code core} counts. */
    static CoreInForce nextOf(Shelved core, long number) {
        return new CoreInForce(
                core.name(), core.hash(), !core.loaded().identity().isVerified(), number, "epoch-" + number);
    }

    void proposed(NodeId leader, Propose propose) {
        String obstacle = peers.obstacle();
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
            begin(new EpochAttempt(
                    propose.id(),
                    leader,
                    core,
                    nextOf(core, propose.number()),
                    propose.limitMillis(),
                    nowNanos(),
                    null));
            return;
        }
        peers.tell(leader, new Refuse(propose.id(), obstacle));
    }

    void begin(EpochAttempt begun) {
        attempt = begun;
        if (begun.phase == Phase.OPENING) {
            handOver.open(begun, this);
            steps.at("opening");
            log.info(
                    "epoch {} with core {} begins, led by node {}",
                    begun.next.epoch(),
                    begun.core.name(),
                    begun.leader);
        }
        cycle.request();
        loop.schedule(() -> tick(begun), TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void opened(EpochAttempt present) {
        if (attempt == present && present.phase == Phase.OPENING) {
            present.enter(Phase.HOLDING, nowNanos());
            present.time = keyspace.freeze();
            cycle.request();
        }
    }

    /** What was put before is durable. */
    void durable() {
        EpochAttempt present = attempt;
        if (present != null && present.phase == Phase.HOLDING) {
            present.enter(Phase.READY, nowNanos());
            steps.at("ready");
            toLeader.accept(present, new Ready(present.id, engine.ownSequence(), present.time));
        }
    }

    /** The leader says which puts are to be applied. */
    void drain(EpochAttempt present, Cut cut) {
        present.cut = cut;
        present.enter(Phase.DRAINING, nowNanos());
        steps.at("draining");
        handOver.beginIfDrained(present, cut, this);
    }

    @Override
    public void handedOver(EpochAttempt present, Prepared prepared) {
        if (attempt != present) {
            return;
        }
        present.enter(Phase.PREPARED, nowNanos());
        present.askedNanos = nowNanos();
        steps.at("prepared");
        toLeader.accept(present, prepared);
    }

    /** The epoch counts: first on the disk, then here, then in the ears of all others, before any new put. */
    void takeEffect(EpochAttempt present) {
        try {
            steps.at("deciding");
            NextEpoch next =
                    present.built != null ? present.built : nextEpochs.reopen(present.core, present.next.database());
            shelf.records().putInForce(present.next);
            steps.at("decided");
            switchTo(present, next);
            shelf.records().settlePrepared();
        } catch (NodeStartException | IOException | RuntimeException e) {
            cycle.fail(new IllegalStateException(
                    "epoch " + present.next.epoch() + " cannot take effect (" + e.getMessage()
                            + "); mend the cause and restart the node, which takes it up again",
                    e));
        }
    }

    private void switchTo(EpochAttempt present, NextEpoch next) {
        Runnable removeBefore = takeover.run(present, next);
        attempt = null;
        lastCommitted = present.id;
        begun++;
        lastPauseMillis = present.pausedMillis(nowNanos());
        lastOutcome = "epoch " + present.next.epoch() + " with core " + present.core.name() + " is in force";
        peers.tellAll(new Commit(present.id));
        log.info(
                "{} ({}); puts were held for {} ms ({})",
                lastOutcome,
                present.core.hash(),
                lastPauseMillis,
                present.course());
        if (!present.core.loaded().identity().isVerified()) {
            log.warn(
                    "core {} runs UNVERIFIED: {}",
                    present.core.name(),
                    present.core.loaded().identity().distrust());
        }
        cycle.request();
        removeBefore.run();
        if (present.answer != null) {
            Prepared handedOver = present.prepared.get(self);
            present.answer.complete("swapped to " + present.core.name() + " " + present.core.hash() + " by epoch "
                    + present.next.epoch() + ": " + (handedOver == null ? 0 : handedOver.keys())
                    + " keys, puts held for "
                    + lastPauseMillis + " ms");
        }
    }

    /** Something went wrong here. */
    @Override
    public void failed(EpochAttempt present, String reason) {
        if (attempt != present) {
            return;
        }
        toLeader.accept(present, new Refuse(present.id, reason));
        if (!present.leader.equals(self)) {
            drop(present, reason);
        }
    }

    /** All goes on with the old core. */
    void drop(EpochAttempt present, String reason) {
        attempt = null;
        givenUp++;
        lastOutcome = "epoch " + present.next.epoch() + " was given up: " + reason;
        log.warn("{}; core {} goes on", lastOutcome, shelf.inForce().name());
        keyspace.thaw(0);
        cycle.request();
        takeover.discard(present);
        if (present.answer != null) {
            present.answer.completeExceptionally(new CoreRefusedException(
                    reason + "; core " + shelf.inForce().name() + " goes on at every node"));
        }
    }

    private void tick(EpochAttempt present) {
        if (attempt != present || cycle.failure() != null) {
            return;
        }
        boolean leads = present.leader.equals(self);
        String obstacle = peers.obstacle();
        if (present.phase == Phase.PREPARED && !leads) {
            if (nowNanos() - present.askedNanos > ASK_NANOS) {
                present.askedNanos = nowNanos();
                peers.tell(present.leader, new Ask(present.id, present.next.epoch()));
            }
        } else if (!obstacle.isEmpty()) {
            failed(present, obstacle);
        } else if (nowNanos() - present.startedNanos > present.limitNanos) {
            failed(
                    present,
                    "it took longer than " + TimeUnit.NANOSECONDS.toMillis(present.limitNanos) + " ms (phase "
                            + present.describe(self) + ")");
        } else if (present.phase == Phase.DRAINING && present.cut != null) {
            handOver.beginIfDrained(present, present.cut, this);
        }
        loop.schedule(() -> tick(present), TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A node that runs the core of that hash has greeted this one: if that is the core prepared here, the epoch counts. */
    void greetedBy(String hash) {
        EpochAttempt present = attempt;
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
    void close() {
        EpochAttempt present = attempt;
        attempt = null;
        if (present != null) {
            present.opened.whenComplete((storage, failed) -> {
                if (storage != null) {
                    storage.close();
                }
            });
        }
    }
}
