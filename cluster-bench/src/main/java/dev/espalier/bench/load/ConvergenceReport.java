package dev.espalier.bench.load;

import java.time.Duration;
import java.util.List;

/**
 * Whether the targets answered alike.
 *
 * @param converged whether one pass over all keys found every target answering alike
 * @param keys number of keys compared
 * @param differing number of keys that still differed at the last look
 * @param examples some of those, each with what every target answered
 * @param elapsed how long it took
 */
public record ConvergenceReport(
        boolean converged, int keys, int differing, List<DifferingKey> examples, Duration elapsed) {
    public ConvergenceReport {
        examples = List.copyOf(examples);
    }

    /**
     * A key on which targets differ.
     *
     * @param key its name
     * @param answers what each target answered, in the order of targets, shortened
     */
    public record DifferingKey(String key, List<String> answers) {
        public DifferingKey {
            answers = List.copyOf(answers);
        }
    }
}
