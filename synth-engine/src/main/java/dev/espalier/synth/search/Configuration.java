package dev.espalier.synth.search;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which of its faculties a search has. It is one search whatever they are; where one is asked for is {@link Agenda} (which
 * design comes next), {@link Attempt} and {@link Attack} (what is done for an open goal), {@link Search} (when the prover is
 * asked) and {@link Synthesis} (which core is the result), and nowhere else.
 *
 * @param without those that it lacks
 */
public record Configuration(Set<Faculty> without) {
    /** The search with all of them. */
    public static final Configuration FULL = new Configuration(Set.of());

    private static final String FULL_NAME = "full";

    public Configuration {
        without = without.isEmpty() ? Set.of() : Set.copyOf(without);
    }

    /** The full search and each of those that lack one faculty. */
    public static List<Configuration> all() {
        return Stream.concat(Stream.of(FULL), Stream.of(Faculty.values()).map(Configuration::lacking))
                .toList();
    }

    /** The search that lacks {@code faculty} alone. */
    public static Configuration lacking(Faculty faculty) {
        return new Configuration(Set.of(faculty));
    }

    /**
     * The search that lacks the faculties of these words.
     *
     * @throws IllegalArgumentException if a word is of none; the message has all words
     */
    public static Configuration lacking(Collection<String> words) {
        Set<Faculty> lacked = EnumSet.noneOf(Faculty.class);
        for (String word : words) {
            lacked.add(Stream.of(Faculty.values())
                    .filter(faculty -> faculty.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("a search has no faculty " + word + "; it has "
                            + Stream.of(Faculty.values()).map(Faculty::word).collect(Collectors.joining(", ")))));
        }
        return new Configuration(lacked);
    }

    /** The one of {@link #all} that is called {@code name}. */
    public static Optional<Configuration> named(String name) {
        return all().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** Whether a search has {@code faculty}. */
    public boolean has(Faculty faculty) {
        return !without.contains(faculty);
    }

    /** Whether a core is put to the prover as soon as it is grown. */
    boolean provesAsItGrows() {
        return has(Faculty.JOINT_GROWTH) && has(Faculty.PROOF);
    }

    /** Whether goals that stay open are made into lemmas: that takes a proposer, and one who sees the goal. */
    boolean seesGoals() {
        return has(Faculty.PROPOSER) && has(Faculty.FEEDBACK);
    }

    /** For command lines, journals and tables. */
    public String name() {
        return without.isEmpty() ? FULL_NAME : joined(Faculty::ablation);
    }

    /** For people. */
    public String title() {
        return without.isEmpty() ? "full search" : joined(Faculty::title);
    }

    /** The words of what is lacked, in order. */
    public List<String> words() {
        return without.stream().sorted().map(Faculty::word).toList();
    }

    private String joined(Function<Faculty, String> name) {
        return without.stream().sorted().map(name).collect(Collectors.joining(", "));
    }
}
