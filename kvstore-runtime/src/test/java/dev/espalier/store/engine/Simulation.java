package dev.espalier.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.StoreCore;
import dev.espalier.core.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Some engines, a network that loses, repeats and reorders, disks that forget what was not committed, and crashes, all
 * drawn from one seed: the same seed gives the same run. First a phase with faults, checked for causality as it goes; then
 * everything heals, no put may be left pending, and the replicas of a core that promises it must have come to agree.
 */
final class Simulation {
    private static final int NODES = 3;
    private static final int KEYS = 4;

    private record InFlight(int to, PutMessage put) {}

    private final StoreCore core;
    private final boolean converges;
    private final Random random;
    private final List<MemoryJournal> journals = new ArrayList<>();
    private final List<ReplicaEngine<?>> engines = new ArrayList<>();
    private final long[] announced = new long[NODES];
    private final List<InFlight> network = new ArrayList<>();
    private final CausalOracle oracle = new CausalOracle();
    private long clock = 1_000;
    private int crashes;
    private int losses;
    private int repeats;

    /** @param converges whether the core promises that replicas come to agree */
    Simulation(StoreCore core, boolean converges, long seed) {
        this.core = core;
        this.converges = converges;
        this.random = new Random(seed);
        for (int i = 0; i < NODES; i++) {
            MemoryJournal journal = new MemoryJournal();
            journals.add(journal);
            engines.add(newEngine(i, journal));
        }
    }

    private ReplicaEngine<?> newEngine(int node, MemoryJournal journal) {
        // Each node's clock is off by its own amount and may go backwards.
        return ReplicaEngine.of(core, id(node), () -> Math.max(0, clock + 50L * node + random.nextInt(20)), journal);
    }

    private static NodeId id(int node) {
        return new NodeId(node);
    }

    private static Bytes key(int number) {
        return Bytes.utf8("k" + number);
    }

    /** Runs {@code steps} steps with faults, heals, and checks. Returns a line that two runs of a seed must share. */
    String run(int steps) {
        for (int step = 0; step < steps; step++) {
            clock++;
            faultyStep();
        }
        heal();
        return check();
    }

    private void faultyStep() {
        int node = random.nextInt(NODES);
        int choice = random.nextInt(100);
        if (choice < 20) {
            put(node);
        } else if (choice < 45) {
            get(node);
        } else if (choice < 60) {
            commit(node);
        } else if (choice < 92) {
            deliverOne();
        } else if (choice < 97) {
            resend(node);
        } else if (choice < 98) {
            crash(node);
        }
    }

    private void put(int node) {
        Bytes key = key(random.nextInt(KEYS));
        long sequence = engines.get(node).ownSequence() + 1;
        PutMessage put = engines.get(node).put(key, CausalOracle.mark(id(node), sequence, false));
        assertThat(put.sequence()).isEqualTo(sequence);
        engines.get(node).settle();
        oracle.put(id(node), sequence, key);
    }

    private void get(int node) {
        Bytes key = key(random.nextInt(KEYS));
        Value value = engines.get(node).get(key);
        assertThat(value)
                .as("a proxy reads only from its own replica, so it never waits")
                .isNotNull();
        if (value != null) {
            oracle.read(id(node), key, value);
        }
    }

    /** Makes durable what happened, then lets own puts out. */
    private void commit(int node) {
        engines.get(node).beforeCommit();
        journals.get(node).commit();
        oracle.committed(id(node));
        journals.get(node).outbox().tailMap(announced[node], false).values().forEach(put -> broadcast(node, put));
        announced[node] = engines.get(node).ownSequence();
        trim(node);
    }

    private void broadcast(int from, PutMessage put) {
        for (int to = 0; to < NODES; to++) {
            if (to != from) {
                network.add(new InFlight(to, put));
            }
        }
    }

    /** Forgets puts that all others hold durably, as the outbox does. */
    private void trim(int node) {
        long everywhere = Long.MAX_VALUE;
        for (int other = 0; other < NODES; other++) {
            if (other != node) {
                everywhere = Math.min(everywhere, journals.get(other).committedReceived(id(node)));
            }
        }
        journals.get(node).outbox().headMap(everywhere, true).clear();
    }

    private void deliverOne() {
        if (network.isEmpty()) {
            return;
        }
        InFlight message = network.remove(random.nextInt(network.size()));
        int fate = random.nextInt(100);
        if (fate < 20) {
            losses++;
            return;
        }
        if (fate < 40) {
            repeats++;
            network.add(message);
        }
        engines.get(message.to()).receive(message.put());
        engines.get(message.to()).settle();
    }

    /** What a new connection does: everything that the receiver does not durably hold comes again. */
    private void resend(int from) {
        for (int to = 0; to < NODES; to++) {
            if (to != from) {
                int target = to;
                journals.get(from)
                        .outbox()
                        .tailMap(journals.get(to).committedReceived(id(from)), false)
                        .values()
                        .forEach(put -> network.add(new InFlight(target, put)));
            }
        }
    }

    private void crash(int node) {
        crashes++;
        ReplicaEngine<?> restarted = newEngine(node, journals.get(node));
        journals.get(node).recover(restarted);
        restarted.settle();
        engines.set(node, restarted);
        oracle.crashed(id(node));
    }

    private void heal() {
        for (int node = 0; node < NODES; node++) {
            commit(node);
        }
        for (int round = 0; round < 2; round++) {
            for (int node = 0; node < NODES; node++) {
                resend(node);
            }
            while (!network.isEmpty()) {
                InFlight message = network.remove(random.nextInt(network.size()));
                engines.get(message.to()).receive(message.put());
                engines.get(message.to()).settle();
            }
            for (int node = 0; node < NODES; node++) {
                commit(node);
            }
        }
    }

    private String check() {
        StringBuilder state = new StringBuilder();
        for (int node = 0; node < NODES; node++) {
            assertThat(engines.get(node).statistics().putsPending())
                    .as("pending on node %s", node)
                    .isZero();
            assertThat(journals.get(node).outbox())
                    .as("outbox of node %s", node)
                    .isEmpty();
            for (int other = 0; other < NODES; other++) {
                if (other != node) {
                    assertThat(engines.get(node).receivedContiguously(id(other)))
                            .isEqualTo(engines.get(other).ownSequence());
                }
            }
        }
        for (int k = 0; k < KEYS; k++) {
            Value first = engines.getFirst().get(key(k));
            for (int node = 1; converges && node < NODES; node++) {
                assertThat(engines.get(node).get(key(k)))
                        .as("key %s on node %s", key(k), node)
                        .isEqualTo(first);
            }
            state.append(key(k)).append('=').append(first).append(' ');
        }
        for (int node = 1; converges && node < NODES; node++) {
            assertThat(engines.get(node).liveKeyCount())
                    .isEqualTo(engines.getFirst().liveKeyCount());
        }
        return state.append("crashes=")
                .append(crashes)
                .append(" losses=")
                .append(losses)
                .append(" repeats=")
                .append(repeats)
                .toString();
    }
}
