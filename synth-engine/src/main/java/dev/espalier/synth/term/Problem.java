package dev.espalier.synth.term;

import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Shape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A term to be found.
 *
 * @param shape what it is to give
 * @param variables what it may speak of
 * @param examples values of the variables, by name
 * @param targets what it is to give for each example; {@code null} where that does not matter
 */
public record Problem(
        Shape shape, List<Term.Variable> variables, List<Map<String, Datum>> examples, List<@Nullable Datum> targets) {
    /** Whether {@code term} gives what it is to give for the example at {@code index}. */
    boolean isMet(Term term, int index) {
        Datum target = targets.get(index);
        return target == null || term.value(examples.get(index)).equals(target);
    }
}
