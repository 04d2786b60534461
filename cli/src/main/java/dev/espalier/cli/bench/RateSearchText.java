package dev.espalier.cli.bench;

import dev.espalier.bench.load.Objective;
import dev.espalier.bench.load.RateSearch;
import java.util.Locale;

/** A search for a rate, told as it goes. */
final class RateSearchText {
    private final Objective objective;

    RateSearchText(Objective objective) {
        this.objective = objective;
    }

    /** A run of the search in a line. */
    String line(RateSearch.Step step) {
        return String.format(
                Locale.ROOT,
                "%-7s  %,11.0f ops/s due  %,11.0f reached  %s %10s  %s%s%n",
                step.purpose().name().toLowerCase(Locale.ROOT),
                step.rate(),
                step.reached(),
                objective.percentile().title(),
                micros(step.micros()),
                step.met() ? "met" : "missed",
                // What held a rate up is of interest where it was held up.
                step.met() || step.obstacle().isEmpty() ? "" : " (" + step.obstacle() + ")");
    }

    /** What the search came to. */
    String conclusion(RateSearch.Outcome outcome) {
        String what = objective.percentile().title() + " < " + micros(objective.limitMicros());
        if (outcome.gaveUp()) {
            return "no rate can be found for " + what
                    + ": the generator itself was later than that at every rate, so the"
                    + " machine is too busy with other things; try again when it is idle, or from another machine\n";
        }
        if (outcome.best() == null) {
            return String.format(Locale.ROOT, "no rate down to %.0f ops/s met %s%n", RateSearch.RATE_MIN, what);
        }
        String missed = Double.isInfinite(outcome.lowestMissed())
                ? "no rate that was tried missed it"
                : String.format(Locale.ROOT, "%,.0f missed it", outcome.lowestMissed());
        return String.format(
                Locale.ROOT,
                "highest rate with %s: %,.0f ops/s, met in %d further runs of %d; %s%n",
                what,
                outcome.rate(),
                RateSearch.CONFIRMATIONS,
                RateSearch.CONFIRMATIONS,
                missed);
    }

    private static String micros(double micros) {
        return micros < 1_000
                ? String.format(Locale.ROOT, "%.0f us", micros)
                : String.format(Locale.ROOT, "%,.2f ms", micros / 1e3);
    }
}
