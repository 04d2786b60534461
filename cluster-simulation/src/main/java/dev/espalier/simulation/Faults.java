package dev.espalier.simulation;

import dev.espalier.simulation.SimulatedDisk.Fate;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Lets things go wrong, each kind at its own rate, until the world calms down. */
final class Faults {
    private static final long WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final World world;
    private final SplittableRandom random;

    Faults(World world) {
        this.world = world;
        this.random = world.random().split();
    }

    void begin() {
        watch();
    }

    /** To be called before each step of the first phase: what goes wrong now? */
    void strike() {
        FaultRates rates = world.rates();
        oneIn(rates.crashSteps(), this::crash);
        oneIn(rates.breakSteps(), this::breakConnection);
        oneIn(rates.cutSteps(), this::cut);
        oneIn(rates.jumpSteps(), this::jump);
        oneIn(rates.diskErrorSteps(), this::diskError);
    }

    private void oneIn(int meanSteps, Runnable fault) {
        if (meanSteps > 0 && random.nextInt(meanSteps) == 0) {
            fault.run();
        }
    }

    private SimulatedMachine any() {
        return world.machines().get(random.nextInt(world.machines().size()));
    }

    private void crash() {
        SimulatedMachine machine = any();
        if (machine.process() == null) {
            return;
        }
        if (random.nextInt(100) < world.rates().crashesInCommits()) {
            machine.disk().next(random.nextBoolean() ? Fate.CRASH_TORN : Fate.CRASH_WRITTEN);
        } else {
            machine.kill(world.rates().powerFails() && random.nextBoolean());
            world.restartLater(machine);
        }
    }

    private void breakConnection() {
        world.network().breakOne();
    }

    private void cut() {
        int nodes = world.rates().nodes();
        Set<Integer> side = new HashSet<>();
        for (int node = 1; node <= nodes; node++) {
            if (random.nextBoolean()) {
                side.add(node);
            }
        }
        boolean oneWay = random.nextInt(3) == 0;
        for (int from = 1; from <= nodes; from++) {
            for (int to = 1; to <= nodes; to++) {
                if (side.contains(from) && !side.contains(to)) {
                    world.network().cut(from, to);
                    if (!oneWay) {
                        world.network().cut(to, from);
                    }
                }
            }
        }
        world.trace().note(1, "is among those that a cut concerns: " + side, 0, 0);
        world.timeline().after(world.rates().spellNanos(random), () -> world.network().heal());
    }

    private void jump() {
        SimulatedMachine machine = any();
        long millis = random.nextLong(-1, 2) * (random.nextBoolean() ? random.nextInt(20_000) : 3_600_000);
        machine.jump(millis);
        world.trace().note(machine.host(), "has its clock jump by {} ms", millis, 0);
    }

    private void diskError() {
        SimulatedMachine machine = any();
        int kind = random.nextInt(5);
        world.trace().note(machine.host(), "has a failing disk ({})", kind, 0);
        switch (kind) {
            case 0, 1 -> machine.disk().next(Fate.FULL);
            case 2, 3 -> machine.disk().next(Fate.FAILED_WRITTEN);
            default -> machine.disk().failReads();
        }
    }

    /** Whoever looks after the nodes: repairs the disk of one that has failed, and starts it again. Also when all is calm. */
    private void watch() {
        for (SimulatedMachine machine : world.machines()) {
            SimulatedProcess process = machine.process();
            if (process != null && process.failure() != null) {
                machine.kill(false);
                machine.disk().repair();
                world.restartLater(machine);
            } else if (process == null || world.isCalm()) {
                machine.disk().repair();
            }
        }
        world.timeline().after(world.isCalm() ? WATCH_NANOS : world.rates().spellNanos(random), this::watch);
    }
}
