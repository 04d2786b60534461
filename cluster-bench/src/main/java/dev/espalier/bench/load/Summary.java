package dev.espalier.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Makes a report of what the generators did. */
public final class Summary {
    private Summary() {}

    /** What one process did: what its event loops counted, added up. */
    static LoadShare share(
            LoadConfig config,
            KeySpace keySpace,
            RunControl control,
            List<LoopStatistics> loops,
            Measurements measurements,
            GeneratorMeter generator) {
        long lastAnswer = control.measureFromNanos();
        long unsent = 0;
        long[] ofTarget = new long[config.targets().size()];
        Map<ErrorKind, ErrorReport> errors = new EnumMap<>(ErrorKind.class);
        for (LoopStatistics loop : loops) {
            if (loop.lastAnswerNanos != Long.MIN_VALUE && loop.lastAnswerNanos - lastAnswer > 0) {
                lastAnswer = loop.lastAnswerNanos;
            }
            for (int target = 0; target < ofTarget.length; target++) {
                ofTarget[target] += loop.operationsOfTarget[target];
            }
            loop.errors.values().forEach(error -> add(error, errors));
            unsent += loop.unsent;
        }
        boolean open = config.pace() instanceof Pace.Open;
        Map<OperationKind, Histogram> response = new EnumMap<>(OperationKind.class);
        Map<OperationKind, Histogram> service = new EnumMap<>(OperationKind.class);
        Map<OperationKind, Long> failed = new EnumMap<>(OperationKind.class);
        for (OperationKind kind : OperationKind.values()) {
            response.put(kind, measurements.response(kind));
            service.put(kind, open ? measurements.service(kind) : measurements.response(kind));
            failed.put(
                    kind,
                    loops.stream()
                            .mapToLong(loop -> loop.errorsOfKind[kind.index()])
                            .sum());
        }
        return new LoadShare(
                keySpace,
                Math.max(0, lastAnswer - control.measureFromNanos()),
                response,
                service,
                measurements.lag(),
                failed,
                unsent,
                Arrays.stream(ofTarget).boxed().toList(),
                measurements.intervals(),
                generator.busiestThread(),
                generator.processors(),
                generator.machine(),
                List.copyOf(errors.values()));
    }

    private static void add(ErrorReport error, Map<ErrorKind, ErrorReport> to) {
        to.merge(error.kind(), error, (known, more) -> LoopStatistics.more(known, more.count()));
    }

    /**
     * The report of all shares together.
     *
     * @param config the whole load
     * @param shares what each generator did of it; not empty
     */
    public static LoadReport of(LoadConfig config, List<LoadShare> shares) {
        long elapsedNanos =
                shares.stream().mapToLong(LoadShare::elapsedNanos).max().orElse(0);
        double seconds = elapsedNanos / 1e9;
        List<TargetReport> targets = new ArrayList<>();
        for (int i = 0; i < config.targets().size(); i++) {
            int target = i;
            long operations = shares.stream()
                    .mapToLong(share -> share.ofTarget().get(target))
                    .sum();
            targets.add(new TargetReport(config.targets().get(target), operations, rate(operations, seconds)));
        }
        Map<OperationKind, KindReport> kinds = new EnumMap<>(OperationKind.class);
        Histogram response = Measurements.histogram();
        Histogram service = Measurements.histogram();
        Histogram lag = Measurements.histogram();
        long allErrors = 0;
        for (OperationKind kind : OperationKind.values()) {
            Histogram ofKind = Measurements.histogram();
            Histogram served = Measurements.histogram();
            long failed = 0;
            for (LoadShare share : shares) {
                ofKind.add(share.response().get(kind));
                served.add(share.service().get(kind));
                failed += share.failed().getOrDefault(kind, 0L);
            }
            if (ofKind.getTotalCount() + failed > 0) {
                kinds.put(kind, kind(ofKind, served, failed, seconds));
            }
            response.add(ofKind);
            service.add(served);
            allErrors += failed;
        }
        Map<ErrorKind, ErrorReport> errors = new EnumMap<>(ErrorKind.class);
        for (LoadShare share : shares) {
            lag.add(share.lag());
            share.errors().forEach(error -> add(error, errors));
        }
        return new LoadReport(
                config,
                shares.getFirst().keySpace(),
                Duration.ofNanos(elapsedNanos),
                kinds,
                kind(response, service, allErrors, seconds),
                shares.stream().mapToLong(LoadShare::unsent).sum(),
                targets,
                MergedIntervals.of(shares),
                new GeneratorReport(
                        shares.stream()
                                .mapToDouble(LoadShare::busiestThread)
                                .max()
                                .orElse(0),
                        shares.stream().mapToDouble(LoadShare::processors).sum(),
                        shares.stream().mapToDouble(LoadShare::machine).max().orElse(-1),
                        LatencyReport.of(lag)),
                List.copyOf(errors.values()));
    }

    /** What was never sent has a response time, that it waited in vain, but was not answered. */
    private static KindReport kind(Histogram response, Histogram service, long errors, double seconds) {
        long answered = service.getTotalCount();
        return new KindReport(
                answered, errors, rate(answered, seconds), LatencyReport.of(response), LatencyReport.of(service));
    }

    private static double rate(long count, double seconds) {
        return seconds > 0 ? count / seconds : 0;
    }
}
