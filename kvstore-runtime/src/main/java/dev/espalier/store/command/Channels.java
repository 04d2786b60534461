package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.store.keyspace.GlobPattern;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who listens to which channels at this node. Messages do not leave it. */
public final class Channels {
    /** What can be listened to. */
    enum Kind {
        /** A channel by its name. */
        CHANNEL("", "message"),
        /** All channels whose names match. */
        PATTERN("p", "pmessage"),
        /** A channel apart from the others, which Redis keeps within a shard of its cluster. */
        SHARD("s", "smessage");

        private final String letter;
        private final String message;

        Kind(String letter, String message) {
            this.letter = letter;
            this.message = message;
        }

        /** The name of what begins listening, and of what confirms it. */
        String subscribe() {
            return letter + "subscribe";
        }

        /** The name of what ends it. */
        String unsubscribe() {
            return letter + "unsubscribe";
        }

        /** What the client of {@code state} listens to. */
        Set<Bytes> of(SessionState state) {
            return switch (this) {
                case CHANNEL -> state.channels();
                case PATTERN -> state.patterns();
                case SHARD -> state.shardChannels();
            };
        }

        /** How many the client of {@code state} is told that it has: those of shards are counted apart. */
        int count(SessionState state) {
            return this == SHARD ? state.shardChannels().size() : state.subscriptions();
        }
    }

    private record Pattern(GlobPattern glob, Set<Session> sessions) {}

    private final Map<Bytes, Set<Session>> byName = new HashMap<>();
    private final Map<Bytes, Set<Session>> byShardName = new HashMap<>();
    private final Map<Bytes, Pattern> byPattern = new LinkedHashMap<>();

    /** Sends {@code message} to all who listen to {@code channel}; returns to how many. */
    int publish(Bytes channel, Bytes message) {
        int receivers = send(Kind.CHANNEL, byName.getOrDefault(channel, Set.of()), channel, message);
        for (Map.Entry<Bytes, Pattern> entry : byPattern.entrySet()) {
            if (entry.getValue().glob().matches(channel)) {
                for (Session session : entry.getValue().sessions()) {
                    receivers++;
                    session.push(reply -> {
                        reply.push(4);
                        reply.bulk(Kind.PATTERN.message);
                        reply.bulk(entry.getKey());
                        reply.bulk(channel);
                        reply.bulk(message);
                    });
                }
            }
        }
        return receivers;
    }

    /** Sends {@code message} to all who listen to {@code channel} of a shard; returns to how many. */
    int publishToShard(Bytes channel, Bytes message) {
        return send(Kind.SHARD, byShardName.getOrDefault(channel, Set.of()), channel, message);
    }

    private static int send(Kind kind, Set<Session> sessions, Bytes channel, Bytes message) {
        for (Session session : sessions) {
            session.push(reply -> {
                reply.push(3);
                reply.bulk(kind.message);
                reply.bulk(channel);
                reply.bulk(message);
            });
        }
        return sessions.size();
    }

    void subscribe(Session session, Kind kind, Bytes name) {
        if (!kind.of(session.state()).add(name)) {
            return;
        }
        switch (kind) {
            case CHANNEL ->
                byName.computeIfAbsent(name, absent -> new LinkedHashSet<>()).add(session);
            case SHARD ->
                byShardName
                        .computeIfAbsent(name, absent -> new LinkedHashSet<>())
                        .add(session);
            case PATTERN ->
                byPattern
                        .computeIfAbsent(name, absent -> new Pattern(new GlobPattern(name), new LinkedHashSet<>()))
                        .sessions()
                        .add(session);
        }
    }

    void unsubscribe(Session session, Kind kind, Bytes name) {
        switch (kind) {
            case CHANNEL -> leave(byName, session, name);
            case SHARD -> leave(byShardName, session, name);
            case PATTERN ->
                byPattern.computeIfPresent(name, (same, subscribed) -> {
                    subscribed.sessions().remove(session);
                    return subscribed.sessions().isEmpty() ? null : subscribed;
                });
        }
        kind.of(session.state()).remove(name);
    }

    private static void leave(Map<Bytes, Set<Session>> listening, Session session, Bytes name) {
        listening.computeIfPresent(name, (same, sessions) -> {
            sessions.remove(session);
            return sessions.isEmpty() ? null : sessions;
        });
    }

    /** Ends all that {@code session} listens to. */
    public void forget(Session session) {
        for (Kind kind : Kind.values()) {
            Set.copyOf(kind.of(session.state())).forEach(name -> unsubscribe(session, kind, name));
        }
    }

    /** The channels of {@code kind}, which is not {@link Kind#PATTERN}, that somebody listens to by name. */
    Set<Bytes> names(Kind kind) {
        return listening(kind).keySet();
    }

    int subscribers(Kind kind, Bytes channel) {
        return listening(kind).getOrDefault(channel, Set.of()).size();
    }

    private Map<Bytes, Set<Session>> listening(Kind kind) {
        return kind == Kind.SHARD ? byShardName : byName;
    }

    int patternCount() {
        return byPattern.size();
    }
}
