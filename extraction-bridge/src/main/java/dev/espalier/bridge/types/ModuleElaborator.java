package dev.espalier.bridge.types;

import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.ocaml.ExpressionSyntax;
import dev.espalier.bridge.ocaml.ItemSyntax;
import dev.espalier.bridge.ocaml.PatternSyntax;
import dev.espalier.bridge.ocaml.TypeSyntax;
import dev.espalier.bridge.source.Diagnostics;
import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types whole files, module by module. After an error it goes on with the next definition. */
public final class ModuleElaborator {
    private final Diagnostics diagnostics = new Diagnostics();
    private final Unifier unifier = new Unifier();
    private final ExpressionElaborator expressions = new ExpressionElaborator(unifier);
    private final TypeDeclarations declarations = new TypeDeclarations();
    private final DeclaredValues declared;

    private ModuleElaborator(DeclaredValues declared) {
        this.declared = declared;
    }

    /** The module being elaborated: its scope, its path, and the Java class it goes to. */
    private record Place(Environment scope, List<String> modules, Unit unit) {
        List<TypeSymbol> abstracts() {
            return unit.functors().stream().flatMap(f -> f.types().stream()).toList();
        }
    }

    /**
     * Types a file.
     *
     * @param implementation the items of the {@code .ml}
     * @param signature the items of the {@code .mli}, which give values their declared types; {@code null} if none
     * @throws TranslationException with all type errors and unsupported constructs found
     */
    public static Program elaborate(List<ItemSyntax> implementation, @Nullable List<ItemSyntax> signature) {
        ModuleElaborator elaborator =
                new ModuleElaborator(signature == null ? DeclaredValues.none() : DeclaredValues.of(signature));
        List<Unit> units = elaborator.program(implementation);
        elaborator.diagnostics.throwIfAny();
        return new Program(units);
    }

    private static Unit unit(@Nullable String name, List<Unit.FunctorParameter> functors) {
        return new Unit(name, functors, new ArrayList<>(), new ArrayList<>());
    }

    private List<Unit> program(List<ItemSyntax> items) {
        Environment scope = new Environment(StandardLibrary.environment());
        Place top = new Place(scope, List.of(), unit(null, List.of()));
        List<Unit> units = new ArrayList<>(List.of(top.unit));
        for (ItemSyntax item : items) {
            if (item instanceof ItemSyntax.Module module) {
                diagnostics.collect(() -> units.add(topModule(module, top)));
            } else {
                diagnostics.collect(() -> item(item, top));
            }
        }
        units.removeIf(unit -> unit.types().isEmpty() && unit.globals().isEmpty());
        return units;
    }

    private Unit topModule(ItemSyntax.Module module, Place top) {
        Environment scope = new Environment(top.scope);
        List<Unit.FunctorParameter> functors = new ArrayList<>();
        ItemSyntax.ModuleSyntax body = module.body();
        while (body instanceof ItemSyntax.Functor functor) {
            functors.add(functorParameter(functor, scope));
            body = functor.body();
        }
        Unit unit = unit(module.name(), functors);
        structure(module, body, new Place(scope, List.of(module.name()), unit));
        if (functors.isEmpty()) {
            top.scope.module(module.name(), scope);
        }
        return unit;
    }

    private void structure(ItemSyntax.Module module, ItemSyntax.ModuleSyntax body, Place place) {
        switch (body) {
            case ItemSyntax.Structure structure ->
                structure.items().forEach(item -> diagnostics.collect(() -> item(item, place)));
            case ItemSyntax.Functor functor ->
                throw unsupported(functor.position(), "functor inside module " + module.name());
            case ItemSyntax.Other other ->
                throw unsupported(other.position(), "module " + module.name() + " = " + other.shown());
        }
    }

    private static TranslationException unsupported(Position position, String construct) {
        return new TranslationException(
                position,
                construct,
                "is not supported by the bridge",
                "use functors with parameters at the top of the file only, and define modules by struct ... end");
    }

    private void item(ItemSyntax item, Place place) {
        switch (item) {
            case ItemSyntax.Types types ->
                place.unit.types().addAll(declarations.declare(types, place.scope, place.modules, place.abstracts()));
            case ItemSyntax.ModuleType type -> place.scope.moduleType(type.name(), type.body());
            case ItemSyntax.Module module -> {
                Environment inner = new Environment(place.scope);
                List<String> path = new ArrayList<>(place.modules);
                path.add(module.name());
                structure(module, module.body(), new Place(inner, path, place.unit));
                place.scope.module(module.name(), inner);
            }
            case ItemSyntax.Values values -> values(values, place);
            case ItemSyntax.Value value -> throw unsupported(value.position(), "val " + value.name());
            case ItemSyntax.ModuleValue value -> throw unsupported(value.position(), "module " + value.name());
        }
    }

    private void values(ItemSyntax.Values values, Place place) {
        try {
            definitions(values, place);
        } catch (TranslationException failure) {
            for (ExpressionSyntax.Binding binding : values.bindings()) {
                if (binding.pattern() instanceof PatternSyntax.Variable variable) {
                    place.scope.value(variable.name(), new Environment.Poisoned());
                }
            }
            throw failure;
        }
    }

    private void definitions(ItemSyntax.Values values, Place place) {
        unifier.enter();
        Environment bodies = new Environment(place.scope);
        List<Global> globals = new ArrayList<>();
        for (ExpressionSyntax.Binding binding : values.bindings()) {
            if (!(binding.pattern() instanceof PatternSyntax.Variable variable)) {
                throw new TranslationException(
                        binding.position(),
                        "let with a pattern",
                        "is supported inside definitions only",
                        "name the value, and take it apart where it is used");
            }
            String name = variable.name();
            @Nullable TypeSyntax shown = declared.find(place.modules, name);
            Map<String, Type> variables = new LinkedHashMap<>();
            Type type = shown == null
                    ? unifier.fresh()
                    : TypeReader.read(
                            shown, place.scope, v -> variables.computeIfAbsent(v.name(), n -> unifier.fresh()));
            Global global = new Global(name, place.modules, binding.position(), type, false);
            global.show(shown == null ? "" : shown.toString());
            globals.add(global);
            if (values.recursive()) {
                bodies.value(name, new Environment.OfGlobal(global, false));
            }
        }
        for (int i = 0; i < globals.size(); i++) {
            Global global = globals.get(i);
            global.define(expressions.check(values.bindings().get(i).value(), global.type(), bodies));
        }
        unifier.leave();
        List<Type.Parameter> general =
                unifier.generalise(globals.stream().map(Global::type).toList(), "a");
        expressions.checkComparisons(diagnostics);
        for (Global global : globals) {
            global.generalise(global.type(), general);
            if (global.shownType().isEmpty()) {
                global.show(global.type().toString());
            }
            place.scope.value(global.name(), new Environment.OfGlobal(global, true));
            place.unit.globals().add(global);
        }
    }

    private Unit.FunctorParameter functorParameter(ItemSyntax.Functor functor, Environment scope) {
        ItemSyntax.SignatureSyntax syntax = functor.signature();
        String signatureName = functor.parameter();
        while (syntax instanceof ItemSyntax.SignatureName name) {
            signatureName = name.path().name();
            ItemSyntax.SignatureSyntax found = scope.moduleType(name.path());
            if (found == null) {
                throw Names.undefined(name.position(), "module type " + name.path());
            }
            syntax = found;
        }
        if (!(syntax instanceof ItemSyntax.Signature signature)) {
            throw unsupported(functor.position(), "functor as parameter " + functor.parameter());
        }
        Environment members = new Environment(scope);
        List<TypeSymbol> types = new ArrayList<>();
        List<Unit.Operation> operations = new ArrayList<>();
        for (ItemSyntax item : signature.items()) {
            switch (item) {
                case ItemSyntax.Types group ->
                    types.addAll(declarations.abstracts(group, members, functor.parameter()));
                case ItemSyntax.Value value -> {
                    Type type = TypeReader.read(value.type(), members, v -> {
                        throw unsupported(v.position(), "polymorphic operation " + value.name());
                    });
                    Unit.Operation operation = new Unit.Operation(
                            functor.parameter(),
                            value.name(),
                            type,
                            value.type().toString());
                    operations.add(operation);
                    members.value(value.name(), new Environment.OfOperation(operation));
                }
                default -> throw unsupported(item.position(), "module inside a functor's signature");
            }
        }
        scope.module(functor.parameter(), members);
        return new Unit.FunctorParameter(functor.parameter(), signatureName, types, operations);
    }
}
