package dev.espalier.bridge.passes.representation;

import dev.espalier.bridge.ir.Representation;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import java.util.List;
import java.util.Optional;

/**
 * The types of Rocq's standard library that are represented, and by what: all that is recognised is said here. A type is
 * one of them if its name, its constructors' names and their arguments are those below, in whatever module it stands.
 * Its values then correspond one to one to those of what represents it.
 */
final class BasicTypes {
    /** Stands for the declared type itself among a constructor's arguments; parameters are their numbers. */
    private static final int ITSELF = -1;

    /** Stands for the type of positive binary numbers. */
    private static final int POSITIVE = -2;

    private static final List<Form> FORMS = List.of(
            new Form("bool", 0, Representation.TRUTH, constructor("True"), constructor("False")),
            new Form("sumbool", 0, Representation.TRUTH, constructor("Left"), constructor("Right")),
            new Form("unit", 0, Representation.UNIT, constructor("Tt")),
            new Form("option", 1, Representation.OPTION, constructor("Some", 0), constructor("None")),
            new Form("sumor", 1, Representation.OPTION, constructor("Inleft", 0), constructor("Inright")),
            new Form("list", 1, Representation.LIST, constructor("Nil"), constructor("Cons", 0, ITSELF)),
            new Form("prod", 2, Representation.PAIR, constructor("Pair", 0, 1)),
            new Form("nat", 0, Representation.NATURAL, constructor("O"), constructor("S", ITSELF)),
            new Form(
                    "positive",
                    0,
                    Representation.POSITIVE,
                    constructor("XI", ITSELF),
                    constructor("XO", ITSELF),
                    constructor("XH")),
            new Form("n", 0, Representation.BINARY_NATURAL, constructor("N0"), constructor("Npos", POSITIVE)),
            new Form(
                    "z",
                    0,
                    Representation.BINARY_INTEGER,
                    constructor("Z0"),
                    constructor("Zpos", POSITIVE),
                    constructor("Zneg", POSITIVE)));

    private BasicTypes() {}

    private record Form(String name, int parameters, Representation representation, ConstructorForm... constructors) {}

    private record ConstructorForm(String name, int... arguments) {}

    private static ConstructorForm constructor(String name, int... arguments) {
        return new ConstructorForm(name, arguments);
    }

    /** What represents {@code symbol}; types that it refers to must have been asked about before. */
    static Optional<Representation> of(TypeSymbol symbol) {
        return FORMS.stream().filter(form -> fits(symbol, form)).findFirst().map(Form::representation);
    }

    private static boolean fits(TypeSymbol symbol, Form form) {
        List<TypeSymbol.Constructor> constructors = symbol.constructors();
        if (symbol.kind() != TypeSymbol.Kind.VARIANT
                || !symbol.name().equals(form.name)
                || symbol.parameters().size() != form.parameters
                || constructors.size() != form.constructors.length) {
            return false;
        }
        for (int i = 0; i < constructors.size(); i++) {
            if (!fits(constructors.get(i), form.constructors[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(TypeSymbol.Constructor constructor, ConstructorForm form) {
        if (!constructor.name().equals(form.name) || constructor.arguments().size() != form.arguments.length) {
            return false;
        }
        for (int i = 0; i < form.arguments.length; i++) {
            if (!fits(constructor.arguments().get(i).solved(), form.arguments[i], constructor.owner())) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(Type type, int expected, TypeSymbol owner) {
        return switch (expected) {
            case ITSELF ->
                type instanceof Type.Named named
                        && named.symbol() == owner
                        && named.arguments().equals(owner.parameters());
            case POSITIVE ->
                type instanceof Type.Named named && named.symbol().representation() == Representation.POSITIVE;
            default -> type == owner.parameters().get(expected);
        };
    }
}
