package dev.espalier.bridge.passes.linearity;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.passes.Occurrences;
import java.util.LinkedHashSet;
import java.util.Set;

/** Where the type of an entry occurs: a record that state maps hold. */
final class EntryTypes {
    private EntryTypes() {}

    /** The records of {@code program} that its state maps hold. */
    static Set<TypeSymbol> of(Program program) {
        Set<TypeSymbol> records = new LinkedHashSet<>();
        program.units()
                .forEach(unit -> unit.types().stream()
                        .filter(symbol -> symbol.kind() == TypeSymbol.Kind.RECORD
                                && symbol.representation() == null
                                && !symbol.fields().isEmpty())
                        .forEach(records::add));
        Set<TypeSymbol> held = new LinkedHashSet<>();
        program.globals()
                .forEach(global -> Occurrences.walk(global.body(), part -> {
                    if (part.type().resolved() instanceof Type.Named map
                            && map.symbol() == Builtins.STATE_MAP
                            && map.arguments().get(1).resolved() instanceof Type.Named value
                            && records.contains(value.symbol())) {
                        held.add(value.symbol());
                    }
                }));
        return held;
    }

    /** Whether a value of {@code type} is an entry, or one that may be missing: what {@code find} gives. */
    static boolean isEntry(Type type, TypeSymbol entry) {
        return type.resolved() instanceof Type.Named named
                && (named.symbol() == entry
                        || named.symbol() == Builtins.OPTION
                                && named.arguments().getFirst().resolved() instanceof Type.Named present
                                && present.symbol() == entry);
    }

    /** Whether {@code type} is that of a map with such entries. */
    static boolean isMap(Type type, TypeSymbol entry) {
        return type.resolved() instanceof Type.Named named
                && named.symbol() == Builtins.STATE_MAP
                && named.arguments().get(1).resolved() instanceof Type.Named value
                && value.symbol() == entry;
    }

    /** The same where it is not known what the map holds. */
    static boolean mayBeMap(Type type, TypeSymbol entry) {
        return !(type.resolved() instanceof Type.Named named
                        && named.symbol() == Builtins.STATE_MAP
                        && named.arguments().get(1).resolved() instanceof Type.Named)
                || isMap(type, entry);
    }

    /** What a function of {@code type} gives when it has all its arguments. */
    static Type result(Type type) {
        return type.resolved() instanceof Type.Arrow arrow ? result(arrow.to()) : type;
    }

    /** Whether a value of {@code type} may hold an entry otherwise than in a map of entries. */
    static boolean exposes(Type type, TypeSymbol entry) {
        return switch (type.resolved()) {
            case Type.Variable variable -> false;
            case Type.Parameter parameter -> false;
            case Type.Arrow arrow -> exposes(arrow.from(), entry) || exposes(arrow.to(), entry);
            case Type.Named named ->
                named.symbol() == entry
                        || named.arguments().stream()
                                .anyMatch(argument -> exposes(argument, entry)
                                        && !(isMap(named, entry)
                                                && argument == named.arguments().get(1)));
        };
    }
}
