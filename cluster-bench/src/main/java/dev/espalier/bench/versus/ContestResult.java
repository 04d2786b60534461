package dev.espalier.bench.versus;

import dev.espalier.bench.program.Spread;
import dev.espalier.bench.report.Bootstrap;
import java.util.List;

/**
 * Both sides' rounds of a contest.
 *
 * @param contest which one
 * @param redis operations a second of Redis, round by round
 * @param ours of the store, round by round
 * @param redisLagSeconds after each round of Redis, how long until all its servers had everything
 * @param oursLagSeconds the same of the store
 */
public record ContestResult(
        Contest contest,
        List<Double> redis,
        List<Double> ours,
        List<Double> redisLagSeconds,
        List<Double> oursLagSeconds) {
    public ContestResult {
        redis = List.copyOf(redis);
        ours = List.copyOf(ours);
        redisLagSeconds = List.copyOf(redisLagSeconds);
        oursLagSeconds = List.copyOf(oursLagSeconds);
    }

    /** The store's rate over Redis's, of rounds side by side. */
    public Spread ratio() {
        return Spread.of(Spread.ratios(ours, redis));
    }

    /** The store's mean rate over Redis's, with its 95 % confidence interval over the rounds. */
    public Bootstrap.Ratio ratioOfMeans() {
        return Bootstrap.ratioOfMeans(array(ours), array(redis));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
