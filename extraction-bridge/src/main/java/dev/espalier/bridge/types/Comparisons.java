package dev.espalier.bridge.types;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.source.Diagnostic;
import dev.espalier.bridge.source.Diagnostics;
import dev.espalier.bridge.source.Position;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The uses of OCaml's polymorphic comparison in a definition: they are checked once their types are known. */
final class Comparisons {
    private static final Set<Primitive> ORDERED = EnumSet.of(
            Primitive.LESS,
            Primitive.AT_MOST,
            Primitive.GREATER,
            Primitive.AT_LEAST,
            Primitive.COMPARE,
            Primitive.MAXIMUM,
            Primitive.MINIMUM);

    private static final Set<TypeSymbol> BUILT_IN =
            Set.of(Builtins.OPTION, Builtins.LIST, Builtins.PAIR, Builtins.RESULT, Builtins.CARRY);

    private final List<Comparison> found = new ArrayList<>();

    private record Comparison(Position position, Type type, boolean ordered) {}

    /** Notes that {@code primitive}, if it compares, does so at {@code type}. */
    void note(Primitive primitive, Type type, Position position) {
        boolean ordered = ORDERED.contains(primitive);
        if (ordered || primitive == Primitive.EQUAL || primitive == Primitive.NOT_EQUAL) {
            found.add(new Comparison(position, type, ordered));
        }
    }

    /** An order at a type that nothing determines is that of {@code int}. To be called before types are generalised. */
    void settle(Unifier unifier) {
        for (Comparison comparison : found) {
            if (comparison.ordered && unifier.isLocal(comparison.type)) {
                unifier.unify(comparison.type, Builtins.INT_TYPE, comparison.position, "comparison");
            }
        }
    }

    /** Reports comparisons that Java cannot make as OCaml does, and forgets all. */
    void check(Diagnostics diagnostics) {
        for (Comparison comparison : found) {
            boolean plain = Builtins.symbol(comparison.type) == Builtins.FLOAT;
            if (!plain && !isComparable(comparison.type, comparison.ordered, new HashSet<>())) {
                diagnostics.add(
                        new Diagnostic(
                                comparison.position,
                                comparison.ordered ? "polymorphic order" : "polymorphic equality",
                                "compares values of type " + comparison.type,
                                "compare with a function of that type; functions, lazy values, proofs and open types have none"));
            }
        }
        found.clear();
    }

    /** Forgets all. */
    void clear() {
        found.clear();
    }

    private static boolean isComparable(Type type, boolean ordered, Set<TypeSymbol> seen) {
        return switch (type.resolved()) {
            case Type.Variable unknown -> true; // it has no values
            case Type.Parameter parameter -> false;
            case Type.Arrow arrow -> false;
            case Type.Named named -> isComparable(named, ordered, seen);
        };
    }

    private static boolean isComparable(Type.Named named, boolean ordered, Set<TypeSymbol> seen) {
        TypeSymbol symbol = named.symbol();
        if (!named.arguments().stream().allMatch(argument -> isComparable(argument, ordered, seen))) {
            return false;
        }
        return switch (symbol.kind()) {
            case ABSTRACT -> false;
            case PRIMITIVE ->
                symbol == Builtins.FLOAT
                        ? !ordered // inside other values OCaml orders what is no number in a way of its own
                        : Set.of(
                                        Builtins.INT,
                                        Builtins.BOOL,
                                        Builtins.UNIT,
                                        Builtins.CHAR,
                                        Builtins.STRING,
                                        Builtins.UINT63,
                                        Builtins.BIG_INTEGER,
                                        Builtins.ARRAY)
                                .contains(symbol);
            // What a declared type becomes in Java may have an order of its own, so only equality is left to it.
            case RECORD, VARIANT ->
                (!ordered || BUILT_IN.contains(symbol))
                        && (!seen.add(symbol)
                                || (symbol.constructors().stream()
                                                .flatMap(one -> Types.arguments(one, named).stream())
                                                .allMatch(argument -> isComparable(argument, ordered, seen))
                                        && symbol.fields().stream()
                                                .allMatch(field ->
                                                        isComparable(Types.field(field, named), ordered, seen))));
        };
    }
}
