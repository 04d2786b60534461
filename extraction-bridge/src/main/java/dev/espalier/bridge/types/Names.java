package dev.espalier.bridge.types;

import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ocaml.Path;
import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.TranslationException;
import java.util.List;

/** Resolves constructors and fields: by the expected type where it is known, else the last one declared. */
final class Names {
    private Names() {}

    static TypeSymbol.Constructor constructor(Environment scope, Path path, Type expected, Position position) {
        if (expected.resolved() instanceof Type.Named named && path.modules().isEmpty()) {
            for (TypeSymbol.Constructor constructor : named.symbol().constructors()) {
                if (constructor.name().equals(path.name())) {
                    return constructor;
                }
            }
        }
        TypeSymbol.Constructor found = scope.constructor(path);
        if (found == null) {
            throw undefined(position, "constructor " + path);
        }
        return found;
    }

    static TypeSymbol record(Environment scope, List<Path> names, Type expected, Position position) {
        if (expected.resolved() instanceof Type.Named named && hasAll(named.symbol(), names)) {
            return named.symbol();
        }
        for (Path path : names) {
            TypeSymbol.Field field = scope.field(path);
            if (field != null && hasAll(field.owner(), names)) {
                return field.owner();
            }
        }
        throw undefined(position, "record with fields " + names);
    }

    static TypeSymbol.Field field(Environment scope, Path path, Type record, Position position) {
        if (record.resolved() instanceof Type.Named named && hasAll(named.symbol(), List.of(path))) {
            return fieldOf(named.symbol(), path, position);
        }
        TypeSymbol.Field found = scope.field(path);
        if (found == null) {
            throw undefined(position, "field " + path);
        }
        return found;
    }

    static TypeSymbol.Field fieldOf(TypeSymbol symbol, Path path, Position position) {
        for (TypeSymbol.Field field : symbol.fields()) {
            if (field.name().equals(path.name())) {
                return field;
            }
        }
        throw undefined(position, "field " + path + " of " + symbol.name());
    }

    /** The members of the module {@code path}. */
    static Environment members(Environment scope, Path path, Position position) {
        Environment.ModuleMeaning module = scope.module(path);
        if (module instanceof Environment.Members(Environment members)) {
            return members;
        }
        if (module == null) {
            throw undefined(position, "module " + path);
        }
        throw new TranslationException(
                position, "module " + path, "is a functor", "check that the source compiles with OCaml");
    }

    static TranslationException undefined(Position position, String construct) {
        return new TranslationException(
                position,
                construct,
                "is not defined here, nor by a standard extraction directive",
                "extract it into the same file, or map it with a directive that the bridge knows");
    }

    private static boolean hasAll(TypeSymbol symbol, List<Path> names) {
        return !symbol.fields().isEmpty()
                && !names.isEmpty()
                && names.stream()
                        .allMatch(path -> symbol.fields().stream()
                                .anyMatch(field -> field.name().equals(path.name())));
    }
}
