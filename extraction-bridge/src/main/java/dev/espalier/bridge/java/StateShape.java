package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.passes.Occurrences;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The type of a core's states in words, if such states can be written down: they are data all through, nest only as
 * lists do, and hold maps from keys, each in a place of its own that is always there.
 */
final class StateShape {
    private final Framework.Core core;
    private final Set<String> described = new HashSet<>();
    private final Set<TypeSymbol> path = new HashSet<>();
    private int maps;
    private boolean refused;

    private StateShape(Framework.Core core) {
        this.core = core;
    }

    /** What a core's states are together: a client's and a replica's as a pair, or a node's. */
    static Type states(Framework.Core core) {
        return switch (core.kind()) {
            case PROXY -> new Type.Named(Builtins.PAIR, List.of(core.open("client_state"), core.open("replica_state")));
            case NODE -> core.open("state");
        };
    }

    /**
     * The type of the core's states in words; {@code null} if they cannot be written down, or it is better not to: a
     * state without a map grows as a whole and would be written as a whole.
     */
    static @Nullable String of(Framework.Core core, Program program, Plan plan) {
        if (!plan.linearity().inPlace() || makesMapsLater(core, program)) {
            return null;
        }
        StateShape shape = new StateShape(core);
        String text = shape.text(states(core), true);
        return shape.refused || shape.maps == 0 ? null : text;
    }

    /** Whether values of the type hold a state map. */
    static boolean holdsMap(Type type) {
        return holdsMap(type, new HashSet<>());
    }

    private static boolean holdsMap(Type type, Set<TypeSymbol> seen) {
        if (!(type.resolved() instanceof Type.Named named)) {
            return false;
        }
        if (named.symbol() == Builtins.STATE_MAP) {
            return true;
        }
        if (named.arguments().stream().anyMatch(argument -> holdsMap(argument, seen))) {
            return true;
        }
        return seen.add(named.symbol())
                && (named.symbol().fields().stream().anyMatch(field -> holdsMap(field.type(), seen))
                        || named.symbol().constructors().stream()
                                .flatMap(constructor -> constructor.arguments().stream())
                                .anyMatch(argument -> holdsMap(argument, seen)));
    }

    /** Whether a method other than those that make the first states may make a map: whose entries would not be kept. */
    private static boolean makesMapsLater(Framework.Core core, Program program) {
        Set<Unit.Operation> empties = new HashSet<>();
        core.unit().functors().stream()
                .filter(Unit.FunctorParameter::isStateMap)
                .forEach(functor -> empties.addAll(functor.operations()));
        Deque<Global> reached = new ArrayDeque<>();
        core.kind().methods().keySet().stream()
                .filter(method -> !method.endsWith("init"))
                .forEach(method -> reached.add(core.method(method)));
        Set<Global> seen = new HashSet<>(reached);
        boolean[] makes = {false};
        while (!reached.isEmpty()) {
            Occurrences.walk(reached.remove().body(), part -> {
                if (part instanceof Expr.GlobalRef ref && seen.add(ref.global())) {
                    reached.add(ref.global());
                } else if (part instanceof Expr.OperationRef ref && empties.contains(ref.operation())) {
                    makes[0] = true;
                }
            });
        }
        return makes[0];
    }

    /** The type in words; {@code direct} says that a value of it is always there, once. */
    private String text(Type type, boolean direct) {
        if (!(type.resolved() instanceof Type.Named named)) {
            return refuse();
        }
        TypeSymbol symbol = named.symbol();
        if (symbol == Builtins.INT || symbol == Builtins.BOOL || symbol == Builtins.UNIT) {
            return symbol.name();
        }
        if (symbol == Builtins.WHOLE) {
            return type.solved().toString();
        }
        if (symbol == Builtins.STATE_MAP) {
            return map(named, direct);
        }
        String bound = core.bound().get(symbol);
        if (bound != null) {
            return bound;
        }
        if (symbol.kind() == TypeSymbol.Kind.PRIMITIVE || symbol.kind() == TypeSymbol.Kind.ABSTRACT) {
            return refuse();
        }
        if (JavaTypes.isBuiltIn(symbol)) {
            boolean pair = symbol == Builtins.PAIR;
            return named.arguments().stream()
                    .map(argument -> text(argument, direct && pair))
                    .collect(Collectors.joining(pair ? " * " : ", ", pair ? "(" : symbol.name() + "(", ")"));
        }
        return declared(named, direct);
    }

    private String map(Type.Named type, boolean direct) {
        maps++;
        if (!direct
                || !(type.arguments().getFirst().resolved() instanceof Type.Named key)
                || !"Bytes".equals(core.bound().get(key.symbol()))) {
            return refuse();
        }
        return "map(" + text(type.arguments().getLast(), false) + ")";
    }

    private String declared(Type.Named type, boolean direct) {
        TypeSymbol symbol = type.symbol();
        if (!path.add(symbol)) {
            return refuse();
        }
        String parts = symbol.kind() == TypeSymbol.Kind.RECORD ? fields(type, direct) : constructors(type);
        path.remove(symbol);
        // Written out once, so that the text stays as small as the declarations.
        return described.add(symbol.name() + parts) ? symbol.name() + parts : symbol.name();
    }

    private String fields(Type.Named type, boolean direct) {
        return type.symbol().fields().stream()
                .map(field -> field.name() + ": " + text(Types.field(field, type), direct))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private String constructors(Type.Named type) {
        List<String> parts = new ArrayList<>();
        for (TypeSymbol.Constructor constructor : type.symbol().constructors()) {
            parts.add(constructor.name()
                    + Types.arguments(constructor, type).stream()
                            .map(argument -> text(argument, false))
                            .collect(Collectors.joining(", ", "(", ")")));
        }
        return "[" + String.join(" | ", parts) + "]";
    }

    private String refuse() {
        refused = true;
        return "";
    }
}
