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
    private record Pattern(GlobPattern glob, Set<Session> sessions) {}

    private final Map<Bytes, Set<Session>> byName = new HashMap<>();
    private final Map<Bytes, Pattern> byPattern = new LinkedHashMap<>();

    /** Sends {@code message} to all who listen to {@code channel}; returns to how many. */
    int publish(Bytes channel, Bytes message) {
        int receivers = 0;
        for (Session session : byName.getOrDefault(channel, Set.of())) {
            receivers++;
            session.push(reply -> {
                reply.push(3);
                reply.bulk("message");
                reply.bulk(channel);
                reply.bulk(message);
            });
        }
        for (Map.Entry<Bytes, Pattern> entry : byPattern.entrySet()) {
            if (entry.getValue().glob().matches(channel)) {
                for (Session session : entry.getValue().sessions()) {
                    receivers++;
                    session.push(reply -> {
                        reply.push(4);
                        reply.bulk("pmessage");
                        reply.bulk(entry.getKey());
                        reply.bulk(channel);
                        reply.bulk(message);
                    });
                }
            }
        }
        return receivers;
    }

    void subscribe(Session session, Bytes channel) {
        if (session.state().channels().add(channel)) {
            byName.computeIfAbsent(channel, absent -> new LinkedHashSet<>()).add(session);
        }
    }

    boolean unsubscribe(Session session, Bytes channel) {
        byName.computeIfPresent(channel, (same, sessions) -> {
            sessions.remove(session);
            return sessions.isEmpty() ? null : sessions;
        });
        return session.state().channels().remove(channel);
    }

    void subscribeToPattern(Session session, Bytes pattern) {
        if (session.state().patterns().add(pattern)) {
            byPattern
                    .computeIfAbsent(pattern, absent -> new Pattern(new GlobPattern(pattern), new LinkedHashSet<>()))
                    .sessions()
                    .add(session);
        }
    }

    boolean unsubscribeFromPattern(Session session, Bytes pattern) {
        byPattern.computeIfPresent(pattern, (same, subscribed) -> {
            subscribed.sessions().remove(session);
            return subscribed.sessions().isEmpty() ? null : subscribed;
        });
        return session.state().patterns().remove(pattern);
    }

    /** Ends all that {@code session} listens to. */
    public void forget(Session session) {
        Set.copyOf(session.state().channels()).forEach(channel -> unsubscribe(session, channel));
        Set.copyOf(session.state().patterns()).forEach(pattern -> unsubscribeFromPattern(session, pattern));
    }

    /** The channels that somebody listens to by name. */
    Set<Bytes> names() {
        return byName.keySet();
    }

    int subscribers(Bytes channel) {
        return byName.getOrDefault(channel, Set.of()).size();
    }

    int patternCount() {
        return byPattern.size();
    }
}
