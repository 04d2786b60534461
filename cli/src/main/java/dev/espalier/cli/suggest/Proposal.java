package dev.espalier.cli.suggest;

import dev.espalier.synth.suggest.KeptWitness;
import dev.espalier.synth.suggest.Story;
import java.util.List;

/**
 * A specification that fits, and what to know before one takes it; as JSON has it.
 *
 * @param specification its name
 * @param alike other specifications that fit and that the tests cannot tell from it
 * @param file where it is
 * @param module what it is called there
 * @param forbids the tests whose anomaly it rules out
 * @param allows the anomalies that it allows all the same
 * @param weaker what is given up one step below
 * @param stronger what is gained one step above
 * @param cores verified cores that refine it
 * @param next commands
 */
record Proposal(
        String specification,
        String title,
        String promise,
        List<String> alike,
        String file,
        String module,
        List<String> forbids,
        List<Anomaly> allows,
        List<Step> weaker,
        List<Step> stronger,
        List<Refining> cores,
        List<String> next) {

    /**
     * An anomaly that is allowed.
     *
     * @param test its name
     * @param program in which it shows
     * @param story how it comes about
     * @param steps the same step by step; each was run again when it was found
     * @param history what the clients got
     */
    record Anomaly(String test, String title, String program, String story, List<String> steps, String history) {
        static Anomaly of(String test, String title, KeptWitness witness) {
            return new Anomaly(test, title, witness.litmus(), Story.of(witness), witness.lines(), witness.history());
        }
    }

    /**
     * A neighbour in the lattice.
     *
     * @param difference the tests of which it says otherwise
     */
    record Step(String specification, List<String> difference) {}

    /**
     * A verified core.
     *
     * @param refines what it is proved of
     * @param exact whether that is this specification, and not one that asks for more
     */
    record Refining(String core, String refines, boolean exact) {}
}
