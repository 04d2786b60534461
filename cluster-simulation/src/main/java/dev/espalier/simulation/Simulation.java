package dev.espalier.simulation;

import dev.espalier.store.cores.LoadedCore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs clusters by seeds. A run has a phase of safety, in which faults happen and nothing may be told, sent or dropped that
 * is not so; and a phase of liveness, in which faults are over and everything must be answered, sent, acknowledged and equal
 * (as TigerBeetle's simulator has it). Same seed, same run.
 */
public final class Simulation implements AutoCloseable {
    /** How many things happen before faults are over, where nobody says so. */
    public static final int STEPS = 1_500;

    private static final long LIVENESS_MILLIS = 60_000;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Cores whose store is a chain of closures recurse once a link. */
    private static final long STACK_BYTES = 1L << 30;

    private final List<LoadedCore> cores;
    private final Path secret;

    /** Runs of {@code core} alone. */
    public Simulation(LoadedCore core) throws IOException {
        this(List.of(core));
    }

    /**
     * Runs of {@code core}, in some of which the nodes swap to {@code other} and back.
     *
     * @param other a core that cannot go on from the other's state, so that it takes an epoch
     */
    public Simulation(LoadedCore core, LoadedCore other) throws IOException {
        this(List.of(core, other));
    }

    private Simulation(List<LoadedCore> cores) throws IOException {
        this.cores = cores;
        this.secret = Files.createTempFile("espalier-simulation", ".secret");
        Files.writeString(secret, "a secret of a simulated cluster, of no use anywhere else\n");
    }

    /**
     * One run.
     *
     * @param steps how many things happen before faults are over; twice as many where outboxes overflow
     * @param inWords whether the result is to say what happened
     */
    public SimulationResult run(long seed, long steps, boolean inWords) {
        SimulationResult[] result = new SimulationResult[1];
        Throwable[] failure = new Throwable[1];
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        result[0] = new Run(seed, steps, inWords).go();
                    } catch (RuntimeException | Error e) {
                        failure[0] = e;
                    }
                },
                "simulation",
                STACK_BYTES);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the simulation was interrupted", e);
        }
        if (result[0] == null) {
            throw new IllegalStateException("the simulation itself failed with seed " + seed, failure[0]);
        }
        return result[0];
    }

    @Override
    public void close() throws IOException {
        Files.delete(secret);
    }

    private final class Run {
        private final long seed;
        private final long steps;
        private final World world;
        private final List<FinalReader> readers = new ArrayList<>();
        private long step;

        Run(long seed, long steps, boolean inWords) {
            this.seed = seed;
            this.world = new World(seed, cores, secret, inWords);
            this.steps = world.plan().steps(steps);
        }

        SimulationResult go() {
            try {
                world.trace().note(1, "is in a world of " + world.rates() + " with " + world.plan(), 0, 0);
                world.machines().forEach(SimulatedMachine::start);
                world.clients().forEach(SimulatedClient::begin);
                if (world.plan().swaps()) {
                    new SwapRequests(world).begin();
                }
                Faults faults = new Faults(world);
                faults.begin();
                while (step < steps) {
                    faults.strike();
                    step();
                }
                world.calmDown();
                settle();
                compare();
                world.record().check(world.oracle());
                return result(null);
            } catch (RuntimeException | Error e) {
                // Also what the node throws is a violation: none of it is ever expected to leave it.
                return result(e);
            }
        }

        private void step() {
            world.trace().step(++step);
            if (!world.timeline().step()) {
                throw new IllegalStateException("nothing is ahead any more");
            }
            ViolationException caught = ViolationException.first();
            if (caught != null) {
                throw caught;
            }
        }

        private void settle() {
            long untilMillis = world.timeline().elapsedMillis() + LIVENESS_MILLIS;
            long nextLook = world.timeline().nanoTime();
            while (true) {
                step();
                if (world.timeline().nanoTime() >= nextLook) {
                    nextLook = world.timeline().nanoTime() + LOOK_NANOS;
                    String missing = missing();
                    if (missing == null) {
                        world.settled();
                        return;
                    }
                    if (world.timeline().elapsedMillis() > untilMillis) {
                        throw new ViolationException(
                                LIVENESS_MILLIS + " ms after the last fault not all is well: " + missing);
                    }
                }
            }
        }

        private @Nullable String missing() {
            for (SimulatedMachine machine : world.machines()) {
                SimulatedProcess process = machine.process();
                if (process == null) {
                    return "node " + machine.host() + " is down";
                }
                if (!process.hasSettled()) {
                    return process.unsettled();
                }
            }
            for (SimulatedClient client : world.clients()) {
                if (!client.isIdle()) {
                    return "a client still waits for an answer";
                }
            }
            return null;
        }

        private void compare() {
            for (SimulatedMachine machine : world.machines()) {
                long epoch = machine.disk().cores().epoch();
                if (epoch != world.epochs()) {
                    throw new ViolationException("node " + machine.host() + " is in epoch " + epoch
                            + " when all is calm, and there have been " + world.epochs());
                }
            }
            for (SimulatedMachine machine : world.machines()) {
                readers.add(new FinalReader(world, machine.host()));
            }
            readers.forEach(FinalReader::begin);
            long untilMillis = world.timeline().elapsedMillis() + LIVENESS_MILLIS;
            while (!readers.stream().allMatch(FinalReader::isDone)) {
                step();
                if (world.timeline().elapsedMillis() > untilMillis) {
                    throw new ViolationException("the last reads are not answered");
                }
            }
            List<String> first = readers.getFirst().answers();
            for (FinalReader reader : readers) {
                world.trace().note(1, "is compared with " + reader.answers(), 0, 0);
                if (!reader.answers().equals(first)) {
                    throw new ViolationException(
                            "replicas differ when all is calm: " + first + " and " + reader.answers());
                }
            }
        }

        private SimulationResult result(@Nullable Throwable violation) {
            String said = violation == null
                    ? null
                    : violation instanceof ViolationException ? violation.getMessage() : where(violation);
            return new SimulationResult(
                    seed,
                    step,
                    world.record().size(),
                    world.epochs(),
                    world.snapshots(),
                    world.timeline().elapsedMillis(),
                    world.trace().hash(),
                    said,
                    violation == null ? 0 : step,
                    world.trace().lines());
        }

        private static String where(Throwable thrown) {
            StringBuilder text = new StringBuilder("something was thrown out of a node: " + thrown);
            for (StackTraceElement at : thrown.getStackTrace()) {
                if (text.length() < 1_000) {
                    text.append("\n    at ").append(at);
                }
            }
            return text.toString();
        }
    }
}
