package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.Value;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.resp.ReplyWriter;
import dev.espalier.store.session.SessionToken;
import dev.espalier.store.session.TokenSeal;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * SESSION, which moves a session from node to node, and WAIT.
 *
 * <p>The core itself carries the session over. SESSION TOKEN puts a marker, under a key of this node's own, after
 * everything that the session has done and seen; SESSION RESUME waits until that marker and all that was applied beside it
 * are applied, then reads the marker. What the session did before is then before the marker, and what it does next is
 * after it, by the same rules by which any write and a read of it are ordered. So whatever order the running core
 * promises holds across the move, and nothing beside the core has to be trusted for it.
 */
public final class SessionCommands {
    private final Keys keys;
    private final Replication replication;
    private final TokenSeal seal;

    public SessionCommands(Keys keys, Replication replication, TokenSeal seal) {
        this.keys = keys;
        this.replication = replication;
        this.seal = seal;
    }

    /** Adds these commands to {@code table}. */
    public void addTo(CommandTable table) {
        table.add(named("session", -2)
                .group("session")
                .flags("noscript")
                .summary("Move a session to another node.")
                .meaning(
                        "After SESSION RESUME the connection has all guarantees towards what the session did and saw "
                                + "before SESSION TOKEN, at whatever node. A token is a put: take one a move, not one a command.")
                .sub("token", 2, "", "Get a token of all that this session has done and seen.", this::give)
                .sub(
                        "resume",
                        3,
                        "token",
                        "Go on where the token was given, once this node has caught up; waits for wait-limit-ms at most.",
                        this::resume)
                .container());
        table.add(named("wait", 3)
                .group("connection")
                .flags("noscript")
                .syntax("numreplicas timeout")
                .summary("Wait until so many other nodes hold what this connection has put.")
                .meaning(
                        "Counts the nodes that have said that they hold the last put of this connection and all before "
                                + "it. The timeout is in milliseconds, 0 for none. Other connections go on.")
                .runs(this::waitForPeers));
    }

    private static Bytes marker(NodeId issuer) {
        return Keyspace.reserved("session:" + issuer.number());
    }

    private void give(Session session, List<Bytes> arguments, ReplyWriter reply) {
        NodeId self = replication.self();
        long number = keys.store().lastPut() + 1;
        keys.store()
                .put(
                        marker(self),
                        Value.of(Bytes.wrap(
                                ByteBuffer.allocate(Long.BYTES).putLong(number).array())));
        Map<NodeId, Long> applied = new HashMap<>(replication.applied());
        applied.put(self, number);
        reply.bulk(seal.seal(new SessionToken(self, number, applied)));
    }

    private void resume(Session session, List<Bytes> arguments, ReplyWriter reply) {
        SessionToken token;
        try {
            token = seal.open(arguments.get(2));
        } catch (IllegalArgumentException e) {
            throw new CommandError("ERR " + e.getMessage());
        }
        if (!covers(token) || markerSeen(token) < token.marker()) {
            throw new MustWait(new Outcome.Wait(false, () -> covers(token), 0, to -> to.error(behind(token))));
        }
        reply.ok();
    }

    private boolean covers(SessionToken token) {
        for (Map.Entry<NodeId, Long> needed : token.applied().entrySet()) {
            if (!replication.hasApplied(needed.getKey(), needed.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** Reads the marker, which makes what comes next depend on it; gives its number. */
    private long markerSeen(SessionToken token) {
        Bytes found = keys.read(marker(token.issuer())).bytesOrNull();
        return found == null || found.length() != Long.BYTES
                ? 0
                : ByteBuffer.wrap(found.shared()).getLong();
    }

    private String behind(SessionToken token) {
        Map<NodeId, Long> applied = replication.applied();
        StringBuilder missing = new StringBuilder();
        token.applied().forEach((node, sequence) -> {
            if (!replication.hasApplied(node, sequence)) {
                missing.append(missing.isEmpty() ? "" : ", ")
                        .append("put ")
                        .append(sequence)
                        .append(" of node ")
                        .append(node.number())
                        .append(" (here up to ")
                        .append(applied.getOrDefault(node, 0L))
                        .append(')');
            }
        });
        return "ERR timed out resuming the session: after " + keys.waitLimitMillis() + " ms this node has not caught up"
                + (missing.isEmpty() ? "" : " with " + missing)
                + "; try again or another node, and see INFO replication for the state of the links";
    }

    private Outcome waitForPeers(Session session, List<Bytes> arguments, ReplyWriter reply) {
        long wanted = Arguments.integer(arguments.get(1));
        long limit = Arguments.integer(arguments.get(2), "ERR timeout is not an integer or out of range");
        if (limit < 0) {
            throw new CommandError("ERR timeout is negative");
        }
        long sequence = session.state().lastPut();
        int holders = replication.holders(sequence);
        if (holders >= wanted) {
            reply.integer(holders);
            return Outcome.DONE;
        }
        return new Outcome.Wait(
                false,
                () -> replication.holders(sequence) >= wanted,
                limit == 0 ? Outcome.WITHOUT_LIMIT : limit,
                to -> to.integer(replication.holders(sequence)));
    }
}
