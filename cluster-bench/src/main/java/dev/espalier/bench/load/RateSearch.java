package dev.espalier.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the highest rate at which an objective is met: doubles until it is missed, halves the gap until it is narrow,
 * then confirms. One bad run on a noisy machine is no verdict: a rate that misses is tried again, and two of three decide;
 * the rate that is told has met the objective in {@link #CONFIRMATIONS} further runs, without exception.
 */
public final class RateSearch {
    /** Runs that must all meet the objective at the rate that is told. */
    public static final int CONFIRMATIONS = 3;
    /** Least rate that is tried, in operations per second. */
    public static final double RATE_MIN = 10;

    /** Share of what was due that must have been sent for a rate to count as reached. */
    private static final double SENT_SHARE_MIN = 0.99;

    /** After a miss, runs of a rate that decide: all but that first must meet the objective. */
    private static final int VOTES = 3;

    private static final int TRIES_MAX = 200;

    /** After so many runs in a row that the generator alone spoiled, lower rates are not tried. */
    private static final int SPOILED_MAX = 6;

    private final Objective objective;
    private final double precision;
    private final Load load;
    private final Consumer<Step> listener;
    private final List<Step> steps = new ArrayList<>();
    private @Nullable LoadReport best;
    private int spoiled;

    /** Runs an open-loop load at a rate. */
    @FunctionalInterface
    public interface Load {
        /** What was measured at {@code rate} operations per second. */
        LoadReport at(double rate) throws IOException, InterruptedException;
    }

    /** What a run was for. */
    public enum Purpose {
        /** To find out whether a rate meets the objective. */
        TRY,
        /** To find out whether it did not miss it by chance. */
        REPEAT,
        /** To confirm the rate found. */
        CONFIRM
    }

    /**
     * One run of the search.
     *
     * @param purpose what it was for
     * @param rate operations per second that were due
     * @param reached operations per second that were answered
     * @param micros latency at the objective's percentile, from when operations were due
     * @param met whether the objective was met
     * @param obstacle why not, or what limited the generator; empty if there is nothing to say
     */
    public record Step(Purpose purpose, double rate, double reached, double micros, boolean met, String obstacle) {}

    /**
     * What the search came to.
     *
     * @param rate the highest rate that met the objective; 0 if none did
     * @param lowestMissed the lowest rate that was found to miss it; infinite if none did
     * @param steps all runs, in their order
     * @param best the last confirming run; {@code null} if no rate was found
     * @param gaveUp whether the search ended because the generator itself was later than the objective allows, whatever the
     *     rate: the machine is too busy with other things
     */
    public record Outcome(
            double rate,
            double lowestMissed,
            List<Step> steps,
            @Nullable LoadReport best,
            boolean gaveUp) {
        public Outcome {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A search.
     *
     * @param precision how far the rate told may lie below one that misses, as a share: 0.05 for 5 %; 0.001 to 1
     * @param listener is told of every run when it has ended
     */
    public RateSearch(Objective objective, double precision, Load load, Consumer<Step> listener) {
        if (!(precision >= 0.001 && precision <= 1)) {
            throw new IllegalArgumentException("a precision of " + precision + " is outside 0.001..1");
        }
        this.objective = objective;
        this.precision = precision;
        this.load = load;
        this.listener = listener;
    }

    /** Searches, beginning at {@code start} operations per second. */
    public Outcome run(double start) throws IOException, InterruptedException {
        double met = 0;
        double missed = Double.POSITIVE_INFINITY;
        double rate = start;
        while (rate >= RATE_MIN
                && rate <= Pace.RATE_MAX
                && spoiled < SPOILED_MAX
                && (met == 0 || missed == Double.POSITIVE_INFINITY)) {
            if (meets(rate)) {
                met = rate;
                rate = 2 * rate;
            } else {
                missed = rate;
                rate = rate / 2;
            }
        }
        while (met > 0 && missed < Double.POSITIVE_INFINITY && missed / met > 1 + precision) {
            double middle = Math.sqrt(met * missed);
            if (meets(middle)) {
                met = middle;
            } else {
                missed = middle;
            }
        }
        while (met >= RATE_MIN && !confirmed(met)) {
            missed = met;
            met = met / (1 + precision);
            best = null;
        }
        return new Outcome(best == null ? 0 : met, missed, steps, best, met == 0 && spoiled >= SPOILED_MAX);
    }

    private boolean meets(double rate) throws IOException, InterruptedException {
        if (step(Purpose.TRY, rate)) {
            return true;
        }
        for (int i = 1; i < VOTES; i++) {
            if (!step(Purpose.REPEAT, rate)) {
                return false;
            }
        }
        return true;
    }

    private boolean confirmed(double rate) throws IOException, InterruptedException {
        for (int i = 0; i < CONFIRMATIONS; i++) {
            if (!step(Purpose.CONFIRM, rate)) {
                return false;
            }
        }
        return true;
    }

    private boolean step(Purpose purpose, double rate) throws IOException, InterruptedException {
        if (steps.size() == TRIES_MAX) {
            throw new IOException("the search found no steady answer in " + TRIES_MAX
                    + " runs; the machine is too noisy for these runs, so make each longer with --duration");
        }
        LoadReport report = load.at(rate);
        long due = report.operations() + report.unsent();
        boolean kept = report.operations() >= SENT_SHARE_MIN * due;
        boolean met = kept
                && report.errors().isEmpty()
                && objective.isMetBy(report.all().latencyMicros());
        if (met) {
            best = report;
        }
        boolean late = !objective.isMetBy(report.generator().lagMicros());
        spoiled = late ? spoiled + 1 : 0;
        Step step = new Step(
                purpose,
                rate,
                report.operationsPerSecond(),
                report.all().latencyMicros().at(objective.percentile()),
                met,
                obstacle(report, kept));
        steps.add(step);
        listener.accept(step);
        return met;
    }

    private static String obstacle(LoadReport report, boolean kept) {
        if (!report.errors().isEmpty()) {
            return "error: " + report.errors().getFirst().firstMessage();
        }
        String limits = String.join("; ", report.generator().limits());
        if (!kept) {
            return "the store did not keep up" + (limits.isEmpty() ? "" : "; " + limits);
        }
        return limits;
    }
}
