package dev.espalier.bridge.dump;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Types as OCaml writes them; two types of one name are told apart. */
final class TypePrinter {
    private static final int ARROW = 0;
    private static final int PRODUCT = 1;
    private static final int SIMPLE = 2;

    private final UniqueNames symbols = new UniqueNames();
    private final UniqueNames parameters = new UniqueNames();
    private final UniqueNames unknowns = new UniqueNames();

    /** A type, without parentheses around it. */
    String print(Type type) {
        return print(type, ARROW);
    }

    /** A type's name, with the modules that it is declared in. */
    String name(TypeSymbol symbol) {
        List<String> path = new ArrayList<>(symbol.modules());
        path.add(symbol.name());
        return symbols.of(symbol, String.join(".", path));
    }

    /** A type parameter. */
    String parameter(Type.Parameter parameter) {
        return parameters.of(parameter, "'" + parameter.name());
    }

    /** The parameters of a type, as they stand before its name. */
    String applied(List<String> arguments, String name) {
        return switch (arguments.size()) {
            case 0 -> name;
            case 1 -> arguments.getFirst() + " " + name;
            default -> "(" + String.join(", ", arguments) + ") " + name;
        };
    }

    private String print(Type type, int context) {
        return switch (type.resolved()) {
            case Type.Variable unknown -> unknowns.of(unknown, "'_unknown");
            case Type.Parameter parameter -> parameter(parameter);
            case Type.Arrow arrow ->
                parenthesised(print(arrow.from(), PRODUCT) + " -> " + print(arrow.to(), ARROW), context > ARROW);
            case Type.Named named
            when named.symbol() == Builtins.PAIR ->
                parenthesised(
                        named.arguments().stream()
                                .map(argument -> print(argument, SIMPLE))
                                .collect(Collectors.joining(" * ")),
                        context > PRODUCT);
            case Type.Named named -> {
                int inside = named.arguments().size() == 1 ? SIMPLE : ARROW;
                List<String> arguments = named.arguments().stream()
                        .map(argument -> print(argument, inside))
                        .toList();
                yield applied(arguments, name(named.symbol()));
            }
        };
    }

    private static String parenthesised(String text, boolean needed) {
        return needed ? "(" + text + ")" : text;
    }
}
