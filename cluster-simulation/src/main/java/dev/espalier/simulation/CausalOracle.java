package dev.espalier.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What causality lets a session read, computed from what happened alone. A node makes its puts in one order, so the causal
 * past of a put, and of a session, is a number a node. A read must not return a put that another put of the same key in the
 * session's past overwrote.
 */
final class CausalOracle {
    /** A put of a client, as its node made it. */
    record Put(int node, long sequence, int key, long value, long[] past) {}

    private final int nodes;
    private final Map<Long, Put> byValue = new HashMap<>();
    private final Map<Integer, List<Put>> byKey = new HashMap<>();

    /** The past of each put of each node, by its number; number 0 is before all. */
    private final List<List<long[]>> pasts = new ArrayList<>();

    CausalOracle(int nodes) {
        this.nodes = nodes;
        for (int node = 0; node <= nodes; node++) {
            pasts.add(new ArrayList<>(List.of(nothing())));
        }
    }

    /** The past of a session that has done nothing. */
    long[] nothing() {
        return new long[nodes + 1];
    }

    /** Node {@code node} makes put {@code sequence} for a session of past {@code session}. */
    void made(int node, long sequence, int key, long value, long[] session) {
        long[] past = next(node, sequence, session);
        Put put = new Put(node, sequence, key, value, past);
        byValue.put(value, put);
        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(put);
    }

    /** Node {@code node} makes a put that is no client's. */
    void made(int node, long sequence) {
        next(node, sequence, nothing());
    }

    private long[] next(int node, long sequence, long[] session) {
        List<long[]> own = pasts.get(node);
        if (own.size() != sequence) {
            throw new ViolationException(
                    "node " + node + " makes put " + sequence + " where put " + own.size() + " belongs");
        }
        long[] past = own.getLast().clone();
        join(past, session);
        past[node] = sequence;
        own.add(past);
        return past;
    }

    /** The number of the last put of {@code node}. */
    long last(int node) {
        return pasts.get(node).size() - 1;
    }

    /** Node {@code node} has lost what it made behind {@code sequence}; nobody was told of it. */
    void lost(int node, long sequence) {
        byValue.values().removeIf(put -> put.node() == node && put.sequence() > sequence);
        byKey.values().forEach(puts -> puts.removeIf(put -> put.node() == node && put.sequence() > sequence));
        List<long[]> own = pasts.get(node);
        while (own.size() > sequence + 1) {
            own.removeLast();
        }
    }

    /** The put that wrote {@code value}; {@code null} when there is none. */
    @Nullable
    Put find(long value) {
        return byValue.get(value);
    }

    /** A session of past {@code session} has put {@code put}. */
    void saw(long[] session, Put put) {
        join(session, put.past());
    }

    /**
     * A session of past {@code session} read {@code value} of {@code key}, 0 for nothing.
     *
     * @throws ViolationException if it must not
     */
    void read(String who, long[] session, int key, long value) {
        Put read = value == 0 ? null : byValue.get(value);
        if (value != 0 && read == null) {
            throw new ViolationException(who + " read " + value + " of key k" + key + ", which nobody has put");
        }
        if (read != null && read.key() != key) {
            throw new ViolationException(
                    who + " read " + value + " of key k" + key + ", which was put to key k" + read.key());
        }
        for (Put other : byKey.getOrDefault(key, List.of())) {
            boolean inPast = other.sequence() <= session[other.node()];
            if (inPast
                    && other != read
                    && (read == null || read.sequence() <= other.past()[read.node()])) {
                throw new ViolationException(who + " read " + (read == null ? "nothing" : Long.toString(value))
                        + " of key k" + key + " although " + other.value() + " (put " + other.sequence() + " of node "
                        + other.node() + "), which is in its past " + Arrays.toString(session) + ", overwrote it");
            }
        }
        if (read != null) {
            join(session, read.past());
        }
    }

    static void join(long[] into, long[] other) {
        for (int i = 0; i < into.length; i++) {
            into[i] = Math.max(into[i], other[i]);
        }
    }
}
