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

    /** How a command of a client has to wait; {@code null} when it may run. */
    Outcome.@Nullable Wait delays(CommandSpec spec) {
        if (!on || spec.name().startsWith("client") || spec.name().equals("exec") || !isOn()) {
            return null;
        }
        if (writesOnly && !spec.has("write") && !spec.name().equals("publish")) {
            return null;
        }
        return new Outcome.Wait(false, () -> !isOn(), Outcome.WITHOUT_LIMIT, reply -> {});
    }
}
