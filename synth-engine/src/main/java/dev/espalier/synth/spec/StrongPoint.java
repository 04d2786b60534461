package dev.espalier.synth.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A point of the lattice of session guarantees, with or without convergence. Its name is the guarantees joined by
 * {@code +}, with a {@code +} at the end for convergence: {@code strong/mr+mw}, {@code strong/ryw+}; all four are
 * {@code causal}, no guarantee is {@code none}.
 *
 * @param guarantees the guarantees chosen
 * @param convergent whether replicas that have the same puts answer alike
 */
public record StrongPoint(Set<Guarantee> guarantees, boolean convergent) {
    /** How names of the family begin. */
    public static final String PREFIX = "strong/";

    private static final String ALL = "causal";
    private static final String NONE = "none";

    /** The four session guarantees, in the order in which names have them. */
    public enum Guarantee {
        RYW("a get sees the session's own earlier puts"),
        MR("a get sees all that the session's earlier gets depended on"),
        MW("a put is applied after the session's earlier puts"),
        WFR("a put is applied after all that the session had read");

        private final String promise;

        Guarantee(String promise) {
            this.promise = promise;
        }

        /** What it promises, in a clause. */
        public String promise() {
            return promise;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public StrongPoint {
        EnumSet<Guarantee> copy = EnumSet.noneOf(Guarantee.class);
        copy.addAll(guarantees);
        guarantees = Collections.unmodifiableSet(copy);
    }

    /** All 32, without convergence first, fewer guarantees first. */
    public static List<StrongPoint> all() {
        List<StrongPoint> points = new ArrayList<>();
        for (boolean convergent : List.of(false, true)) {
            for (int size = 0; size <= Guarantee.values().length; size++) {
                for (int bits = 0; bits < 1 << Guarantee.values().length; bits++) {
                    if (Integer.bitCount(bits) == size) {
                        points.add(new StrongPoint(subset(bits), convergent));
                    }
                }
            }
        }
        return points;
    }

    private static Set<Guarantee> subset(int bits) {
        Set<Guarantee> chosen = EnumSet.noneOf(Guarantee.class);
        for (Guarantee guarantee : Guarantee.values()) {
            if ((bits & (1 << guarantee.ordinal())) != 0) {
                chosen.add(guarantee);
            }
        }
        return chosen;
    }

    /** The point that {@code name} means; its guarantees may stand in any order. Empty if it means none. */
    public static Optional<StrongPoint> named(String name) {
        if (!name.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String rest = name.substring(PREFIX.length());
        boolean convergent = rest.endsWith("+");
        String joined = convergent ? rest.substring(0, rest.length() - 1) : rest;
        if (joined.equals(ALL)) {
            return Optional.of(new StrongPoint(EnumSet.allOf(Guarantee.class), convergent));
        }
        if (joined.equals(NONE)) {
            return Optional.of(new StrongPoint(Set.of(), convergent));
        }
        Set<Guarantee> chosen = EnumSet.noneOf(Guarantee.class);
        for (String word : joined.split("\\+", -1)) {
            Optional<Guarantee> guarantee = EnumSet.allOf(Guarantee.class).stream()
                    .filter(each -> each.word().equals(word))
                    .findFirst();
            if (guarantee.isEmpty() || !chosen.add(guarantee.get())) {
                return Optional.empty();
            }
        }
        return Optional.of(new StrongPoint(chosen, convergent));
    }

    /** Its one name, for example {@code strong/ryw+mw+}. */
    public String name() {
        return PREFIX + joined("+") + (convergent ? "+" : "");
    }

    /** The module of {@code strong/Guarantees.v} that says the same. */
    public String module() {
        String joined = joined("_");
        return Character.toUpperCase(joined.charAt(0)) + joined.substring(1) + (convergent ? "_plus" : "");
    }

    private String joined(String separator) {
        if (guarantees.isEmpty()) {
            return NONE;
        }
        return guarantees.size() == Guarantee.values().length
                ? ALL
                : guarantees.stream().map(Guarantee::word).collect(Collectors.joining(separator));
    }

    /** What it promises, a sentence each. */
    public String promise() {
        List<String> clauses =
                guarantees.stream().map(Guarantee::promise).collect(Collectors.toCollection(ArrayList::new));
        clauses.add("no put is applied twice");
        clauses.add(
                convergent
                        ? "of the puts on a key the one with the largest stamp stays, so replicas that have the same"
                                + " puts answer alike"
                        : "of the puts on a key the last to arrive stays, so replicas may differ for good");
        return clauses.stream()
                        .map(clause -> Character.toUpperCase(clause.charAt(0)) + clause.substring(1))
                        .collect(Collectors.joining(". "))
                + ".";
    }

    /** A few words for a table. */
    public String title() {
        String words = guarantees.isEmpty()
                ? "no session guarantee"
                : guarantees.size() == Guarantee.values().length
                        ? "causal consistency"
                        : guarantees.stream()
                                .map(guarantee -> switch (guarantee) {
                                    case RYW -> "read your writes";
                                    case MR -> "monotonic reads";
                                    case MW -> "monotonic writes";
                                    case WFR -> "writes follow reads";
                                })
                                .collect(Collectors.joining(", "));
        return convergent ? words + ", convergent" : words;
    }
}
