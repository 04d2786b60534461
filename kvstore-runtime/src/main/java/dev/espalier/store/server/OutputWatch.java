package dev.espalier.store.server;

import dev.espalier.store.config.OutputLimits.Limit;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Whether a client has left too much lying of what it was sent: beyond the hard limit, or too long beyond the soft one. */
final class OutputWatch {
    /** What a look found. */
    enum Finding {
        /** Nothing to be done. */
        WITHIN,
        /** Beyond the soft limit, and not for too long: to be looked at again. */
        BEYOND_SOFT,
        /** The client is to be cut off. */
        TOO_MUCH
    }

    private boolean beyondSoft;
    private long beyondSoftSinceNanos;

    /**
     * Looks at a client.
     *
     * @param unsentBytes how much it has left lying
     * @param nanos tells the time, by a clock that never jumps; asked only where it matters
     */
    Finding look(long unsentBytes, Limit limit, LongSupplier nanos) {
        if (limit.hardBytes() > 0 && unsentBytes > limit.hardBytes()) {
            return Finding.TOO_MUCH;
        }
        if (limit.softBytes() == 0 || unsentBytes <= limit.softBytes()) {
            beyondSoft = false;
            return Finding.WITHIN;
        }
        long nowNanos = nanos.getAsLong();
        if (!beyondSoft) {
            beyondSoft = true;
            beyondSoftSinceNanos = nowNanos;
        }
        boolean tooLong = nowNanos - beyondSoftSinceNanos > TimeUnit.SECONDS.toNanos(limit.softSeconds());
        return tooLong ? Finding.TOO_MUCH : Finding.BEYOND_SOFT;
    }
}
