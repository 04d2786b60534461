package dev.espalier.synth.suggest;

import dev.espalier.synth.explore.LitmusCase;

/** One thing that is wanted of a specification. */
public sealed interface Requirement {
    /** In words, in the form in which a table of outcomes has it: {@code forbid stale-read}. */
    String text();

    /** Where it was said: {@code wishes.txt:3}, {@code --forbid}, {@code your answer}. */
    String origin();

    /**
     * An anomaly shall be allowed, or forbidden.
     *
     * @param test the name of a test of the catalogue
     */
    record Outcome(String test, boolean allowed, String origin) implements Requirement {
        @Override
        public String text() {
            return (allowed ? "allow " : "forbid ") + test;
        }
    }

    /**
     * A guarantee shall be given: whatever the specification that stands for it forbids is forbidden. Or it shall not: some
     * of that is allowed.
     *
     * @param words as it was said, for example {@code read your writes}
     * @param point the specification that stands for it, for example {@code strong/ryw}
     */
    record Guarantee(String words, String point, boolean wanted, String origin) implements Requirement {
        @Override
        public String text() {
            return (wanted ? "promise " : "without ") + words;
        }
    }

    /** The outcome of a program of the user's own shall be allowed, or forbidden. */
    record Program(LitmusCase litmus, boolean allowed, String origin) implements Requirement {
        @Override
        public String text() {
            return (allowed ? "allow " : "forbid ") + litmus.text();
        }
    }
}
