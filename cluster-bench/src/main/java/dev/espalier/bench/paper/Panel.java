package dev.espalier.bench.paper;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A guarantee that the published experiment measured.
 *
 * @param core name of its reference core, which also names the panel
 * @param title as readers know it
 * @param guarantees what a core must promise to be shown beside the reference
 */
public record Panel(String core, String title, Set<String> guarantees) {
    private static final Set<String> ALL = Set.of("ryw", "mr", "mw", "wfr");

    /** The panels, in the order in which they are shown. */
    public static final List<Panel> PANELS = List.of(
            new Panel("ryw", "Read your writes (RYW)", Set.of("ryw")),
            new Panel("mw", "Monotonic writes (MW)", Set.of("mw")),
            new Panel("mr", "Monotonic reads (MR)", Set.of("mr")),
            new Panel("ryw-mw", "RYW and MW together", Set.of("ryw", "mw")),
            new Panel("cc1", "Causal consistency (CC1)", ALL),
            new Panel("chapar-vector-clock", "Chapar's algorithm 1, vector clocks", ALL),
            new Panel("chapar-dependency-lists", "Chapar's algorithm 2, dependency lists", ALL));

    public Panel {
        guarantees = Set.copyOf(guarantees);
    }

    /**
     * The panels of these reference cores, in the order of {@link #PANELS}.
     *
     * @throws IllegalArgumentException naming one that there is not, and all there are
     */
    public static List<Panel> named(List<String> cores) {
        List<String> there = PANELS.stream().map(Panel::core).toList();
        for (String core : cores) {
            if (!there.contains(core)) {
                throw new IllegalArgumentException("there is no panel \"" + core + "\"; there are " + there);
            }
        }
        return PANELS.stream()
                .filter(panel -> cores.isEmpty() || cores.contains(panel.core()))
                .toList();
    }

    /**
     * Whether a core that refines {@code specification} promises all that this panel is about. Specifications are named
     * {@code family/guarantees}, the guarantees joined by {@code +}; a {@code +} at the end adds convergence.
     */
    public boolean isCoveredBy(String specification) {
        return promised(specification).containsAll(guarantees);
    }

    private static Set<String> promised(String specification) {
        String names = specification.substring(specification.indexOf('/') + 1).toLowerCase(Locale.ROOT);
        Set<String> promised = new TreeSet<>(List.of(names.split("\\+", -1)));
        if (Stream.of("causal", "cc", "chapar").anyMatch(promised::contains)) {
            promised.addAll(ALL);
        }
        return promised;
    }
}
