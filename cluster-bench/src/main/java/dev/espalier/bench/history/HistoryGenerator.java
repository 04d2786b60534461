package dev.espalier.bench.history;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Makes large histories that are causal+, to measure checkers by: sessions of a simulated store of a few replicas with
 * vector clocks, between which puts are delivered late and in any order that causality allows; of concurrent puts the one
 * with the larger stamp stays. Constant time and a few numbers a put.
 */
public final class HistoryGenerator {
    private static final int REPLICAS = 3;
    /** Share of steps that deliver a put, in per cent; enough that few are under way at a time. */
    private static final int DELIVERIES = 55;

    private final SplittableRandom random;
    private final int sessions;
    private final int keys;
    private final int putPercent;
    /** Per replica and key, the value and its stamp. */
    private final long[][] values;

    private final long[][] stamps;
    /** Per replica, how many puts of each origin it has applied. */
    private final int[][] applied = new int[REPLICAS][REPLICAS];

    private final long[] clocks = new long[REPLICAS];
    private final Puts[] puts = new Puts[REPLICAS];

    private HistoryGenerator(int sessions, int keys, int putPercent, long seed) {
        this.random = new SplittableRandom(seed);
        this.sessions = sessions;
        this.keys = keys;
        this.putPercent = putPercent;
        this.values = new long[REPLICAS][keys];
        this.stamps = new long[REPLICAS][keys];
        Arrays.setAll(puts, replica -> new Puts());
    }

    /**
     * A history.
     *
     * @param operations how many, 1 or more
     * @param sessions how many, 1 or more; each keeps to one replica
     * @param keys how many, 1 or more
     * @param putPercent share of puts, 0 to 100
     * @param seed the same seed gives the same history
     */
    public static History generate(int operations, int sessions, int keys, int putPercent, long seed) {
        if (operations < 1 || sessions < 1 || keys < 1 || putPercent < 0 || putPercent > 100) {
            throw new IllegalArgumentException(
                    "a history of " + operations + " operations, " + sessions + " sessions and " + keys + " keys with "
                            + putPercent + " % puts cannot be made; give 1 or more, and a share");
        }
        return new HistoryGenerator(sessions, keys, putPercent, seed).run(operations);
    }

    private History run(int operations) {
        HistoryBuilder builder = History.builder();
        for (int done = 0; done < operations; ) {
            if (random.nextInt(100) < DELIVERIES) {
                deliver(random.nextInt(REPLICAS), random.nextInt(REPLICAS));
                continue;
            }
            int session = random.nextInt(sessions);
            int replica = session % REPLICAS;
            int key = random.nextInt(keys);
            done++;
            if (random.nextInt(100) < putPercent) {
                // Lamport's clock, and the replica's number to tell equal ones apart.
                long stamp = ++clocks[replica] * REPLICAS + replica;
                puts[replica].add(key, done, stamp, applied[replica]);
                apply(replica, replica);
                builder.write(session, key, done);
            } else {
                builder.read(session, key, values[replica][key]);
            }
        }
        return builder.build();
    }

    private void deliver(int replica, int origin) {
        int next = applied[replica][origin];
        if (next == puts[origin].count) {
            return;
        }
        for (int other = 0; other < REPLICAS; other++) {
            if (other != origin && applied[replica][other] < puts[origin].dependency(next, other)) {
                return;
            }
        }
        apply(replica, origin);
    }

    private void apply(int replica, int origin) {
        int place = applied[replica][origin]++;
        Puts from = puts[origin];
        int key = from.keys[place];
        clocks[replica] = Math.max(clocks[replica], from.stamps[place] / REPLICAS);
        if (from.stamps[place] > stamps[replica][key]) {
            stamps[replica][key] = from.stamps[place];
            values[replica][key] = from.values[place];
        }
    }

    /** The puts of one replica, in its order, with what each depends on. */
    private static final class Puts {
        int[] keys = new int[1024];
        long[] values = new long[1024];
        long[] stamps = new long[1024];
        int[] dependencies = new int[1024 * REPLICAS];
        int count;

        void add(int key, long value, long stamp, int[] depends) {
            if (count == keys.length) {
                int capacity = Math.addExact(count, count);
                keys = Arrays.copyOf(keys, capacity);
                values = Arrays.copyOf(values, capacity);
                stamps = Arrays.copyOf(stamps, capacity);
                dependencies = Arrays.copyOf(dependencies, capacity * REPLICAS);
            }
            keys[count] = key;
            values[count] = value;
            stamps[count] = stamp;
            System.arraycopy(depends, 0, dependencies, count * REPLICAS, REPLICAS);
            count++;
        }

        int dependency(int place, int replica) {
            return dependencies[place * REPLICAS + replica];
        }
    }
}
