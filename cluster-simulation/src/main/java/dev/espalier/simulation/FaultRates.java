package dev.espalier.simulation;

import dev.espalier.store.config.Durability;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * How a run's world is: drawn from its seed, each fault off in about half of the runs, so that faults that hide each other
 * also come alone (Groce et al., "Swarm Testing", ISSTA 2012).
 *
 * @param nodes how many nodes
 * @param keys how many keys clients use
 * @param clients how many clients
 * @param durability the nodes' level
 * @param latencyNanosMin least time that bytes take
 * @param latencyNanosMax most time that bytes take
 * @param socketBytes what may be on its way on a connection
 * @param cacheBytes what a node may keep of its state in memory
 * @param pendingLimit how many pending puts of a peer pause its link
 * @param syncNanosMax most time that a sync takes
 * @param crashSteps mean number of steps between crashes; 0 for none; likewise below
 * @param powerFails whether a crash may be one of power, which loses what is not synced
 * @param crashesInCommits how many of a hundred crashes come in the middle of a write
 * @param breakSteps between broken connections
 * @param cutSteps between partitions
 * @param jumpSteps between jumps of a clock
 * @param diskErrorSteps between failing disks
 * @param holdPercent how many of a hundred puts of peers are held back, to be let through later and perhaps twice
 * @param thinkNanosMax most time that a client waits between commands
 * @param pipelineMax most commands that a client sends at once
 */
record FaultRates(
        int nodes,
        int keys,
        int clients,
        Durability durability,
        long latencyNanosMin,
        long latencyNanosMax,
        int socketBytes,
        long cacheBytes,
        int pendingLimit,
        long syncNanosMax,
        int crashSteps,
        boolean powerFails,
        int crashesInCommits,
        int breakSteps,
        int cutSteps,
        int jumpSteps,
        int diskErrorSteps,
        int holdPercent,
        long thinkNanosMax,
        int pipelineMax) {

    static FaultRates draw(SplittableRandom random) {
        Durability durability =
                random.nextInt(4) > 0 ? Durability.ALWAYS : pick(random, Durability.EVERYSEC, Durability.NONE);
        long latency = TimeUnit.MICROSECONDS.toNanos(20L << random.nextInt(8));
        return new FaultRates(
                random.nextInt(4) == 0 ? 2 : 3,
                1 + random.nextInt(6),
                2 + random.nextInt(4),
                durability,
                latency,
                latency * (1 + random.nextInt(40)),
                1 << (9 + random.nextInt(10)),
                random.nextInt(3) == 0 ? 2_000 : 1 << 20,
                random.nextInt(3) == 0 ? 4 : 10_000,
                random.nextInt(2) == 0 ? 0 : TimeUnit.MICROSECONDS.toNanos(100L << random.nextInt(9)),
                swarm(random, 100, 1200),
                durability == Durability.ALWAYS && random.nextBoolean(),
                random.nextInt(2) * random.nextInt(101),
                swarm(random, 50, 800),
                swarm(random, 100, 1200),
                swarm(random, 100, 1200),
                swarm(random, 200, 2000),
                random.nextInt(2) * random.nextInt(60),
                TimeUnit.MICROSECONDS.toNanos(200L << random.nextInt(7)),
                random.nextInt(2) == 0 ? 1 : 1 + random.nextInt(6));
    }

    /** How many puts its peers have to acknowledge before a node lets further ones wait: few where other limits are small. */
    int gatherPutsBeyond() {
        return pendingLimit < 10 ? 1 : 512;
    }

    /** The same world with clients that think so long, and partitions so often at least. */
    FaultRates slower(long thinkNanos, int cutStepsMost) {
        return new FaultRates(
                nodes,
                keys,
                clients,
                durability,
                latencyNanosMin,
                latencyNanosMax,
                socketBytes,
                cacheBytes,
                pendingLimit,
                syncNanosMax,
                crashSteps,
                powerFails,
                crashesInCommits,
                breakSteps,
                cutSteps == 0 ? cutStepsMost : Math.min(cutSteps, cutStepsMost),
                jumpSteps,
                diskErrorSteps,
                holdPercent,
                Math.max(thinkNanosMax, thinkNanos),
                pipelineMax);
    }

    /** How long something lasts that is to be felt: some dozens of messages and thoughts. */
    long spellNanos(SplittableRandom from) {
        return 1 + from.nextLong(60 * Math.max(latencyNanosMax, thinkNanosMax));
    }

    private static Durability pick(SplittableRandom random, Durability one, Durability another) {
        return random.nextBoolean() ? one : another;
    }

    private static int swarm(SplittableRandom random, int least, int most) {
        return random.nextBoolean() ? 0 : random.nextInt(least, most);
    }
}
