package dev.espalier.synth.suggest;

import dev.espalier.synth.explore.WitnessStep;
import java.util.List;

/**
 * How an outcome came about; every step was run again before it was kept.
 *
 * @param litmus the program and outcome, in the form of {@link dev.espalier.synth.explore.LitmusCase}
 * @param history what the clients got
 * @param steps in order
 */
public record KeptWitness(String litmus, String history, List<WitnessStep> steps) {
    public KeptWitness {
        steps = List.copyOf(steps);
    }

    /** The steps in words, a line each. */
    public List<String> lines() {
        return steps.stream().map(WitnessStep::text).toList();
    }
}
