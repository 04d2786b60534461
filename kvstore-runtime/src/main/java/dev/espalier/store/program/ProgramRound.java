package dev.espalier.store.program;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.Sha256;
import dev.espalier.core.Value;
import dev.espalier.store.Workers;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.commit.CommitListener;
import dev.espalier.store.commit.Syncer;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.config.PeerAddress;
import dev.espalier.store.cores.LoadedCore;
import dev.espalier.store.engine.EngineStatistics;
import dev.espalier.store.engine.KeyIndex;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.engine.WallClock;
import dev.espalier.store.peer.InboundPeers;
import dev.espalier.store.peer.LinkState;
import dev.espalier.store.peer.OutboundPeers;
import dev.espalier.store.peer.PeerCore;
import dev.espalier.store.peer.PeerIdentity;
import dev.espalier.store.peer.PeerStatistics;
import dev.espalier.store.peer.PutInterceptor;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.storage.StorageException;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One round of a program at one node: a replica in its beginning, on the engine, the commit cycle and the links that
 * nodes run in production, with a {@link ProgramClient} where RESP connections would be. Everything here happens on the
 * event loop; between two slices of the program the loop looks at the network, and sleeps when there is nothing to do.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Tasks of the loop report failures themselves.
final class ProgramRound implements CommitListener {
    private static final int PENDING_LIMIT = 100_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final RoundSettings settings;
    private final EventLoop loop;
    private final RoundListener listener;
    private final RoundStorage recorded;
    private final ReplicaEngine<?> engine;
    private final CommitCycle cycle;
    private final Syncer syncer;
    private final InboundPeers inbound;
    private final OutboundPeers outbound;
    private final Set<NodeId> others;
    private final Program program;
    private final ProgramClient client;
    private @Nullable ScheduledFuture<?> housekeeping;
    private long putsExpected;
    private long startedNanos;
    private long startedCpuNanos;
    private long cpuNanos;
    private boolean started;
    private boolean complete;

    /**
     * @param nodes how many nodes there are, numbered from 1
     * @throws NodeStartException if its data cannot be put where it should go
     */
    ProgramRound(
            RoundSettings settings,
            LoadedCore core,
            NodeId self,
            int nodes,
            EventLoop loop,
            PutInterceptor interceptor,
            RoundListener listener)
            throws NodeStartException {
        this.settings = settings;
        this.loop = loop;
        this.listener = listener;
        this.program = Program.of(
                settings.seed(), self.number(), settings.operations(), settings.keys(), settings.putPercent());
        this.others = IntStream.rangeClosed(1, nodes)
                .filter(number -> number != self.number())
                .mapToObj(NodeId::new)
                .collect(Collectors.toUnmodifiableSet());
        String clusterId = "program-" + settings.round();
        this.recorded = RoundStorage.open(settings, clusterId, self, core);
        Storage storage = recorded.storage();
        this.engine = ReplicaEngine.of(core.core(), self, WallClock.system(), storage, KeyIndex.none());
        begin(storage, self);
        this.client = new ProgramClient(program, engine);
        this.cycle = new CommitCycle(loop, storage, engine::beforeCommit);
        this.syncer = new Syncer(loop, storage, cycle, Workers.threads().start("espalier-sync"));
        PeerIdentity identity = new PeerIdentity(
                clusterId,
                self,
                others,
                PeerCore.fixed(core.identity().name(), core.identity().hash()));
        this.inbound = new InboundPeers(
                identity,
                engine,
                storage,
                cycle,
                this::settle,
                interceptor,
                new PeerStatistics(),
                PENDING_LIMIT,
                Workers.threads().start("espalier-snapshot-sender"));
        this.outbound = new OutboundPeers(identity, engine, storage, cycle, RandomGenerator.getDefault());
        engine.onApplied(this::retry);
        cycle.add(inbound);
        cycle.add(outbound);
        cycle.add(this);
    }

    private void begin(Storage storage, NodeId self) throws NodeStartException {
        try {
            storage.recover(engine.replay());
        } catch (StorageException e) {
            throw new NodeStartException(e.getMessage() + "; name another directory", e);
        }
        storage.beginEpoch(self, 1, settings.round() + 1L, 0);
    }

    /** How many puts the program has. */
    int puts() {
        return program.puts();
    }

    /** For a connection that a peer makes. */
    ChannelHandler accept() {
        return inbound.accept();
    }

    /** Begins to connect to the other nodes. */
    void connect(List<Peer> peers, Bootstrap connector) {
        outbound.connect(
                peers.stream()
                        .map(peer -> new PeerAddress(new NodeId(peer.id()), peer.host(), peer.port()))
                        .toList(),
                connector);
        housekeeping = loop.scheduleAtFixedRate(this::housekeep, 1, 1, TimeUnit.SECONDS);
    }

    /** Whether puts can leave to all others and arrive from all others. */
    boolean isConnected() {
        return outbound.links().size() == others.size()
                && outbound.links().stream().allMatch(link -> link.state() == LinkState.STREAMING)
                && others.stream().allMatch(inbound::isConnected);
    }

    /** What keeps {@link #isConnected} from being true. */
    String trouble() {
        return outbound.links().stream()
                .filter(link -> link.state() != LinkState.STREAMING)
                .map(link -> "peer " + link.address() + " is " + link.state().text() + " " + link.trouble())
                .collect(Collectors.joining("; "));
    }

    /**
     * Starts the program.
     *
     * @param nanos when it was told to, of {@link System#nanoTime}
     * @param expected how many puts all programs have together
     */
    void start(long nanos, long expected) {
        startedNanos = nanos;
        startedCpuNanos = THREADS.getCurrentThreadCpuTime();
        putsExpected = expected;
        started = true;
        slice();
    }

    /** Does some of the program, and asks to go on behind a look at the network. */
    private void slice() {
        if (cycle.failure() != null) {
            return;
        }
        try {
            if (client.advance(settings.slice())) {
                cycle.request();
            }
            engine.settle();
        } catch (RuntimeException | StackOverflowError e) {
            cycle.fail(new IllegalStateException("the core failed in an operation (" + e + ")", e));
            return;
        }
        if (client.isFinished()) {
            finishIfAllApplied();
        } else if (!client.isWaiting()) {
            goOn();
        }
    }

    /** A task that were simply executed would run before the network is looked at; a scheduled one runs behind that. */
    private void goOn() {
        loop.schedule(this::slice, 0, TimeUnit.NANOSECONDS);
    }

    private void settle() {
        try {
            engine.settle();
        } catch (RuntimeException | StackOverflowError e) {
            cycle.fail(new IllegalStateException("the core failed while applying a put (" + e + ")", e));
        }
    }

    /** A put was applied: perhaps the one that a get waits for. */
    private void retry() {
        if (client.isWaiting() && client.retry() && !client.isFinished()) {
            goOn();
        }
    }

    private void housekeep() {
        if (cycle.failure() != null) {
            return;
        }
        Map<NodeId, Long> marks = inbound.committedMarks();
        if (recorded.syncsEverySecond()) {
            syncer.sync(() -> inbound.syncedUpTo(marks));
        } else {
            inbound.syncedUpTo(marks);
        }
        inbound.showLife();
        outbound.housekeep(System.nanoTime());
    }

    @Override
    public void committed() {
        finishIfAllApplied();
    }

    @Override
    public void commitFailed(Exception cause) {
        listener.failed(cause);
    }

    private void finishIfAllApplied() {
        if (started && !complete && client.isFinished() && engine.statistics().putsApplied() == putsExpected) {
            complete = true;
            cpuNanos = THREADS.getCurrentThreadCpuTime() - startedCpuNanos;
            listener.allApplied(System.nanoTime() - startedNanos);
        }
    }

    /** What the engine did. From another thread a sign of life, not exact figures. */
    EngineStatistics statistics() {
        return engine.statistics();
    }

    /** What the event loop's thread used of a processor from the start until every put was applied, in nanoseconds. */
    long cpuNanos() {
        return cpuNanos;
    }

    /** The client's figures. */
    ProgramClient client() {
        return client;
    }

    /**
     * A hash of what every key holds at this replica, by its own gets: replicas that hold the same have the same. Only
     * once the round is over, since a get may change states.
     */
    String digest() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Bytes key : program.keys()) {
            Value value = engine.get(key);
            Bytes bytes = value == null ? null : value.bytesOrNull();
            all.write(value == null ? 2 : bytes == null ? 0 : 1);
            if (bytes != null) {
                all.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                        .putInt(bytes.length())
                        .array());
                all.writeBytes(bytes.shared());
            }
        }
        return Sha256.hex(all.toByteArray());
    }

    /** Closes links and storage; what was recorded is deleted. */
    void close() throws IOException {
        if (housekeeping != null) {
            housekeeping.cancel(false);
        }
        inbound.closeAll();
        outbound.close();
        syncer.close();
        cycle.stop();
        recorded.close();
    }
}
