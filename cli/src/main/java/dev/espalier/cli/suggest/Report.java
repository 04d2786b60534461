package dev.espalier.cli.suggest;

import dev.espalier.synth.suggest.Requirement;
import java.util.List;
import java.util.Optional;

/**
 * What {@code espalier spec suggest} found, as JSON has it.
 *
 * @param outcome what the exit code says, in a word
 * @param wanted what was asked for
 * @param reading what a model made of a description, if one was asked
 * @param proposals the weakest specifications that fit
 * @param questions whose answers may change the proposals, the best first
 * @param conflict where nothing fits: what contradicts itself, nothing of which can be left out
 * @param nearest where nothing fits: what comes nearest
 * @param machine where nothing fits: two machines in one that do
 * @param untried where nothing fits: which two machines in one were not tried, and why; empty if all were
 * @param explored what was explored of programs of one's own, and how far
 */
record Report(
        Outcome outcome,
        List<Wish> wanted,
        Optional<Reading> reading,
        List<Proposal> proposals,
        List<Question> questions,
        List<Wish> conflict,
        List<Nearest> nearest,
        Optional<Machine> machine,
        String untried,
        List<String> explored) {

    /** How it ended. */
    enum Outcome {
        /** There is a proposal, and nothing is left to ask. */
        MATCHED(0),
        /** Nothing fits. */
        CONTRADICTION(1),
        /** There is a proposal, and an answer may still change it. */
        OPEN(3);

        private final int code;

        Outcome(int code) {
            this.code = code;
        }

        /** The exit code. */
        int code() {
            return code;
        }
    }

    /**
     * Something wanted.
     *
     * @param text in the form that files have
     * @param origin where it was said
     * @param means for a guarantee, the tests that it forbids
     */
    record Wish(String text, String origin, List<String> means) {
        static Wish of(Requirement requirement, List<String> means) {
            return new Wish(requirement.text(), requirement.origin(), means);
        }
    }

    /** A litmus test that is to be answered, with the question in words. */
    record Question(String test, String question) {}

    /** A specification that does not meet everything. */
    record Nearest(String specification, List<String> unmet) {}

    /**
     * A machine that was composed.
     *
     * @param file where its text is
     * @param forbids the tests that it was found to forbid
     * @param allows the anomalies that it was found to allow
     */
    record Machine(
            List<String> parts, String file, List<String> forbids, List<Proposal.Anomaly> allows, List<String> next) {}

    /**
     * What a model made of a description. It is only what the model takes the words to mean.
     *
     * @param lines in the form that files have, each with what the model gave as its reason
     * @param left what the model could not express; may be empty
     * @param file the lines as a file, to be corrected and given again
     */
    record Reading(
            String model,
            String prompt,
            List<String> lines,
            String left,
            String file,
            String transcript,
            String cost) {}
}
