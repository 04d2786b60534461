package dev.espalier.synth.search;

import com.sun.management.OperatingSystemMXBean;
import dev.espalier.synth.prover.session.ForwardingSession;
import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.prover.session.StateId;
import dev.espalier.synth.prover.session.Verdict;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a search spends: time, and sentences put to the prover. Searches that are compared are metered by processor time, since a
 * machine that has other work too would favour some of them; and what is in a cache that they share costs each of them what it
 * cost the first, since otherwise the later ones would have the larger budget. For one search at a time if it charges.
 */
public final class Meter {
    /** Sentences that take less are reckoned by the clock: to look up processor time takes as long. */
    private static final long SHORT = 20_000_000;

    private final Optional<SentenceCosts> costs;
    private final ChildProcesses provers = new ChildProcesses();
    private final AtomicLong sentences = new AtomicLong();
    private final AtomicLong prover = new AtomicLong();
    private final AtomicLong charged = new AtomicLong();
    private final long start;
    private long shortOnes;
    private @Nullable Spent settled;

    private Meter(Optional<SentenceCosts> costs) {
        this.costs = costs;
        provers.processorTimeSince();
        start = now();
    }

    /** Time is the clock's, and what is in the cache costs nothing. */
    public static Meter byTheClock() {
        return new Meter(Optional.empty());
    }

    /**
     * Time is this process's on processors, and the prover's.
     *
     * @param costs of sentences that others put to the prover before
     */
    public static Meter byProcessorTime(SentenceCosts costs) {
        return new Meter(Optional.of(costs));
    }

    /**
     * What a search came to cost.
     *
     * @param time all together, by this meter
     * @param prover the prover's part of it
     * @param sentences how many were judged, by the prover or from the cache
     */
    public record Spent(Duration time, Duration prover, long sentences) {}

    /** Nanoseconds that were spent since some moment. */
    long now() {
        return costs.isEmpty() ? System.nanoTime() : processorTime() + charged.get() + prover.get();
    }

    /** The search has its result, and what comes after is no part of it. Only the first time counts. */
    synchronized void settle() {
        if (settled == null) {
            settled = upToNow();
        }
    }

    /** What was spent until the search had its result; until now if it has none. */
    public synchronized Spent spent() {
        return settled == null ? upToNow() : settled;
    }

    private Spent upToNow() {
        return new Spent(Duration.ofNanos(now() - start), Duration.ofNanos(prover.get()), sentences.get());
    }

    /** Charges for work that was so long on a processor when it was done, and is not done again. */
    void charge(Duration processor) {
        charged.addAndGet(processor.toNanos());
    }

    /** Nanoseconds that this thread was on a processor. */
    static long threadProcessorTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : 0;
    }

    private static long processorTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** {@code source}, read by this meter. */
    ProverSession.Source over(ProverSession.Source source) {
        return new ProverSession.Source() {
            @Override
            public String foundation() {
                return source.foundation();
            }

            @Override
            public ProverSession open() throws IOException {
                return new Metered(source.open());
            }
        };
    }

    /**
     * Of a sentence.
     *
     * @param after the state that it leads to
     * @param took the prover, when it was asked
     * @param elapsed until the answer was there: next to nothing if it was in the cache, and more than the prover took if it had
     *     to be brought to the state before first
     */
    private synchronized long cost(StateId after, long took, long elapsed) {
        if (costs.isEmpty()) {
            return took;
        }
        OptionalLong known = costs.get().find(after.hash());
        if (known.isPresent()) {
            return known.getAsLong();
        }
        long cost = took;
        if (took < SHORT) {
            shortOnes += took;
        } else {
            long since = Math.max(0, provers.processorTimeSince() - shortOnes);
            shortOnes = 0;
            // Never more than by the clock, and of what it took to get there nothing: that was paid for.
            cost = Math.min(took, (long) (since * Math.min(1.0, (double) took / Math.max(1, elapsed))));
        }
        costs.get().keep(after.hash(), cost);
        return cost;
    }

    private final class Metered extends ForwardingSession {
        private Metered(ProverSession session) {
            super(session);
        }

        @Override
        public Verdict check(String sentence) throws InterruptedException {
            StateId after = tip().then(sentence);
            long asked = System.nanoTime();
            Verdict verdict = super.check(sentence);
            sentences.incrementAndGet();
            prover.addAndGet(cost(after, verdict.took().toNanos(), System.nanoTime() - asked));
            return verdict;
        }
    }
}
