package dev.espalier.bench.load;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what processor time the generator takes while it measures. */
final class GeneratorMeter {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Long> threads;
    private final com.sun.management.@Nullable OperatingSystemMXBean system;
    private long[] threadNanos;
    private long processNanos;
    private long startNanos;
    private double busiestThread;
    private double processors;
    private double machine = -1;

    /** A meter of the threads of these numbers, which must be alive until {@link #stop}. */
    GeneratorMeter(List<Long> threads) {
        this.threads = threads;
        this.threadNanos = new long[threads.size()];
        this.system =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean known
                        ? known
                        : null;
    }

    void start() {
        startNanos = System.nanoTime();
        threadNanos = ofThreads();
        if (system != null) {
            processNanos = system.getProcessCpuTime();
            // The load that it tells of is since it was last asked.
            system.getCpuLoad();
        }
    }

    void stop() {
        double elapsed = Math.max(1, System.nanoTime() - startNanos);
        long[] now = ofThreads();
        for (int i = 0; i < now.length; i++) {
            busiestThread = Math.max(busiestThread, (now[i] - threadNanos[i]) / elapsed);
        }
        if (system != null) {
            processors = (system.getProcessCpuTime() - processNanos) / elapsed;
            machine = system.getCpuLoad();
        }
    }

    /** Share of a processor that the busiest thread used. */
    double busiestThread() {
        return busiestThread;
    }

    /** Processors that the process used. */
    double processors() {
        return processors;
    }

    /** Share of the machine that was busy; negative if unknown. */
    double machine() {
        return machine;
    }

    private long[] ofThreads() {
        return threads.stream().mapToLong(THREADS::getThreadCpuTime).toArray();
    }
}
