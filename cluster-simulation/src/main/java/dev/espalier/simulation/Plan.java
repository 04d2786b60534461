package dev.espalier.simulation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * What is asked of the nodes in a run beside serving, drawn from its seed apart from the rates of faults: nothing in half of the
 * runs, swaps of cores in a quarter, outboxes that hold so little that peers need snapshots in a quarter, and now and then both.
 *
 * @param swaps whether the nodes are asked for swaps
 * @param crashStep at which step of an epoch nodes may crash
 * @param crashPercent how many of a hundred nodes that come to that step do
 * @param outboxLimitBytes what an outbox may hold for a peer; 0 for so much that it never overflows
 */
record Plan(boolean swaps, String crashStep, int crashPercent, long outboxLimitBytes) {
    private static final List<String> STEPS =
            List.of("ready", "draining", "migrating", "prepared", "deciding", "deciding", "decided");

    private static final long SALT = 0x5EED_0F_91A7L;

    /** The node's least limit. */
    private static final long OUTBOX_BYTES_MIN = 1 << 10;

    static Plan draw(long seed, boolean hasAnotherCore) {
        SplittableRandom random = new SplittableRandom(seed ^ SALT);
        int kind = random.nextInt(8);
        boolean swaps = hasAnotherCore && (kind == 4 || kind == 5 || kind == 7);
        boolean overflows = kind == 6 || kind == 7 || (kind == 5 && !hasAnotherCore);
        return new Plan(
                swaps,
                STEPS.get(random.nextInt(STEPS.size())),
                random.nextInt(3) == 0 ? 0 : 20 + random.nextInt(50),
                overflows ? OUTBOX_BYTES_MIN + random.nextInt(1_000) : 0);
    }

    boolean overflows() {
        return outboxLimitBytes > 0;
    }

    /** How many things happen before faults are over where so many are asked for: a snapshot takes its time. */
    long steps(long asked) {
        return overflows() ? 2 * asked : asked;
    }

    /** The rates for such a run: outboxes are looked at once a second, so partitions have to last that long. */
    FaultRates adjust(FaultRates rates) {
        if (!overflows()) {
            return rates;
        }
        return rates.slower(TimeUnit.MILLISECONDS.toNanos(40), 200);
    }
}
