package dev.espalier.bench.load;

import dev.espalier.bench.load.LatencyReport.Percentile;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a store is to achieve: a percentile of latency below a limit.
 *
 * @param percentile which percentile, of all kinds of operation together
 * @param limitMicros the limit in microseconds, more than 0
 */
public record Objective(Percentile percentile, double limitMicros) {
    private static final Pattern FORM = Pattern.compile("(p[0-9.]+|max)\\s*<\\s*([0-9]+(?:\\.[0-9]+)?)(us|ms|s)");

    public Objective {
        if (!(limitMicros > 0)) {
            throw new IllegalArgumentException("a latency below " + limitMicros + " us cannot be reached");
        }
    }

    /**
     * Reads an objective such as {@code p99<2ms}.
     *
     * @throws IllegalArgumentException if the text is not of that form
     */
    public static Objective parse(String text) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an objective such as p99<2ms, with us, ms or s for the unit");
        }
        Percentile percentile = Arrays.stream(Percentile.values())
                .filter(known -> known.title().equals(matcher.group(1)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + matcher.group(1) + "' is not one of "
                        + Arrays.stream(Percentile.values())
                                .map(Percentile::title)
                                .collect(Collectors.joining(", "))));
        double unit = switch (matcher.group(3)) {
            case "us" -> 1;
            case "ms" -> 1e3;
            default -> 1e6;
        };
        return new Objective(percentile, Double.parseDouble(matcher.group(2)) * unit);
    }

    /** Whether {@code latency} meets it. */
    public boolean isMetBy(LatencyReport latency) {
        return latency.at(percentile) < limitMicros;
    }
}
