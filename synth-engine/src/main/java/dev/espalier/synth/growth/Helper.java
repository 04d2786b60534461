package dev.espalier.synth.growth;

import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.MachineShape;
import dev.espalier.synth.shape.Shape;
import dev.espalier.synth.term.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function of the specification that speaks of small records only, such as an order of stamps. A core that keeps such
 * records as they are may have the function too, word for word.
 *
 * @param name its name
 * @param text its definition in Rocq
 * @param operation the same as an operation of the grammar
 */
public record Helper(String name, String text, Operation operation) {
    /** The helpers of {@code target}. */
    static List<Helper> of(Target target) {
        MachineShape shape = target.machine().shape();
        List<Helper> helpers = new ArrayList<>();
        for (Map.Entry<String, List<Shape>> function : shape.functions().entrySet()) {
            List<Shape> signature = function.getValue();
            boolean small = signature.size() > 1
                    && signature.stream().noneMatch(Shape::holdsMany)
                    && signature.subList(0, signature.size() - 1).stream().anyMatch(Shape.Struct.class::isInstance);
            if (small) {
                definition(target.loading().source(), function.getKey())
                        .filter(text -> standsAlone(text, shape, function.getKey()))
                        .ifPresent(text -> helpers.add(
                                new Helper(function.getKey(), text, operation(target, function.getKey(), signature))));
            }
        }
        return helpers;
    }

    private static Operation operation(Target target, String name, List<Shape> signature) {
        List<Shape> arguments = signature.subList(0, signature.size() - 1);
        Map<List<Datum>, Datum> known = new HashMap<>();
        return new Operation(
                "(" + name + " %s".repeat(arguments.size()) + ")",
                arguments,
                signature.getLast(),
                of -> known.computeIfAbsent(of, asked -> target.machine().apply(name, signature, asked)));
    }

    /** The sentence that defines {@code name} in {@code source}. */
    private static Optional<String> definition(String source, String name) {
        String plain = source.replaceAll("(?s)\\(\\*.*?\\*\\)", "");
        Matcher matcher = Pattern.compile("(?s)Definition " + Pattern.quote(name) + "\\b.*?\\.(?=\\s)")
                .matcher(plain);
        return matcher.find() ? Optional.of(matcher.group().strip()) : Optional.empty();
    }

    /** Whether a definition uses no other function of the specification. */
    private static boolean standsAlone(String text, MachineShape shape, String name) {
        Matcher words = Pattern.compile("[A-Za-z_][A-Za-z0-9_']*(\\.[A-Za-z_][A-Za-z0-9_']*)*")
                .matcher(text);
        while (words.find()) {
            String word = words.group();
            boolean other = shape.functions().containsKey(word) && !word.equals(name);
            if (other || word.contains(".") || shape.deciders().containsValue(word)) {
                return false;
            }
        }
        return true;
    }
}
