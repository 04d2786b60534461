package dev.espalier.bridge.types;

import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ocaml.ItemSyntax;
import dev.espalier.bridge.ocaml.Path;
import dev.espalier.bridge.ocaml.TypeSyntax;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Enters type declarations into a scope. */
final class TypeDeclarations {

    /**
     * A type that the signature of a functor's parameter leaves open; an alias is entered, and not returned, and so is a
     * type with parameters, which Java writes as {@code Object}.
     *
     * @param prefix what the names of types in modules inside the signature begin with, elsewhere nothing
     */
    Optional<TypeSymbol> openType(
            ItemSyntax.TypeDeclaration declaration, Environment scope, String parameter, String prefix) {
        switch (declaration.body()) {
            case ItemSyntax.Abstract unknown -> {
                List<Type.Parameter> parameters = declaration.parameters().stream()
                        .map(Type.Parameter::new)
                        .toList();
                TypeSymbol symbol = new TypeSymbol(
                        prefix + declaration.name(),
                        List.of(parameter),
                        TypeSymbol.Kind.ABSTRACT,
                        parameters,
                        shown(declaration));
                Type type = new Type.Named(symbol, List.copyOf(parameters));
                scope.type(declaration.name(), new Environment.Meaning(parameters, type));
                return symbol.isOpaque() ? Optional.empty() : Optional.of(symbol);
            }
            case ItemSyntax.Alias alias -> {
                alias(declaration, alias, scope);
                return Optional.empty();
            }
            default ->
                throw new TranslationException(
                        declaration.position(),
                        "type " + declaration.name() + " in a functor's signature",
                        "is declared together with a type that is left open",
                        "declare it by itself");
        }
    }

    /** The records and variants of a group, which may refer to each other; aliases are entered, and not returned. */
    List<TypeSymbol> declare(
            ItemSyntax.Types group, Environment scope, List<String> modules, List<TypeSymbol> abstracts) {
        Map<ItemSyntax.TypeDeclaration, TypeSymbol> symbols = new LinkedHashMap<>();
        for (ItemSyntax.TypeDeclaration declaration : group.declarations()) {
            if (declaration.body() instanceof ItemSyntax.Abstract) {
                throw new TranslationException(
                        declaration.position(),
                        "type " + declaration.name(),
                        "is left open outside a functor's signature",
                        "map the axiom to a type with Extract Constant, or make it a functor's parameter");
            }
            if (declaration.body() instanceof ItemSyntax.Alias || declaration.body() instanceof ItemSyntax.Reexport) {
                continue;
            }
            List<Type.Parameter> parameters =
                    declaration.parameters().stream().map(Type.Parameter::new).toList();
            TypeSymbol.Kind kind =
                    declaration.body() instanceof ItemSyntax.Fields ? TypeSymbol.Kind.RECORD : TypeSymbol.Kind.VARIANT;
            TypeSymbol symbol = new TypeSymbol(declaration.name(), modules, kind, parameters, shown(declaration));
            scope.type(
                    declaration.name(),
                    new Environment.Meaning(parameters, new Type.Named(symbol, List.copyOf(parameters))));
            symbols.put(declaration, symbol);
        }
        for (ItemSyntax.TypeDeclaration declaration : group.declarations()) {
            if (declaration.body() instanceof ItemSyntax.Alias alias) {
                alias(declaration, alias, scope);
            }
            if (declaration.body() instanceof ItemSyntax.Reexport reexport) {
                reexport(declaration, reexport, scope);
            }
        }
        List<Type> mentioned = new ArrayList<>();
        symbols.forEach((declaration, symbol) -> mentioned.addAll(define(declaration, symbol, scope)));
        List<TypeSymbol> captured = TypeReader.captured(mentioned, abstracts);
        symbols.values().forEach(symbol -> symbol.defineCaptured(captured));
        return List.copyOf(symbols.values());
    }

    private static void alias(ItemSyntax.TypeDeclaration declaration, ItemSyntax.Alias alias, Environment scope) {
        scope.type(declaration.name(), meaning(declaration.parameters(), alias.type(), scope));
    }

    /** The meaning of a name for {@code type} with the parameters {@code names}. */
    static Environment.Meaning meaning(List<String> names, TypeSyntax type, Environment scope) {
        List<Type.Parameter> parameters =
                names.stream().map(Type.Parameter::new).toList();
        return new Environment.Meaning(parameters, TypeReader.read(type, scope, variables(parameters)));
    }

    private static void reexport(
            ItemSyntax.TypeDeclaration declaration, ItemSyntax.Reexport reexport, Environment scope) {
        alias(declaration, new ItemSyntax.Alias(reexport.type()), scope);
        Environment.Meaning meaning = scope.type(Path.of(declaration.name()));
        if (meaning != null && meaning.type().resolved() instanceof Type.Named named) {
            named.symbol().constructors().forEach(scope::constructor);
            named.symbol().fields().forEach(scope::field);
        }
    }

    private static List<Type> define(ItemSyntax.TypeDeclaration declaration, TypeSymbol symbol, Environment scope) {
        Function<TypeSyntax.Variable, Type> variables = variables(symbol.parameters());
        List<Type> mentioned = new ArrayList<>();
        if (declaration.body() instanceof ItemSyntax.Fields body) {
            List<TypeSymbol.Field> fields = new ArrayList<>();
            for (ItemSyntax.FieldDeclaration field : body.fields()) {
                Type type = TypeReader.read(field.type(), scope, variables);
                mentioned.add(type);
                fields.add(new TypeSymbol.Field(symbol, field.name(), type, fields.size()));
            }
            symbol.defineFields(fields);
            fields.forEach(scope::field);
        }
        if (declaration.body() instanceof ItemSyntax.Constructors body) {
            List<TypeSymbol.Constructor> constructors = new ArrayList<>();
            for (ItemSyntax.ConstructorDeclaration constructor : body.constructors()) {
                List<Type> arguments = constructor.arguments().stream()
                        .map(argument -> TypeReader.read(argument, scope, variables))
                        .toList();
                mentioned.addAll(arguments);
                constructors.add(
                        new TypeSymbol.Constructor(symbol, constructor.name(), arguments, constructors.size()));
            }
            symbol.defineConstructors(constructors);
            constructors.forEach(scope::constructor);
        }
        return mentioned;
    }

    private static Function<TypeSyntax.Variable, Type> variables(List<Type.Parameter> parameters) {
        return variable -> parameters.stream()
                .filter(parameter -> parameter.name().equals(variable.name()))
                .findFirst()
                .map(Type.class::cast)
                .orElseThrow(() -> Names.undefined(variable.position(), "type variable '" + variable.name()));
    }

    private static String shown(ItemSyntax.TypeDeclaration declaration) {
        String parameters = switch (declaration.parameters().size()) {
            case 0 -> "";
            case 1 -> "'" + declaration.parameters().getFirst() + " ";
            default ->
                declaration.parameters().stream().map(name -> "'" + name).collect(Collectors.joining(", ", "(", ") "));
        };
        return "type " + parameters + declaration.name();
    }
}
