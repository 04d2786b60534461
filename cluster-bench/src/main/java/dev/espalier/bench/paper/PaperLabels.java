package dev.espalier.bench.paper;

import dev.espalier.bench.program.ProgramPoint;
import dev.espalier.bench.program.RoundResult;
import java.util.Locale;

/** How the page writes numbers, programs and how rounds ended. */
final class PaperLabels {
    private static final double THOUSAND = 1_000;

    private PaperLabels() {}

    /** Where a program lies on the horizontal axis of {@code sweep}. */
    static double position(PanelSweep sweep, ProgramPoint point) {
        return sweep == PanelSweep.PUT ? point.putPercent() : point.operations();
    }

    /** What {@code sweep} changes, in this program. */
    static String value(PanelSweep sweep, ProgramPoint point) {
        return label(sweep, position(sweep, point));
    }

    static String label(PanelSweep sweep, double value) {
        return sweep == PanelSweep.PUT ? String.format(Locale.ROOT, "%.0f %%", value) : rate(value);
    }

    /** The number of keys, where it is not the published one. */
    static String keys(PanelSweep sweep, ProgramPoint point) {
        return sweep == PanelSweep.N_OVER_MANY_KEYS ? " over " + rate(point.keys()) + " keys" : "";
    }

    /** How a round that did not end came to be given up. */
    static String outcome(RoundResult round) {
        return switch (round.outcome()) {
            case STUCK -> "stuck after " + Math.round(round.seconds()) + " s";
            case FAILED -> "failed: " + round.trouble();
            case OUT_OF_MEMORY -> "out of memory";
            case OUT_OF_TIME, COMPLETE -> "out of time after " + Math.round(round.seconds()) + " s";
        };
    }

    /** As in 20k and 1M. */
    static String rate(double value) {
        if (value >= THOUSAND * THOUSAND) {
            return String.format(Locale.ROOT, "%sM", plain(value / THOUSAND / THOUSAND));
        }
        return value >= THOUSAND
                ? String.format(Locale.ROOT, "%sk", plain(value / THOUSAND))
                : String.format(Locale.ROOT, "%.0f", value);
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
