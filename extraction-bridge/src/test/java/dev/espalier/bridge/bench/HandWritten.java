package dev.espalier.bridge.bench;

import dev.espalier.core.Answered;
import dev.espalier.core.Bytes;
import dev.espalier.core.Core;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.core.Requested;
import dev.espalier.core.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The logic of {@code core/perkey/PerKey.v} as one would write it in Java by hand: everything mutable, a record a key
 * updated in place, vectors as small arrays. What the translated core is measured against.
 */
final class HandWritten
        implements Core<HandWritten.Session, HandWritten.Node, HandWritten.Get, HandWritten.Answer, HandWritten.Put> {

    /** A vector that grows in place; a snapshot is a copy. */
    static final class Vector {
        private static final NodeId[] NO_CLIENTS = {};
        private static final long[] NO_TIMES = {};

        private NodeId[] clients = NO_CLIENTS;
        private long[] times = NO_TIMES;

        Vector() {}

        private Vector(Vector other) {
            clients = other.clients.clone();
            times = other.times.clone();
        }

        long lookup(NodeId client) {
            for (int i = 0; i < clients.length; i++) {
                if (clients[i].equals(client)) {
                    return times[i];
                }
            }
            return 0;
        }

        void raise(NodeId client, long time) {
            for (int i = 0; i < clients.length; i++) {
                if (clients[i].equals(client)) {
                    times[i] = Math.max(times[i], time);
                    return;
                }
            }
            int length = clients.length;
            clients = Arrays.copyOf(clients, length + 1);
            times = Arrays.copyOf(times, length + 1);
            clients[length] = client;
            times[length] = time;
        }

        void merge(Vector other) {
            for (int i = 0; i < other.clients.length; i++) {
                raise(other.clients[i], other.times[i]);
            }
        }

        boolean below(Vector other) {
            for (int i = 0; i < clients.length; i++) {
                if (times[i] > other.lookup(clients[i])) {
                    return false;
                }
            }
            return true;
        }

        Vector snapshot() {
            return new Vector(this);
        }
    }

    private static final Vector NOTHING = new Vector();

    static final class Session {
        private long own;
        private final Vector depends = new Vector();
        private long past;
    }

    private static final class Entry {
        private Value content;
        private NodeId writer;
        private long place;
        private long time;
        private Vector needs;

        Entry(Value content, NodeId writer, Put put) {
            set(content, writer, put);
        }

        void set(Value newContent, NodeId newWriter, Put put) {
            content = newContent;
            writer = newWriter;
            place = put.number;
            time = put.time;
            needs = put.depends;
        }
    }

    static final class Node {
        private final Vector clock = new Vector();
        private final Map<Bytes, Entry> store = new HashMap<>();
        private final Value initial;

        Node(Value initial) {
            this.initial = initial;
        }
    }

    record Get(long own, Vector depends) {}

    record Answer(Vector depends, long time) {}

    record Put(long number, Vector depends, long time) {}

    @Override
    public String name() {
        return "hand-written";
    }

    @Override
    public Session clientInit(NodeId client) {
        return new Session();
    }

    @Override
    public Node replicaInit(NodeId replica, Value initial) {
        return new Node(initial);
    }

    @Override
    public Requested<Get, Session> getRequest(Bytes key, NodeId client, Session state) {
        // The guard is asked before the session goes on, so its vector need not be copied.
        return new Requested<>(new Get(state.own, state.depends), state);
    }

    @Override
    public boolean getGuard(Bytes key, Get request, NodeId client, NodeId replica, Node state) {
        return request.own <= state.clock.lookup(client) && request.depends.below(state.clock);
    }

    @Override
    public Answered<Answer, Node> get(Bytes key, Get request, NodeId client, NodeId replica, Node state) {
        Entry entry = state.store.get(key);
        if (entry == null) {
            return new Answered<>(state.initial, new Answer(NOTHING, 0), state);
        }
        Vector depends = entry.needs.snapshot();
        depends.raise(entry.writer, entry.place);
        return new Answered<>(entry.content, new Answer(depends, entry.time), state);
    }

    @Override
    public Session getResponse(Bytes key, Value value, Answer answer, NodeId client, Session state) {
        state.depends.merge(answer.depends);
        state.past = Math.max(state.past, answer.time);
        return state;
    }

    @Override
    public Requested<Put, Session> putRequest(Bytes key, Value value, long now, NodeId client, Session state) {
        state.own++;
        state.past = Math.max(state.past, now) + 1;
        return new Requested<>(new Put(state.own, state.depends.snapshot(), state.past), state);
    }

    @Override
    public boolean putGuard(Bytes key, Value value, Put request, NodeId client, NodeId replica, Node state) {
        return request.number == state.clock.lookup(client) + 1 && request.depends.below(state.clock);
    }

    @Override
    public Node put(Bytes key, Value value, Put request, NodeId client, NodeId replica, Node state) {
        Entry entry = state.store.get(key);
        if (entry == null) {
            state.store.put(key, new Entry(value, client, request));
        } else if (older(entry, request.time, client)) {
            entry.set(value, client, request);
        }
        state.clock.raise(client, request.number);
        return state;
    }

    private static boolean older(Entry entry, long time, NodeId client) {
        return entry.time == time
                ? !entry.writer.equals(client) && entry.writer.compareTo(client) <= 0
                : entry.time < time;
    }

    @Override
    public boolean putSeen(Bytes key, Value value, Put request, NodeId client, NodeId replica, Node state) {
        return request.number <= state.clock.lookup(client);
    }

    @Override
    public void writePutRequest(Put request, PayloadWriter out) {
        throw new IllegalStateException("measured in memory only");
    }

    @Override
    public Put readPutRequest(PayloadReader in) {
        throw new IllegalStateException("measured in memory only");
    }
}
