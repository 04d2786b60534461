package dev.espalier.bench.nemesis;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The kinds of fault, as schedules name them. */
public enum FaultKind {
    /** {@link Fault.Kill}. */
    KILL(false),
    /** {@link Fault.Pause}. */
    PAUSE(false),
    /** {@link Fault.ClockSkew}. */
    CLOCK_SKEW(false),
    /** {@link Fault.DiskFull}. */
    DISK_FULL(false),
    /** {@link Fault.Partition}. */
    PARTITION(true),
    /** {@link Fault.Delay}. */
    DELAY(true),
    /** {@link Fault.Loss}. */
    LOSS(true),
    /** {@link Fault.Duplication}. */
    DUPLICATION(true);

    private final boolean ofLinks;

    FaultKind(boolean ofLinks) {
        this.ofLinks = ofLinks;
    }

    /** Whether it is about what nodes send each other. */
    public boolean isOfLinks() {
        return ofLinks;
    }

    /** As schedules have it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All names. */
    public static List<String> texts() {
        return Stream.of(values()).map(FaultKind::text).toList();
    }

    /**
     * The kind of that name.
     *
     * @throws IllegalArgumentException naming it and all there are
     */
    public static FaultKind parse(String text) {
        return Stream.of(values())
                .filter(kind -> kind.text().equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no fault \"" + text + "\"; there are " + texts()));
    }
}
