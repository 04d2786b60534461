package dev.espalier.bench.check;

import dev.espalier.bench.history.History;
import dev.espalier.bench.history.HistoryBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A small causal+ store with one of twelve bugs, each of a sort that real stores had: replicas that apply puts when those
 * they depend on are there, the largest stamp staying. A step is an operation of some session, or a delivery.
 */
final class BuggyStore {
    /** What is wrong, and which guarantee or pattern that breaks. */
    enum Bug {
        NONE(Guarantee.CAUSAL_PLUS, null),
        /** A bit of the value flips on its way to the client. */
        CORRUPTED_VALUE(Guarantee.CAUSAL, ViolationKind.THIN_AIR_READ),
        /** Two keys share a place now and then. */
        COLLIDING_KEYS(Guarantee.CAUSAL, ViolationKind.WRONG_KEY_READ),
        /** A put that was sent right behind a get of its key overtakes it. */
        PUT_OVERTAKES_GET(Guarantee.CAUSAL, ViolationKind.FUTURE_READ),
        /** The same on whatever key: sessions come to answer each other before they are asked. */
        PUTS_OVERTAKE_GETS(Guarantee.CAUSAL, ViolationKind.CAUSALITY_CYCLE),
        /** A client writes the same value again after a time-out, and both are kept. */
        RETRIED_PUT(Guarantee.CAUSAL, ViolationKind.NOT_DIFFERENTIATED),
        /** A put is acknowledged before its own replica has it. */
        EARLY_ACKNOWLEDGEMENT(Guarantee.READ_YOUR_WRITES, null),
        /** Sessions that only read are spread over replicas. */
        READS_FROM_ANYWHERE(Guarantee.MONOTONIC_READS, null),
        /** Puts of one replica arrive in any order. */
        REORDERED_LINK(Guarantee.MONOTONIC_WRITES, null),
        /** Puts wait for those of their own replica only. */
        NO_DEPENDENCIES(Guarantee.WRITES_FOLLOW_READS, null),
        /** A replica is never told of the puts of others on one key, and goes on as if it had been. */
        KEY_NOT_SUBSCRIBED(Guarantee.CAUSAL, ViolationKind.STALE_INITIAL_READ),
        /** A replica restarts from an old copy and believes it new. */
        OLD_COPY(Guarantee.CAUSAL, ViolationKind.STALE_READ),
        /** The put that came last stays, whatever its stamp. */
        LAST_COME_STAYS(Guarantee.CAUSAL_PLUS, ViolationKind.DIVERGENCE);

        final Guarantee breaks;
        final @org.jspecify.annotations.Nullable ViolationKind kind;

        Bug(Guarantee breaks, @org.jspecify.annotations.Nullable ViolationKind kind) {
            this.breaks = breaks;
            this.kind = kind;
        }
    }

    private static final int REPLICAS = 3;
    private static final int SESSIONS = 6;
    private static final int KEYS = 10;
    private static final int OPERATIONS = 600;

    private record Put(int key, long value, int origin, int number, List<Integer> dependencies, long stamp) {}

    private static final class Replica {
        final int[] applied = new int[REPLICAS];
        final Map<Integer, Put> entries = new HashMap<>();
        final List<Put> waiting = new ArrayList<>();
        long clock;
    }

    private final SplittableRandom random;
    private final Bug bug;
    private final List<Replica> replicas = new ArrayList<>();
    private final int[] made = new int[REPLICAS];
    /** Per replica, the one whose puts take long to arrive just now. */
    private final int[] slowLink = new int[REPLICAS];

    private final HistoryBuilder history = History.builder();
    /** What a replica restarts from, where that is the bug. */
    private final Map<Integer, Put> copy = new HashMap<>();

    BuggyStore(long seed, Bug bug) {
        this.random = new SplittableRandom(seed);
        this.bug = bug;
        for (int i = 0; i < REPLICAS; i++) {
            replicas.add(new Replica());
        }
    }

    History run() {
        for (int done = 1; done <= OPERATIONS; done++) {
            if (random.nextInt(30) == 0) {
                slowLink[random.nextInt(REPLICAS)] = random.nextInt(REPLICAS);
            }
            while (random.nextInt(100) < 60) {
                deliver(random.nextInt(REPLICAS));
            }
            operate(random.nextInt(SESSIONS), done);
        }
        return history.build();
    }

    private void operate(int session, int number) {
        int home = session % REPLICAS;
        int key = random.nextInt(KEYS);
        boolean rare = random.nextInt(20) == 0;
        boolean reader = bug == Bug.READS_FROM_ANYWHERE && session >= REPLICAS;
        if (bug == Bug.OLD_COPY && rare) {
            restart(replicas.get(home));
        }
        if (rare && bug == Bug.PUT_OVERTAKES_GET) {
            put(home, key, number);
            get(session, home, key);
            history.write(session, key, number);
        } else if (rare && bug == Bug.PUTS_OVERTAKE_GETS) {
            int partner = (session + 1) % SESSIONS;
            int other = (key + 1) % KEYS;
            put(home, key, number);
            put(partner % REPLICAS, other, number | 1L << 20);
            deliverAll();
            get(session, home, other);
            get(partner, partner % REPLICAS, key);
            history.write(session, key, number).write(partner, other, number | 1L << 20);
        } else if (random.nextBoolean() && !reader) {
            put(home, key, number);
            history.write(session, key, number);
            if (bug == Bug.RETRIED_PUT && rare) {
                put(home, key, number);
                history.write(session, key, number);
            }
        } else {
            get(session, reader ? random.nextInt(REPLICAS) : home, key);
        }
    }

    private void get(int session, int replica, int key) {
        boolean rare = random.nextInt(20) == 0;
        int place = bug == Bug.COLLIDING_KEYS && rare ? (key + 1) % KEYS : key;
        Put entry = replicas.get(replica).entries.get(place);
        long value = entry == null ? History.INITIAL_VALUE : entry.value();
        history.read(session, key, bug == Bug.CORRUPTED_VALUE && rare ? value | 1L << 40 : value);
    }

    private void put(int home, int key, long value) {
        Replica replica = replicas.get(home);
        List<Integer> dependencies = Arrays.stream(replica.applied).boxed().toList();
        Put put = new Put(key, value, home, made[home]++, dependencies, ++replica.clock);
        for (int i = 0; i < REPLICAS; i++) {
            if (i != home || bug == Bug.EARLY_ACKNOWLEDGEMENT) {
                replicas.get(i).waiting.add(put);
            } else {
                apply(replica, put);
            }
        }
    }

    private void deliverAll() {
        for (int i = 0; i < REPLICAS; i++) {
            for (int round = replicas.get(i).waiting.size(); round > 0; round--) {
                deliver(i);
            }
        }
    }

    private void deliver(int number) {
        Replica replica = replicas.get(number);
        List<Put> ready = replica.waiting.stream()
                .filter(put -> put.origin() != slowLink[number] || number == put.origin())
                .filter(put -> mayApply(replica, put))
                .toList();
        if (!ready.isEmpty()) {
            Put put = ready.get(random.nextInt(ready.size()));
            replica.waiting.remove(put);
            apply(replica, put);
        }
    }

    private boolean mayApply(Replica replica, Put put) {
        if (bug == Bug.EARLY_ACKNOWLEDGEMENT || bug == Bug.REORDERED_LINK) {
            return bug == Bug.REORDERED_LINK || replica.applied[put.origin()] == put.number();
        }
        for (int origin = 0; origin < REPLICAS; origin++) {
            boolean own = origin == put.origin();
            if (own && replica.applied[origin] != put.number()) {
                return false;
            }
            if (!own
                    && bug != Bug.NO_DEPENDENCIES
                    && replica.applied[origin] < put.dependencies().get(origin)) {
                return false;
            }
        }
        return true;
    }

    private void apply(Replica replica, Put put) {
        replica.applied[put.origin()]++;
        replica.clock = Math.max(replica.clock, put.stamp());
        if (bug == Bug.KEY_NOT_SUBSCRIBED && put.key() == 0 && replicas.indexOf(replica) != put.origin()) {
            return;
        }
        Put old = replica.entries.get(put.key());
        boolean wins = old == null
                || bug == Bug.LAST_COME_STAYS
                || put.stamp() > old.stamp()
                || (put.stamp() == old.stamp() && put.origin() > old.origin());
        if (wins) {
            replica.entries.put(put.key(), put);
        }
        if (copy.size() < KEYS || random.nextInt(30) == 0) {
            copy.clear();
            copy.putAll(replica.entries);
        }
    }

    private void restart(Replica replica) {
        replica.entries.clear();
        replica.entries.putAll(copy);
    }
}
