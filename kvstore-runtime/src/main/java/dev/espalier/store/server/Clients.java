package dev.espalier.store.server;

import dev.espalier.store.command.CommandTable;
import dev.espalier.store.command.Session;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.commit.CommitListener;
import dev.espalier.store.resp.RespLimits;
import io.netty.channel.ChannelHandler;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All client connections of a node: those with replies to let out at the next commit, and those with a read that waits. */
public final class Clients implements CommitListener {
    private final CommandTable table;
    private final CommitCycle cycle;
    private final Runnable settle;
    private final RespLimits limits;
    private final int connectionsMax;
    private final long waitLimitMillis;
    private final Set<ClientConnection> connections = new LinkedHashSet<>();
    private final Set<ClientConnection> waiting = new LinkedHashSet<>();
    private List<ClientConnection> holding = new ArrayList<>();

    private long accepted;
    private long refused;
    private long commands;
    private long waits;
    private long waitsTimedOut;
    private long protocolErrors;

    /**
     * @param settle applies what is enabled after a command
     */
    public Clients(
            CommandTable table,
            CommitCycle cycle,
            Runnable settle,
            RespLimits limits,
            int connectionsMax,
            long waitLimitMillis) {
        this.table = table;
        this.cycle = cycle;
        this.settle = settle;
        this.limits = limits;
        this.connectionsMax = connectionsMax;
        this.waitLimitMillis = waitLimitMillis;
    }

    /** The handler of a new connection. */
    public ChannelHandler accept() {
        return new ClientConnection(this);
    }

    /** Tries every waiting read again; called after each put that is applied. */
    public void retryWaiting() {
        if (!waiting.isEmpty()) {
            List.copyOf(waiting).forEach(ClientConnection::retry);
        }
    }

    /** All connections, in the order in which they were made. */
    public List<Session> sessions() {
        return connections.stream().map(ClientConnection::session).toList();
    }

    boolean connected(ClientConnection connection) {
        if (connections.size() >= connectionsMax) {
            refused++;
            return false;
        }
        accepted++;
        return connections.add(connection);
    }

    void disconnected(ClientConnection connection) {
        connections.remove(connection);
        waiting.remove(connection);
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

    void waits(ClientConnection connection, boolean fresh) {
        waiting.add(connection);
        waits += fresh ? 1 : 0;
    }

    void waitsNoMore(ClientConnection connection, boolean timedOut) {
        waiting.remove(connection);
        waitsTimedOut += timedOut ? 1 : 0;
    }

    void commandDone() {
        commands++;
        settle.run();
    }

    void protocolError() {
        protocolErrors++;
    }

    CommandTable table() {
        return table;
    }

    CommitCycle cycle() {
        return cycle;
    }

    RespLimits limits() {
        return limits;
    }

    long waitLimitMillis() {
        return waitLimitMillis;
    }

    @Override
    public void committed() {
        List<ClientConnection> ready = holding;
        // A connection that goes on with its backlog while replies are let out holds new ones, for the next commit.
        holding = new ArrayList<>();
        ready.forEach(ClientConnection::letOut);
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
        List.copyOf(waiting).forEach(ClientConnection::retry);
    }

    /** Counts so far. */
    public ClientStatistics statistics() {
        return new ClientStatistics(
                connections.size(), accepted, refused, waiting.size(), commands, waits, waitsTimedOut, protocolErrors);
    }

    /** Closes every connection. */
    public void closeAll() {
        List.copyOf(connections).forEach(ClientConnection::close);
    }
}
