package dev.espalier.synth.search;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Processor time of the processes that this one has started, and of theirs, as long as they live. Used by one thread at a time. */
final class ChildProcesses {
    private final Map<Long, Duration> before = new HashMap<>();

    /** Nanoseconds since this was last asked. */
    long processorTimeSince() {
        Map<Long, Duration> now = new HashMap<>();
        ProcessHandle.current()
                .descendants()
                .forEach(child -> child.info().totalCpuDuration().ifPresent(time -> now.put(child.pid(), time)));
        long since = now.entrySet().stream()
                .mapToLong(child -> child.getValue()
                        .minus(before.getOrDefault(child.getKey(), Duration.ZERO))
                        .toNanos())
                .sum();
        before.clear();
        before.putAll(now);
        return Math.max(0, since);
    }
}
