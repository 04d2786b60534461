package dev.espalier.bench.report;

import java.lang.management.ManagementFactory;

/**
 * The machine that something was measured on.
 *
 * @param cores processors the JVM may use
 * @param memoryBytes memory of the machine or container; 0 if unknown
 * @param system operating system, version and architecture
 * @param java version and vendor of the JVM
 */
public record Environment(int cores, long memoryBytes, String system, String java) {
    /** This machine. */
    public static Environment current() {
        long memory =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getTotalMemorySize()
                        : 0;
        return new Environment(
                Runtime.getRuntime().availableProcessors(),
                memory,
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.version") + " " + System.getProperty("java.vendor"));
    }
}
