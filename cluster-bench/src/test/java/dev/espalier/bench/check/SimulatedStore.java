package dev.espalier.bench.check;

import dev.espalier.bench.history.History;
import dev.espalier.bench.history.HistoryBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * A small causal+ store: replicas with vector clocks, puts delivered in any order that their dependencies allow, the
 * largest Lamport stamp wins. Mutants of it are wrong on purpose.
 */
final class SimulatedStore {
    /** What is wrong with the store. */
    enum Mutant {
        NONE,
        /** Puts are applied in any order, without waiting for what they depend on. */
        NO_DELIVERY_GUARD,
        /** The put that was applied last wins, whatever its stamp. */
        STAMP_IGNORED,
        /** A session changes replicas without waiting for what it has seen. */
        STALE_SWITCH,
        /** Delivered puts now and then do not change the value. */
        LOST_UPDATE
    }

    /** How large a run is; {@code deliverPercent} is the share of steps that deliver a message. */
    record Shape(int replicas, int sessions, int keys, int operations, int deliverPercent) {}

    @SuppressWarnings("ArrayRecordComponent") // told apart by identity of the array, which is as good as any
    private record Put(int key, long value, int origin, int[] dependencies, long stamp) {}

    private record Entry(long value, long stamp, int origin) {}

    private final class Replica {
        final int[] applied = new int[shape.replicas()];
        final Map<Integer, Entry> entries = new HashMap<>();
        /** Puts not yet applied, by origin; those of one origin are applied in order, so only the heads matter. */
        final List<Deque<Put>> waiting = new ArrayList<>();

        long clock;

        Replica() {
            for (int origin = 0; origin < shape.replicas(); origin++) {
                waiting.add(new ArrayDeque<>());
            }
        }

        boolean mayApply(Put put) {
            if (mutant == Mutant.NO_DELIVERY_GUARD) {
                return true;
            }
            for (int i = 0; i < applied.length; i++) {
                int needed = put.dependencies()[i] + (i == put.origin() ? 1 : 0);
                if (i == put.origin() ? applied[i] != needed - 1 : applied[i] < needed) {
                    return false;
                }
            }
            return true;
        }

        void apply(Put put, boolean delivered) {
            applied[put.origin()]++;
            clock = Math.max(clock, put.stamp());
            if (delivered && mutant == Mutant.LOST_UPDATE && random.nextInt(4) == 0) {
                return;
            }
            Entry old = entries.get(put.key());
            boolean wins = old == null
                    || mutant == Mutant.STAMP_IGNORED
                    || put.stamp() > old.stamp()
                    || (put.stamp() == old.stamp() && put.origin() > old.origin());
            if (wins) {
                entries.put(put.key(), new Entry(put.value(), put.stamp(), put.origin()));
            }
        }
    }

    private final SplittableRandom random;
    private final Shape shape;
    private final Mutant mutant;
    private final List<Replica> replicas = new ArrayList<>();
    private final int[] home;
    private final int[][] seen;

    SimulatedStore(SplittableRandom random, Shape shape, Mutant mutant) {
        this.random = random;
        this.shape = shape;
        this.mutant = mutant;
        for (int i = 0; i < shape.replicas(); i++) {
            replicas.add(new Replica());
        }
        home = new int[shape.sessions()];
        Arrays.setAll(home, session -> session % shape.replicas());
        seen = new int[shape.sessions()][shape.replicas()];
    }

    History run() {
        HistoryBuilder builder = History.builder();
        int done = 0;
        while (done < shape.operations()) {
            if (random.nextInt(100) < shape.deliverPercent()) {
                deliver(replicas.get(random.nextInt(shape.replicas())));
                continue;
            }
            int session = random.nextInt(shape.sessions());
            if (random.nextInt(20) == 0) {
                move(session);
            }
            operate(session, ++done, builder);
        }
        return builder.build();
    }

    private void operate(int session, int value, HistoryBuilder builder) {
        Replica replica = replicas.get(home[session]);
        int key = random.nextInt(shape.keys());
        if (random.nextInt(2) == 0) {
            Put put = new Put(key, value, home[session], replica.applied.clone(), ++replica.clock);
            replica.apply(put, false);
            for (Replica other : replicas) {
                if (other != replica) {
                    other.waiting.get(put.origin()).add(put);
                }
            }
            builder.write(session, key, value);
        } else {
            Entry entry = replica.entries.get(key);
            builder.read(session, key, entry == null ? History.INITIAL_VALUE : entry.value());
        }
        System.arraycopy(replica.applied, 0, seen[session], 0, seen[session].length);
    }

    private void move(int session) {
        int next = random.nextInt(shape.replicas());
        Replica there = replicas.get(next);
        for (int i = 0; i < there.applied.length; i++) {
            if (there.applied[i] < seen[session][i] && mutant != Mutant.STALE_SWITCH) {
                return;
            }
        }
        home[session] = next;
    }

    private void deliver(Replica replica) {
        List<Put> possible = replica.waiting.stream()
                .map(queue ->
                        mutant == Mutant.NO_DELIVERY_GUARD && random.nextBoolean() ? queue.peekLast() : queue.peek())
                .filter(Objects::nonNull)
                .filter(replica::mayApply)
                .toList();
        if (!possible.isEmpty()) {
            Put put = possible.get(random.nextInt(possible.size()));
            replica.waiting.get(put.origin()).remove(put);
            replica.apply(put, true);
        }
    }
}
