package dev.espalier.store.command;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** CLIENT PAUSE: commands of clients wait until it is over. */
public final class Pause {
    private long untilNanos;
    private boolean writesOnly;
    private boolean on;

    /** Begins a pause, or makes the present one longer. */
    void begin(long millis, boolean onlyWrites) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.min(millis, TimeUnit.DAYS.toMillis(365)));
        boolean was = isOn();
        writesOnly = was ? writesOnly && onlyWrites : onlyWrites;
        untilNanos = was && untilNanos - end > 0 ? untilNanos : end;
        on = true;
    }

    void end() {
        on = false;
    }

    boolean isOn() {
        on &= untilNanos - System.nanoTime() > 0;
        return on;
    }

    /**
     * How a command of a client has to wait; {@code null} when it may run.
     *
     * @param transaction what EXEC would run
     */
    Outcome.@Nullable Wait delays(CommandSpec spec, Transaction transaction) {
        if (!on || spec.name().startsWith("client") || !isOn()) {
            return null;
        }
        boolean writes = spec.name().equals("exec")
                ? transaction.queue().stream().anyMatch(queued -> writes(queued.spec()))
                : writes(spec);
        if (writesOnly && !writes) {
            return null;
        }
        return new Outcome.Wait(false, () -> !isOn(), Outcome.WITHOUT_LIMIT, reply -> {});
    }

    /** Messages count as writes, as they do for Redis, which sends them to its replicas. */
    private static boolean writes(CommandSpec spec) {
        return spec.has("write") || spec.name().equals("publish") || spec.name().equals("spublish");
    }
}
