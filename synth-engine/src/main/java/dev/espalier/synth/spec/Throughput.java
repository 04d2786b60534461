package dev.espalier.synth.spec;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast a core of a specification is expected to be: a ratio to another core in the same run, since an absolute
 * figure says more about the machine than about the core.
 *
 * @param ratio at least this many times as many operations a second
 * @param core the other core's name
 */
public record Throughput(double ratio, String core) {
    private static final Pattern SHAPE =
            Pattern.compile("([0-9]{1,4}(?:\\.[0-9]{1,3})?) ?x ([a-z0-9]+(?:-[a-z0-9]+)*)");

    /** Reads {@code 1.5 x vector-clock}. */
    static Optional<Throughput> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        return matcher.matches()
                ? Optional.of(new Throughput(Double.parseDouble(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "at least " + ratio + " times the throughput of " + core;
    }
}
