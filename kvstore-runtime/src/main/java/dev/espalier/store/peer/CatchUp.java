package dev.espalier.store.peer;

import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.NodeId;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.commit.CommitListener;
import dev.espalier.store.config.PeerAddress;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.peer.PeerFrame.Image;
import dev.espalier.store.peer.PeerFrame.ImageEnd;
import dev.espalier.store.peer.PeerFrame.Rows;
import dev.espalier.store.peer.PeerFrame.Welcome;
import dev.espalier.store.storage.StateImport;
import dev.espalier.store.storage.StateTransfer;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.storage.StorageException;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.EventExecutor;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has this node take a snapshot of another when a peer has let go of puts that it lacks.
 *
 * <p>From the moment at which it asks, the node applies nothing of others: what arrives is recorded and waits. So the
 * snapshot has all that is applied here as soon as it has what was applied at that moment, which is what is asked for, and
 * own puts made since, which are in the outbox. Reads and writes go on meanwhile, on the old state.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A connection that fails tells its handler, or the listener here.
public final class CatchUp implements CommitListener, AutoCloseable {
    /** What a catch-up is doing. */
    public enum Step {
        /** No snapshot is needed. */
        NONE,
        /** Looking for a node that sends one. */
        SEEKING,
        /** That node has not applied yet all that this one has. */
        WAITING,
        /** Rows are coming. */
        RECEIVING,
        /** The next batch switches to the snapshot. */
        SWITCHING
    }

    private static final Logger log = LoggerFactory.getLogger(CatchUp.class);
    private static final long NEXT_ATTEMPT_MILLIS = 500;
    private static final long WAIT_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Storage storage;
    private final ReplicaEngine<?> engine;
    private final CommitCycle cycle;
    private final InboundPeers inbound;
    private final OutboundPeers outbound;
    private final SnapshotSwitch takeover;
    private final Runnable settle;
    private final Supplier<@Nullable String> shape;
    private final EventExecutor loop;
    private final ExecutorService thread;
    private final Map<NodeId, Long> required = new TreeMap<>();
    private @Nullable Bootstrap bootstrap;
    private volatile @Nullable SnapshotReceiving receiving;
    private volatile @Nullable StateImport rowsIn;
    private @Nullable Image image;
    private Step step = Step.NONE;
    private String detail = "";
    private int nextSource;
    private long waitingSinceNanos;
    private long startedNanos;
    private long bytes;
    private long taken;
    private long failed;
    private long lastMillis;
    private boolean closed;

    /**
     * @param shape the shape of the core's states; {@code null} if they cannot be written down
     * @param replaced runs when the state is another one, before anything else sees it
     * @param settle applies what is enabled
     * @param thread writes what comes; closed with this
     */
    public CatchUp(
            EventExecutor loop,
            PeerIdentity identity,
            Supplier<@Nullable String> shape,
            ReplicaEngine<?> engine,
            Storage storage,
            CommitCycle cycle,
            InboundPeers inbound,
            OutboundPeers outbound,
            Runnable replaced,
            Runnable settle,
            ExecutorService thread) {
        this.loop = loop;
        this.thread = thread;
        this.shape = shape;
        this.engine = engine;
        this.storage = storage;
        this.cycle = cycle;
        this.inbound = inbound;
        this.outbound = outbound;
        this.settle = settle;
        this.takeover = new SnapshotSwitch(identity.self(), engine, storage, replaced);
        inbound.onBehind(this::behind);
    }

    /** Begins to make connections with {@code connector} when there is need. */
    public void connectBy(Bootstrap connector) {
        bootstrap = connector;
    }

    /** Has this node take a snapshot that has all puts of {@code origin} before number {@code start}. */
    public void behind(NodeId origin, long start) {
        if (storage.transfer() == null || shape.get() == null || closed) {
            log.error(
                    "node {} lets this node catch up from a snapshot alone, but its core's state cannot be copied",
                    origin);
            return;
        }
        boolean news = required.getOrDefault(origin, 0L) < start - 1;
        required.merge(origin, start - 1, Math::max);
        if (step == Step.NONE) {
            log.warn(
                    "puts of node {} before number {} are to come by a snapshot: this node was away too long",
                    origin,
                    start);
            startedNanos = loop.ticker().nanoTime();
            engine.hold();
            outbound.keepAfter(engine.ownSequence());
            nextSource = indexOf(origin);
            seek();
        } else if (news && receiving != null && image == null) {
            receiving.close("node " + origin + " has let go of more puts");
        }
    }

    private int indexOf(NodeId peer) {
        for (int i = 0; i < outbound.links().size(); i++) {
            if (outbound.links().get(i).address().id().equals(peer)) {
                return i;
            }
        }
        return 0;
    }

    private void seek() {
        Bootstrap connector = bootstrap;
        if (closed
                || connector == null
                || cycle.failure() != null
                || outbound.links().isEmpty()) {
            return;
        }
        step = Step.SEEKING;
        image = null;
        rowsIn = null;
        bytes = 0;
        waitingSinceNanos = loop.ticker().nanoTime();
        PeerAddress source = source();
        detail = "node " + source.id();
        SnapshotReceiving connection = new SnapshotReceiving(this, source, needs());
        receiving = connection;
        ChannelFuture attempt = connector
                .clone()
                .handler(outbound.security().outgoing(source, connection))
                .connect(source.host(), source.port());
        attempt.addListener(done -> {
            if (!done.isSuccess()) {
                ended(connection, "it is unreachable (" + done.cause().getMessage() + ")");
            }
        });
    }

    private Map<NodeId, Long> needs() {
        Map<NodeId, Long> needs = new TreeMap<>(required);
        engine.origins().forEach(origin -> needs.merge(origin, engine.appliedContiguously(origin), Math::max));
        needs.merge(identity().self(), engine.ownSequence(), Math::max);
        return needs;
    }

    PeerIdentity identity() {
        return outbound.identity();
    }

    boolean isSource(Welcome welcome, PeerAddress source) {
        return welcome.from().equals(source.id())
                && !PeerIdentity.isAnother(welcome.incarnation(), storage.incarnationOf(source.id()));
    }

    /** The source is not ready, for {@code reason}; returns whether to wait on. */
    boolean waits(String reason) {
        step = Step.WAITING;
        detail = reason;
        return outbound.links().size() == 1 || loop.ticker().nanoTime() - waitingSinceNanos < WAIT_LIMIT_NANOS;
    }

    /** A snapshot begins; returns why it cannot be taken, empty when it can. */
    String begin(SnapshotReceiving from, Image begun) {
        StateTransfer transfer = storage.transfer();
        if (from != receiving || transfer == null) {
            return "another attempt has begun";
        }
        if (!begun.shape().equals(shape.get())) {
            return "its state is of shape " + begun.shape() + " and this node's of shape " + shape.get();
        }
        String unfit = takeover.unfit(begun.marks(), needs());
        if (!unfit.isEmpty()) {
            return unfit;
        }
        image = begun;
        step = Step.RECEIVING;
        detail = "";
        onThread(from, () -> rowsIn = transfer.begin());
        return "";
    }

    void take(SnapshotReceiving from, Rows rows) {
        bytes += rows.chunk().length();
        onThread(from, () -> {
            rowsIn().add(rows.chunk().shared());
            loop.execute(from::written);
        });
    }

    void end(SnapshotReceiving from, ImageEnd end) {
        onThread(from, () -> {
            StateImport all = rowsIn();
            all.finish(end.rows(), end.checksum());
            loop.execute(() -> switchTo(from, all));
        });
    }

    private StateImport rowsIn() {
        return Objects.requireNonNull(rowsIn, "a snapshot that has begun");
    }

    /** What the receiver's thread does to the disk. */
    @FunctionalInterface
    private interface DiskWork {
        void run() throws StorageException;
    }

    private void onThread(SnapshotReceiving from, DiskWork work) {
        if (thread.isShutdown()) {
            return;
        }
        thread.execute(() -> {
            if (from != receiving) {
                return;
            }
            try {
                work.run();
            } catch (MalformedPayloadException e) {
                loop.execute(() -> from.close("it sent " + e.getMessage()));
            } catch (StorageException e) {
                loop.execute(() -> cycle.fail(e));
            } catch (RuntimeException | Error e) {
                loop.execute(() -> cycle.fail(new IllegalStateException(
                        "taking a snapshot in failed (" + e + "); this is a defect; restart the node", e)));
            }
        });
    }

    /** Everything has come and is on the disk: from the next batch on it is this node's state. */
    private void switchTo(SnapshotReceiving from, StateImport all) {
        Image complete = image;
        if (closed || from != receiving || complete == null || cycle.failure() != null) {
            return;
        }
        try {
            takeover.run(complete.state().shared(), complete.marks(), all);
        } catch (StorageException e) {
            cycle.fail(e);
            return;
        } catch (RuntimeException e) {
            cycle.fail(new IllegalStateException(
                    "the switch to a snapshot failed (" + e.getMessage()
                            + "); restart the node: its old state is on disk",
                    e));
            return;
        }
        step = Step.SWITCHING;
        receiving = null;
        from.close("");
        log.info(
                "a snapshot of {} rows and {} bytes is taken over after {} ms",
                all.rows(),
                bytes,
                TimeUnit.NANOSECONDS.toMillis(loop.ticker().nanoTime() - startedNanos));
        cycle.request();
    }

    /** The batch with the switch is written: the peers go on from where their puts are here now. */
    @Override
    public void committed() {
        StateTransfer transfer = storage.transfer();
        if (step != Step.SWITCHING || transfer == null) {
            return;
        }
        try {
            transfer.switched();
        } catch (StorageException e) {
            cycle.fail(e);
            return;
        }
        taken++;
        lastMillis = TimeUnit.NANOSECONDS.toMillis(loop.ticker().nanoTime() - startedNanos);
        step = Step.NONE;
        detail = "";
        required.clear();
        image = null;
        rowsIn = null;
        outbound.keepAfter(Long.MAX_VALUE);
        inbound.closeAll();
        engine.release();
        settle.run();
        cycle.request();
    }

    @Override
    public void commitFailed(Exception cause) {
        close();
    }

    /** The connection of an attempt is gone. */
    void ended(SnapshotReceiving connection, String why) {
        if (connection != receiving || closed) {
            return;
        }
        receiving = null;
        failed++;
        log.warn("no snapshot from {}: {}; the next attempt follows", sourceName(), why);
        step = Step.SEEKING;
        detail = why;
        nextSource++;
        loop.schedule(this::seek, NEXT_ATTEMPT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private String sourceName() {
        return "node " + source().id();
    }

    private PeerAddress source() {
        return outbound.links().get(nextSource % outbound.links().size()).address();
    }

    /** Whether this node is catching up, and how far it has come, in words; empty when it is not. */
    public String progress() {
        StateImport coming = rowsIn;
        return step == Step.NONE
                ? ""
                : "step=" + step.name().toLowerCase(Locale.ROOT) + ",source=" + source().id() + ",bytes=" + bytes
                        + ",rows=" + (coming == null ? 0 : coming.rows()) + ",seconds="
                        + TimeUnit.NANOSECONDS.toSeconds(loop.ticker().nanoTime() - startedNanos) + ",waits_for="
                        + detail.replace(',', ';');
    }

    /** What it is doing. */
    public Step step() {
        return step;
    }

    /** How many attempts ended without a snapshot since the start. */
    public long failed() {
        return failed;
    }

    /** How long the last snapshot took from the need for it until it was in use, in milliseconds; 0 before the first. */
    public long lastMillis() {
        return lastMillis;
    }

    /** How many snapshots were taken over since the start. */
    public long taken() {
        return taken;
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
        SnapshotReceiving connection = receiving;
        if (connection != null) {
            connection.close("the node is closed");
        }
    }
}
