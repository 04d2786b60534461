package dev.espalier.bench.check;

import dev.espalier.bench.history.History;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a history of single reads and writes with unique values is causal+: causally consistent and
 * convergent. Convergent means that one total order of the writes, which contains happens-before, gives every read the
 * last write of its key among those that happen before it (causal convergence, "CCv").
 *
 * <p>The method is that of Møldrup and Pavlogiannis, "AWDIT: An Optimal Weak Database Isolation Tester" (PLDI 2025),
 * for transactions of one operation; the patterns reported are those of Bouajjani, Enea, Guerraoui and Hamza, "On
 * Verifying Causal Consistency" (POPL 2017). For n operations of k sessions it takes time in O(n k) and memory for a
 * clock of k ints at every get that learned something new.
 *
 * <p>After a violation the checker leaves the offending read or order out and goes on, so that one fault does not hide
 * another; only a history whose values are not unique ends it at once.
 */
public final class CausalPlusChecker {
    /** Violations of each kind that are put into words, unless said otherwise. */
    public static final int DETAILS_PER_KIND = 10;

    private CausalPlusChecker() {}

    /** Checks {@code history}, putting the first {@value #DETAILS_PER_KIND} violations of each kind into words. */
    public static Verdict check(History history) {
        return check(history, DETAILS_PER_KIND);
    }

    /** Checks {@code history}, putting the first {@code detailsPerKind} violations of each kind into words. */
    public static Verdict check(History history, int detailsPerKind) {
        return find(history, detailsPerKind, new StaleReads()).verdict();
    }

    /**
     * What the checker knows when it is done.
     *
     * @param happensBefore the relation; {@code null} if values are not unique
     */
    record Findings(
            Verdict verdict, ReadsFrom readsFrom, @Nullable HappensBefore happensBefore) {}

    /** As {@link #check(History, int)}; puts the stale gets into {@code stale}. */
    static Findings find(History history, int detailsPerKind, StaleReads stale) {
        long started = System.nanoTime();
        ViolationLog log = new ViolationLog(history, detailsPerKind);
        ReadsFrom readsFrom = ReadsFrom.find(history, log);
        HappensBefore happensBefore = null;
        if (!log.has(ViolationKind.NOT_DIFFERENTIATED)) {
            happensBefore = HappensBefore.compute(history, readsFrom, log);
            PutOrderEdges edges = Overwrites.find(history, readsFrom, happensBefore, stale, log);
            PutOrder.check(history, readsFrom, edges, log);
        }
        Verdict verdict = new Verdict(
                history.operations(),
                history.sessions(),
                history.keys(),
                log.counts(),
                log.details(),
                Duration.ofNanos(System.nanoTime() - started));
        return new Findings(verdict, readsFrom, happensBefore);
    }
}
