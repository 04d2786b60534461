package dev.espalier.store.server;

import dev.espalier.store.command.CommandSet;
import dev.espalier.store.command.LiveSettings;
import dev.espalier.store.command.Session;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.commit.CommitListener;
import dev.espalier.store.config.OutputLimits;
import dev.espalier.store.measure.DurationHistogram;
import dev.espalier.store.resp.RespLimits;
import io.netty.channel.ChannelHandler;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All client connections of a node: those with replies to let out at the next commit, and those with a read that waits. */
public final class Clients implements CommitListener {
    private final LiveSettings settings;
    private final CommitCycle cycle;
    private final Runnable settle;
    private final RespLimits limits;
    private final Set<ClientConnection> connections = new LinkedHashSet<>();
    private final Set<ClientConnection> waitingReads = new LinkedHashSet<>();
    private final Set<ClientConnection> waitingOthers = new LinkedHashSet<>();
    private @Nullable CommandSet commands;
    private List<ClientConnection> holding = new ArrayList<>();

    private final DurationHistogram latencies = new DurationHistogram();
    private long accepted;
    private long refused;
    private long commandsDone;
    private long waits;
    private long waitsTimedOut;
    private long protocolErrors;
    private long cutOff;

    /**
     * @param settle applies what is enabled after a command
     */
    public Clients(LiveSettings settings, CommitCycle cycle, Runnable settle, RespLimits limits) {
        this.settings = settings;
        this.cycle = cycle;
        this.settle = settle;
        this.limits = limits;
    }

    /** Sets what the clients' commands are run by; to be called before the first client comes. */
    public void serve(CommandSet commandSet) {
        commands = commandSet;
    }

    /** The handler of a new connection. */
    public ChannelHandler accept() {
        return new ClientConnection(this);
    }

    /** Tries every waiting read again; called after each put that is applied. */
    public void retryReads() {
        if (!waitingReads.isEmpty()) {
            List.copyOf(waitingReads).forEach(ClientConnection::retry);
        }
    }

    /** Tries again what waits for something else than one put: once an iteration, so that many cannot slow puts down. */
    public void retryOthers() {
        if (!waitingOthers.isEmpty()) {
            List.copyOf(waitingOthers).forEach(ClientConnection::retry);
        }
    }

    /** All connections, in the order in which they were made. */
    public List<Session> sessions() {
        return connections.stream()
                .filter(ClientConnection::isServing)
                .map(ClientConnection::session)
                .toList();
    }

    boolean connected(ClientConnection connection) {
        if (connections.size() >= settings.connectionsMax()) {
            refused++;
            return false;
        }
        accepted++;
        return connections.add(connection);
    }

    /** A connection was refused before it was counted. */
    void refused() {
        refused++;
    }

    void disconnected(ClientConnection connection) {
        if (connections.remove(connection)) {
            commands().ended(connection.session());
        }
        waitingReads.remove(connection);
        waitingOthers.remove(connection);
    }

    /** The number of a connection that has just come, taken or refused. */
    long nextConnectionId() {
        return accepted + refused + 1;
    }

    /** {@code connection} has replies that wait for the commit. */
    void holds(ClientConnection connection) {
        holding.add(connection);
        cycle.request();
    }

    void waits(ClientConnection connection, boolean isRead) {
        (isRead ? waitingReads : waitingOthers).add(connection);
        waits++;
    }

    void waitsNoMore(ClientConnection connection, boolean timedOut) {
        waitingReads.remove(connection);
        waitingOthers.remove(connection);
        waitsTimedOut += timedOut ? 1 : 0;
    }

    void commandDone() {
        commandsDone++;
        settle.run();
    }

    /** A client has been cut off that did not take what it was sent. */
    void cutOff() {
        cutOff++;
    }

    /** Clients that have been cut off so far since they did not take what they were sent. */
    public long clientsCutOff() {
        return cutOff;
    }

    OutputLimits outputLimits() {
        return settings.outputLimits();
    }

    void protocolError() {
        protocolErrors++;
    }

    CommandSet commands() {
        CommandSet serving = commands;
        if (serving == null) {
            throw new IllegalStateException("no commands are served yet");
        }
        return serving;
    }

    CommitCycle cycle() {
        return cycle;
    }

    RespLimits limits() {
        return limits;
    }

    long waitLimitMillis() {
        return settings.waitLimitMillis();
    }

    @Override
    public void committed() {
        List<ClientConnection> ready = holding;
        // A connection that goes on with its backlog while replies are let out holds new ones, for the next commit.
        holding = new ArrayList<>();
        if (!ready.isEmpty()) {
            long now = System.nanoTime();
            for (ClientConnection connection : ready) {
                latencies.add(now - connection.heldSinceNanos(), connection.heldReplies());
                connection.letOut();
            }
        }
        retryOthers();
    }

    @Override
    public void roundAfterFailure() {
        committed();
    }

    @Override
    public void commitFailed(Exception cause) {
        List<ClientConnection> ready = holding;
        holding = new ArrayList<>();
        ready.forEach(connection -> connection.letOutErrors(cause));
        retryReads();
        retryOthers();
    }

    /** How long replies took from the read that brought their command to the commit that let them out. */
    public DurationHistogram latencies() {
        return latencies;
    }

    /** Counts so far. */
    public ClientStatistics statistics() {
        return new ClientStatistics(
                (int) connections.stream().filter(ClientConnection::isServing).count(),
                accepted,
                refused,
                waitingReads.size() + waitingOthers.size(),
                commandsDone,
                waits,
                waitsTimedOut,
                protocolErrors);
    }

    /** Begins the counts of commands, waits and protocol errors anew. */
    public void resetStatistics() {
        commandsDone = 0;
        waits = 0;
        waitsTimedOut = 0;
        protocolErrors = 0;
        cutOff = 0;
    }

    /** Has every connection end behind the replies to the commands that it has run. */
    public void drain() {
        List.copyOf(connections).forEach(ClientConnection::closeAfterReplies);
    }

    /** How many connections have replies that are not in the hands of the kernel yet. */
    public int unanswered() {
        return (int)
                connections.stream().filter(ClientConnection::hasRepliesToSend).count();
    }

    /** Closes every connection. */
    public void closeAll() {
        List.copyOf(connections).forEach(ClientConnection::close);
    }
}
