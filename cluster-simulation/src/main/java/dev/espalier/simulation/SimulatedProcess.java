package dev.espalier.simulation;

import dev.espalier.core.NodeId;
import dev.espalier.simulation.Connection.Side;
import dev.espalier.store.Node;
import dev.espalier.store.NodeTransport;
import dev.espalier.store.Surroundings;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.cores.CoreInForce;
import dev.espalier.store.cores.PreparedEpoch;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.peer.OutboundLink;
import dev.espalier.store.storage.RocksStorage;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.storage.StoreIdentity;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of a node's process, from a start to a crash: the production's node on a loop of its own. It takes what arrives
 * in iterations, as an event loop does: while it is busy, arrivals wait, and are then taken together.
 */
final class SimulatedProcess implements SimulatedNetwork.Listener {
    /** What an iteration costs without the disk. */
    private static final long ITERATION_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    private final SimulatedMachine machine;
    private final World world;
    private final SimulatedLoop loop;
    private final ArrayDeque<Runnable> arrivals = new ArrayDeque<>();
    private final Map<String, ObservedStorage> databases = new HashMap<>();
    private @Nullable Node node;
    private boolean alive = true;
    private boolean planned;
    private long plannedNanos = Long.MAX_VALUE;
    private long busyUntilNanos;

    /** Starts the node, which recovers what the disk has. */
    SimulatedProcess(SimulatedMachine machine, World world, NodeConfig config, Consumer<PutMessage> made)
            throws NodeStartException {
        this.machine = machine;
        this.world = world;
        this.loop = new SimulatedLoop(world.timeline());
        SplittableRandom random = world.random().split();
        Bootstrap connector = new Bootstrap()
                .group(loop)
                .channelFactory(() -> new SimulatedChannel(this, world.network(), world.nextNumber()))
                .disableResolver();
        Surroundings around = new Surroundings(
                new NodeTransport(loop, connector),
                machine::clockMillis,
                name -> new SimulatedWorker(
                        world.timeline(), () -> ITERATION_NANOS + machine.syncNanos(), this::takeEffect),
                random,
                (name, identity) -> open(name, identity, config, made));
        this.node = Node.within(
                around,
                config,
                world.cores().getFirst(),
                new SimulatedCores(machine.disk(), world.cores(), new Cores(), databases::remove),
                new HoldingBack(world, this),
                machine::atStep);
        plan();
    }

    private Storage open(String name, StoreIdentity identity, NodeConfig config, Consumer<PutMessage> made)
            throws NodeStartException {
        SimulatedDisk.Opened rows = machine.disk().open(name);
        CoreInForce said = machine.disk().cores().inForce;
        ObservedStorage opened = new ObservedStorage(
                host(),
                RocksStorage.on(
                        rows,
                        rows,
                        "the disk of node " + host(),
                        identity,
                        config.durability(),
                        !config.peers().isEmpty(),
                        config.cacheBytes()),
                world.ledger(),
                made,
                () -> machine.disk().lastWritten(),
                this::hasCutOff,
                () -> {
                    world.trace().note(host(), "has taken a snapshot", 0, 0);
                    world.snapshotTaken();
                },
                name.equals(said == null ? CoreInForce.FIRST_DATABASE : said.database()));
        databases.put(name, opened);
        return opened;
    }

    /** Looks on while cores come into force. */
    private final class Cores implements SimulatedCores.Watcher {
        @Override
        public void inForce(CoreInForce core) {
            world.trace().note(host(), "goes over to core " + core.name() + " in epoch {}", core.epoch(), 0);
            world.epochBegan(core.epoch());
            ObservedStorage next = databases.get(core.database());
            if (next == null) {
                throw new ViolationException("node " + host() + " puts database " + core.database()
                        + " in force, which it has not opened or has deleted");
            }
            next.counts();
        }

        @Override
        public void prepared(PreparedEpoch epoch) {
            ObservedStorage next = databases.get(epoch.next().database());
            if (next == null) {
                throw new ViolationException("node " + host() + " has prepared database "
                        + epoch.next().database() + ", which it has deleted");
            }
            next.prepared();
        }
    }

    private Node node() {
        return Objects.requireNonNull(node, "a node that has started");
    }

    private boolean hasCutOff(int peer) {
        Node started = node;
        if (started != null) {
            for (OutboundLink link : started.links()) {
                if (link.address().id().number() == peer) {
                    return link.isBehind();
                }
            }
        }
        return false;
    }

    /** The epoch of cores that the disk says it is in. */
    long epoch() {
        return machine.disk().cores().epoch();
    }

    int host() {
        return machine.host();
    }

    boolean isAlive() {
        return alive;
    }

    /** Why it does not serve any more; {@code null} while it does. */
    @Nullable
    Exception failure() {
        return node().failure();
    }

    /** Has {@code work} done in the next iteration. */
    void arrive(Runnable work) {
        if (alive) {
            arrivals.add(work);
            plan();
        }
    }

    private void plan() {
        if (!alive) {
            return;
        }
        long due = arrivals.isEmpty() && !loop.hasTasks()
                ? loop.nextDeadlineNanos()
                : world.timeline().nanoTime();
        long at = Math.max(due, busyUntilNanos);
        if (due != Long.MAX_VALUE && (!planned || at < plannedNanos)) {
            planned = true;
            plannedNanos = at;
            world.timeline().at(at, () -> {
                if (alive && planned && plannedNanos == at) {
                    iterate();
                }
            });
        }
    }

    private void iterate() {
        planned = false;
        busyUntilNanos = world.timeline().nanoTime() + ITERATION_NANOS;
        for (Runnable work = arrivals.poll(); work != null; work = arrivals.poll()) {
            unlessItCrashes(work);
        }
        unlessItCrashes(loop::run);
        if (alive) {
            check();
            plan();
        }
    }

    /** The disk takes this long for something that the loop waits for. */
    void busy(long nanos) {
        busyUntilNanos += nanos;
    }

    /** The process is gone: nothing that it still does has any effect. */
    void die() {
        alive = false;
        arrivals.clear();
        loop.stop();
    }

    /** What must hold at every step. */
    private void check() {
        Ledger ledger = world.ledger();
        for (OutboundLink link : node().links()) {
            int peer = link.address().id().number();
            require(
                    link.received() <= ledger.received(peer, host()),
                    "was told that node " + peer + " holds its put " + link.received()
                            + ", which durably holds those up to " + ledger.received(peer, host()));
            require(link.synced() <= link.received(), "was told of more synced than received puts by node " + peer);
        }
        ledger.outboxStarts(host(), node().outboxStart(), this::hasCutOff);
    }

    /** What must hold of puts whenever something leaves. */
    private void checkSent() {
        Node started = node;
        if (started == null) {
            return;
        }
        long durable = world.ledger().own(host());
        for (OutboundLink link : started.links()) {
            require(
                    link.sent() <= durable,
                    "sent put " + link.sent() + " to node "
                            + link.address().id().number() + " although only its puts up to " + durable
                            + " are durable");
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ViolationException("node " + host() + " " + otherwise);
        }
    }

    /** Whether all its puts are at every peer, and let go of. */
    boolean hasSettled() {
        if (node().failure() != null
                || !node().coreState().equals("serving")
                || node().outboxStart() != world.ledger().own(host()) + 1) {
            return false;
        }
        for (OutboundLink link : node().links()) {
            if (link.received() != world.ledger().own(host())) {
                return false;
            }
        }
        return true;
    }

    /** What keeps it from having settled, in words. */
    String unsettled() {
        StringBuilder text = new StringBuilder("node " + host() + ": own puts up to "
                + world.ledger().own(host()) + ", outbox from " + node().outboxStart() + ", " + node().coreState());
        Exception failure = node().failure();
        if (failure != null) {
            text.append(", failed: ").append(failure.getMessage());
        }
        for (OutboundLink link : node().links()) {
            text.append("; link to ")
                    .append(link.address().id())
                    .append(' ')
                    .append(link.state())
                    .append(" sent ")
                    .append(link.sent())
                    .append(" received ")
                    .append(link.received())
                    .append(link.trouble().isEmpty() ? "" : " (" + link.trouble() + ")");
        }
        return text.toString();
    }

    // ---- the network's side

    /** Connects a channel of this node to a peer, whose host is its address's name. */
    void connect(InetSocketAddress remote, SimulatedNetwork.Attempt attempt) {
        int peer = Integer.parseInt(remote.getHostString());
        world.network().connect(host(), peer, true, world.listener(peer), attempt);
    }

    void send(Side from, byte[] bytes) {
        if (alive) {
            checkSent();
            world.network().send(from, bytes, Math.max(world.timeline().nanoTime(), busyUntilNanos));
        }
    }

    void close(Side side) {
        if (alive) {
            world.network().close(side);
        }
    }

    @Override
    public boolean listens() {
        return alive;
    }

    @Override
    public Side accept(Connection connection, int from, boolean toPeerPort) {
        SimulatedChannel channel = new SimulatedChannel(this, world.network(), world.nextNumber());
        Side side = new Side(connection, host(), channel);
        channel.accepted(side);
        arrive(() -> {
            ChannelHandler handler = toPeerPort ? node().peerHandler() : node().clientHandler();
            channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(512 << 10, 1 << 20));
            channel.pipeline().addLast(handler);
            loop.register(channel);
        });
        return side;
    }

    /** What a worker did. */
    private void takeEffect(Runnable work) {
        if (alive) {
            unlessItCrashes(work);
            plan();
        }
    }

    /** Runs {@code work}; that it ends the process is not an error of the simulation. */
    private void unlessItCrashes(Runnable work) {
        try {
            work.run();
        } catch (CrashError e) {
            if (alive) {
                throw e;
            }
        }
    }

    /** The node's identity. */
    NodeId id() {
        return new NodeId(host());
    }
}
