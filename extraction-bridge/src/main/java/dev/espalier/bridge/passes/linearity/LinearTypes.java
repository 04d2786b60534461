package dev.espalier.bridge.passes.linearity;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Types;
import java.util.HashSet;
import java.util.Set;

/** Which types hold state that could be updated in place: state maps, and all that has one in it. */
final class LinearTypes {
    private LinearTypes() {}

    /** Whether a value of {@code type} holds a state map. Functions count as holding none: capturing one is an error. */
    static boolean isLinear(Type type) {
        return isLinear(type, new HashSet<>());
    }

    /** Whether {@code type} is a state map whose entries hold state maps again. */
    static boolean isNested(Type type) {
        return type.resolved() instanceof Type.Named named
                && named.symbol() == Builtins.STATE_MAP
                && isLinear(named.arguments().get(1));
    }

    private static boolean isLinear(Type type, Set<TypeSymbol> entered) {
        if (!(type.resolved() instanceof Type.Named named)) {
            return false;
        }
        if (named.symbol() == Builtins.STATE_MAP) {
            return true;
        }
        if (named.arguments().stream().anyMatch(argument -> isLinear(argument, entered))) {
            return true;
        }
        if (!entered.add(named.symbol())) {
            return false;
        }
        boolean linear =
                named.symbol().fields().stream().anyMatch(field -> isLinear(Types.field(field, named), entered))
                        || named.symbol().constructors().stream()
                                .flatMap(one -> Types.arguments(one, named).stream())
                                .anyMatch(argument -> isLinear(argument, entered));
        entered.remove(named.symbol());
        return linear;
    }
}
