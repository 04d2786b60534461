package dev.espalier.simulation;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.keyspace.StoredValue;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What stays when a node's process ends: its disk, its clock, its place in the cluster. Starts and kills the process. */
final class SimulatedMachine implements SimulatedNetwork.Listener {
    private static final long EPOCH_MILLIS = 1_800_000_000_000L;

    private final int host;
    private final World world;
    private final SimulatedDisk disk;
    private @Nullable SimulatedProcess process;
    private long clockOffsetMillis;

    SimulatedMachine(int host, World world) {
        this.host = host;
        this.world = world;
        this.disk = new SimulatedDisk(this::synced, this::crashInWrite);
    }

    int host() {
        return host;
    }

    SimulatedDisk disk() {
        return disk;
    }

    /** The process that runs, or {@code null}. */
    @Nullable
    SimulatedProcess process() {
        return process;
    }

    long clockMillis() {
        return Math.max(0, EPOCH_MILLIS + clockOffsetMillis + world.timeline().elapsedMillis());
    }

    /** The clock jumps by so much. */
    void jump(long millis) {
        clockOffsetMillis += millis;
    }

    /** How long a sync takes this time. */
    long syncNanos() {
        long most = world.rates().syncNanosMax();
        return most == 0 || world.isCalm() ? 0 : world.random().nextLong(most);
    }

    private void synced() {
        SimulatedProcess running = process;
        if (running != null) {
            running.busy(syncNanos());
        }
    }

    /** Starts the process; it may end at once, when its disk fails or a crash was due. */
    void start() {
        if (process != null) {
            return;
        }
        try {
            process = new SimulatedProcess(this, world, config(), this::made);
            world.trace()
                    .note(host, "starts with its puts up to {}", world.ledger().own(host), 0);
            world.oracle().lost(host, world.ledger().own(host));
        } catch (NodeStartException e) {
            if (world.isCalm()) {
                throw new ViolationException("node " + host + " does not start: " + e.getMessage(), e);
            }
            world.trace().note(host, "does not start: " + e.getMessage(), 0, 0);
            world.restartLater(this);
        } catch (CrashError e) {
            world.trace().note(host, "crashes while it starts", 0, 0);
            world.restartLater(this);
        }
    }

    /** Ends the process, if there is one. */
    void kill(boolean power) {
        SimulatedProcess running = process;
        if (running == null) {
            return;
        }
        world.trace().note(host, power ? "loses power" : "is killed", 0, 0);
        process = null;
        disk.letGo();
        running.die();
        world.network().died(host, power);
        if (power) {
            disk.losePower(world.random());
        }
    }

    private void crashInWrite() {
        if (process != null) {
            kill(false);
            world.restartLater(this);
        }
    }

    private NodeConfig config() throws NodeStartException {
        Map<String, String> values = new HashMap<>();
        values.put("node-id", Integer.toString(host));
        values.put("cluster-id", "simulated");
        values.put("data-dir", "simulated-" + host);
        values.put("core", world.cores().getFirst().identity().name());
        values.put("allow-unverified-core", "yes");
        values.put("durability", world.rates().durability().name().toLowerCase(Locale.ROOT));
        values.put("cache-bytes", Long.toString(world.rates().cacheBytes()));
        if (world.plan().overflows()) {
            values.put("outbox-limit-bytes", Long.toString(world.plan().outboxLimitBytes()));
        }
        values.put("pending-limit", Integer.toString(world.rates().pendingLimit()));
        values.put("gather-puts-beyond", Integer.toString(world.rates().gatherPutsBeyond()));
        values.put("protected-mode", "no");
        values.put("session-secret-file", world.secret().toString());
        values.put(
                "peers",
                IntStream.rangeClosed(1, world.rates().nodes())
                        .filter(peer -> peer != host)
                        .mapToObj(peer -> peer + "@" + peer + ":7000")
                        .collect(Collectors.joining(",")));
        return NodeConfig.of(values);
    }

    /** The node comes to a step of an epoch, which may be its last. */
    void atStep(String step) {
        world.trace().note(host, "is at the step " + step + " of an epoch", 0, 0);
        if (!world.isCalm()
                && step.equals(world.plan().crashStep())
                && world.random().nextInt(100) < world.plan().crashPercent()) {
            crashInWrite();
            throw new CrashError();
        }
    }

    /** A put is of the epoch that its node is in: no other node may still go on without that epoch. */
    private void checkEpochs() {
        long epoch = disk.cores().epoch();
        for (SimulatedMachine other : world.machines()) {
            if (other.disk.cores().promised() < epoch) {
                throw new ViolationException("node " + host + " makes a put in epoch " + epoch + " although node "
                        + other.host + " is in epoch " + other.disk.cores().epoch() + " and has prepared no other");
            }
        }
    }

    /** The node makes a put: of a client, whose value tells whose, or one of its own. */
    private void made(PutMessage put) {
        checkEpochs();
        Bytes stored = put.value().bytesOrNull();
        String text = stored == null ? "" : StoredValue.read(stored).content().toString();
        if (text.startsWith(SimulatedClient.VALUE_PREFIX)
                && put.key().toString().startsWith("k")) {
            long value = Long.parseLong(text.substring(SimulatedClient.VALUE_PREFIX.length()));
            int key = Integer.parseInt(put.key().toString().substring(1));
            world.oracle().made(host, put.sequence(), key, value, world.sessionThatPuts(value));
        } else {
            world.oracle().made(host, put.sequence());
        }
        world.trace().note(host, "makes put {} of key " + put.key() + " = " + text, put.sequence(), 0);
    }

    /** The identity of the node here. */
    NodeId id() {
        return new NodeId(host);
    }

    @Override
    public boolean listens() {
        return process != null && process.listens();
    }

    @Override
    public Connection.Side accept(Connection connection, int from, boolean toPeerPort) {
        SimulatedProcess running = process;
        if (running == null) {
            throw new IllegalStateException("nobody listens at node " + host);
        }
        return running.accept(connection, from, toPeerPort);
    }

    /** How long a node stays down. */
    static long restartNanos(World world) {
        return world.rates().spellNanos(world.random());
    }
}
