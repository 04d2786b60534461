package dev.espalier.bench.load;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What one generator did of a load: its part of what {@link Summary} makes a report of. Several processes may each do a
 * share; their latencies are merged as histograms, so that percentiles are those of all operations together.
 *
 * @param keySpace the keys that there were in the end
 * @param elapsedNanos from the end of the warm-up to the last answer
 * @param response by kind, nanoseconds from when operations were meant to be sent
 * @param service by kind, nanoseconds from when they were sent; in a closed loop the same
 * @param lag nanoseconds by which the generator itself was late
 * @param failed by kind, operations answered with an error
 * @param unsent operations that were due and not sent by the end
 * @param ofTarget operations of each target
 * @param intervals the course
 * @param busiestThread share of a processor that the busiest generator thread used
 * @param processors processors that the generator's process used
 * @param machine share of its machine that was busy; negative if unknown
 * @param errors what went wrong
 */
public record LoadShare(
        KeySpace keySpace,
        long elapsedNanos,
        Map<OperationKind, Histogram> response,
        Map<OperationKind, Histogram> service,
        Histogram lag,
        Map<OperationKind, Long> failed,
        long unsent,
        List<Long> ofTarget,
        List<IntervalShare> intervals,
        double busiestThread,
        double processors,
        double machine,
        List<ErrorReport> errors) {
    public LoadShare {
        response = new EnumMap<>(response);
        service = new EnumMap<>(service);
        failed = new EnumMap<>(failed);
        ofTarget = List.copyOf(ofTarget);
        intervals = List.copyOf(intervals);
        errors = List.copyOf(errors);
    }

    /**
     * An interval of a share.
     *
     * @param interval what is known of it
     * @param latencies its latencies of all kinds, compressed as HdrHistogram does it; empty where nothing is to be merged
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record IntervalShare(Interval interval, byte[] latencies) {}
}
