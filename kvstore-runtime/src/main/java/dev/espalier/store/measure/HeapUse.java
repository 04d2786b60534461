package dev.espalier.store.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/** How much of the Java heap is in use. */
public final class HeapUse {
    private static final List<MemoryPoolMXBean> POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();

    private HeapUse() {}

    /** Bytes in use now, among them those of objects that nothing needs and that have not been collected yet. */
    public static long now() {
        Runtime java = Runtime.getRuntime();
        return java.totalMemory() - java.freeMemory();
    }

    /**
     * Bytes that the last collections left in use: what is needed, as far as is known. A pool that has not been collected
     * counts as it is now.
     */
    public static long afterCollection() {
        long bytes = 0;
        for (MemoryPoolMXBean pool : POOLS) {
            MemoryUsage left = pool.getCollectionUsage();
            MemoryUsage now = pool.getUsage();
            if (now != null) {
                boolean collected = left != null && left.getUsed() > 0;
                bytes += collected ? Math.min(left.getUsed(), now.getUsed()) : now.getUsed();
            }
        }
        return bytes;
    }

    /** The most bytes that were in use at once, as far as is known: the peaks of the pools together. */
    public static long peak() {
        long bytes = 0;
        for (MemoryPoolMXBean pool : POOLS) {
            MemoryUsage peak = pool.getPeakUsage();
            bytes += peak == null ? 0 : peak.getUsed();
        }
        return bytes;
    }

    /** A line for each pool. */
    public static String pools() {
        StringBuilder text = new StringBuilder();
        for (MemoryPoolMXBean pool : POOLS) {
            text.append(pool.getName())
                    .append(": ")
                    .append(String.valueOf(pool.getUsage()))
                    .append('\n');
        }
        return text.toString();
    }
}
