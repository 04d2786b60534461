package dev.espalier.synth.suggest;

import dev.espalier.synth.explore.LitmusCatalogue;
import dev.espalier.synth.explore.LitmusTest;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The words for guarantees. Each stands for a specification; what it means is what that one forbids, and that is looked
 * up, not written here. Session guarantees are those of Terry et al. (1994), causal+ that of Lloyd et al. (2011); that
 * PRAM is the first three session guarantees is from Brzezinski et al. (2004).
 */
public final class Vocabulary {
    private static final String CAUSAL = "strong/causal";
    private static final String CONVERGENT = "strong/none+";

    /** By words in lower case, without hyphens. */
    private static final Map<String, String> POINTS = new LinkedHashMap<>();

    /** What needs replicas to agree before they answer, which none of the specifications has. */
    private static final List<String> AGREEMENT = List.of(
            "linearizable",
            "linearizability",
            "linearizable consistency",
            "strong consistency",
            "strict serializability",
            "serializability",
            "serializable",
            "sequential consistency",
            "no lost updates",
            "atomic");

    static {
        say("strong/ryw", "read your writes", "ryw", "read my writes", "read your own writes");
        say("strong/mr", "monotonic reads", "mr", "reads never go back", "reads do not go back");
        say("strong/mw", "monotonic writes", "mw", "writes in order", "writes stay in order");
        say("strong/wfr", "writes follow reads", "wfr", "session causality", "replies after questions");
        say("strong/ryw+mr+mw", "pram", "fifo", "fifo consistency", "pipelined ram");
        say(CAUSAL, "causal", "causal consistency", "causality", "session guarantees", "all session guarantees");
        say("strong/causal+", "causal+", "causal plus", "causal convergence", "convergent causal consistency");
        say(
                CONVERGENT,
                "convergence",
                "convergent",
                "converge",
                "converges",
                "eventual consistency",
                "strong eventual consistency",
                "replicas agree at last");
        say("strong/none", "nothing", "no guarantee");
    }

    private Vocabulary() {}

    private static void say(String point, String... words) {
        for (String each : words) {
            POINTS.put(each, point);
        }
    }

    /** The specification that {@code words} stand for; a specification's own name stands for itself. */
    static Optional<String> point(String words, LatticeTable table) {
        String said = normal(words);
        if (table.row(words.strip()).isPresent()) {
            return Optional.of(words.strip());
        }
        return Optional.ofNullable(POINTS.get(said));
    }

    /** Whether {@code words} are for something that needs agreement. */
    static boolean needsAgreement(String words) {
        return AGREEMENT.contains(normal(words));
    }

    /** The words by which guarantees may be called. */
    public static List<String> words() {
        return List.copyOf(POINTS.keySet());
    }

    /** The main word of each guarantee, with the specification that stands for it. */
    public static Map<String, String> guarantees() {
        Map<String, String> first = new LinkedHashMap<>();
        POINTS.forEach((words, point) -> {
            if (!first.containsValue(point)) {
                first.put(words, point);
            }
        });
        return first;
    }

    /** The names, of tests and guarantees, that {@code wrong} may have meant: those within a third of its letters. */
    static List<String> near(String wrong, boolean guarantees) {
        String said = normal(wrong);
        Stream<String> names = guarantees
                ? POINTS.keySet().stream()
                : LitmusCatalogue.all().stream().map(LitmusTest::name);
        return names.filter(name -> distance(said, normal(name)) <= Math.max(2, said.length() / 3))
                .sorted(Comparator.comparingInt(name -> distance(said, normal(name))))
                .limit(3)
                .toList();
    }

    private static String normal(String words) {
        return words.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[-_\\s]+", " ")
                .replaceAll("^(to|that it is|be) ", "");
    }

    /** Levenshtein's: the fewest letters put in, left out or changed. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
