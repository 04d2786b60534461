package dev.espalier.bridge.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random traces: puts and gets at several nodes, messages delivered in any order, late, twice or never. */
final class Traces {
    private Traces() {}

    /** The trace of {@code seed}: {@code length} commands. */
    static List<String> random(long seed, int length) {
        Random random = new Random(seed);
        List<String> trace = new ArrayList<>();
        int messages = 0;
        for (int i = 0; i < length; i++) {
            int node = random.nextInt(TraceRunner.NODES);
            int kind = random.nextInt(10);
            if (kind < 2 || messages == 0) {
                trace.add("put " + node + " k" + random.nextInt(4) + " v" + i + " " + now(random));
                messages++;
            } else if (kind < 8) {
                int recent = random.nextInt(Math.min(messages, 12));
                int message = random.nextInt(4) == 0 ? random.nextInt(messages) : messages - 1 - recent;
                trace.add("deliver " + node + " " + message);
            } else {
                trace.add("get " + node + " k" + random.nextInt(5));
            }
        }
        return trace;
    }

    /** Mostly clocks that agree roughly, now and then one that is far off. */
    private static long now(Random random) {
        return random.nextInt(10) == 0 ? random.nextLong(1L << 40) : random.nextInt(30);
    }
}
