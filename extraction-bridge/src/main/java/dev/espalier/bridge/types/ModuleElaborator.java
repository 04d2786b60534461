package dev.espalier.bridge.types;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.ocaml.ExpressionSyntax;
import dev.espalier.bridge.ocaml.ItemSyntax;
import dev.espalier.bridge.ocaml.Path;
import dev.espalier.bridge.ocaml.PatternSyntax;
import dev.espalier.bridge.ocaml.TypeSyntax;
import dev.espalier.bridge.source.Diagnostics;
import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types whole files, module by module. After an error it goes on with the next definition. */
public final class ModuleElaborator {
    /** Each application repeats a functor's body: more can only come from nesting that doubles at each level. */
    private static final int MOST_APPLICATIONS = 5000;

    /** What extraction calls that which is left of proofs. */
    private static final String PROOF = "__";

    private final Diagnostics diagnostics = new Diagnostics();
    private final Unifier unifier = new Unifier();
    private final ExpressionElaborator expressions = new ExpressionElaborator(unifier);
    private final TypeDeclarations declarations = new TypeDeclarations();
    private final DeclaredValues declared;

    private int applications;

    private ModuleElaborator(DeclaredValues declared) {
        this.declared = declared;
    }

    /**
     * The module being elaborated.
     *
     * @param modules its path
     * @param origin the path under which an interface file declares it: that of the functor, if one was applied
     * @param unit the Java class it goes to
     */
    private record Place(Environment scope, List<String> modules, List<String> origin, Unit unit) {
        Place inside(String module) {
            return new Place(scope, join(modules, module), join(origin, module), unit);
        }

        Place with(Environment newScope, List<String> newOrigin) {
            return new Place(newScope, modules, newOrigin, unit);
        }

        private static List<String> join(List<String> path, String name) {
            List<String> joined = new ArrayList<>(path);
            joined.add(name);
            return joined;
        }

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
        Place top = new Place(scope, List.of(), List.of(), unit(null, List.of()));
        Set<String> mentioned = ModuleReferences.in(items);
        List<Unit> units = new ArrayList<>(List.of(top.unit));
        for (ItemSyntax item : items) {
            if (!(item instanceof ItemSyntax.Module module)) {
                diagnostics.collect(() -> item(item, top));
            } else if (module.body() instanceof ItemSyntax.Functor && !mentioned.contains(module.name())) {
                diagnostics.collect(() -> units.add(openFunctor(module, top)));
            } else {
                Unit unit = unit(module.name(), List.of());
                units.add(unit);
                Place place = new Place(scope, List.of(), List.of(), unit);
                diagnostics.collect(() -> define(module, place));
            }
        }
        units.removeIf(unit -> unit.types().isEmpty() && unit.globals().isEmpty());
        return units;
    }

    /** A functor that the file does not apply: it becomes a class that takes its parameter. */
    private Unit openFunctor(ItemSyntax.Module module, Place top) {
        Environment scope = new Environment(top.scope);
        List<Unit.FunctorParameter> functors = new ArrayList<>();
        ItemSyntax.ModuleSyntax body = module.body();
        while (body instanceof ItemSyntax.Functor functor) {
            functors.add(functorParameter(functor, scope));
            body = functor.body();
        }
        Unit unit = unit(module.name(), functors);
        Place place = new Place(scope, List.of(), List.of(), unit).inside(module.name());
        if (body instanceof ItemSyntax.Structure structure) {
            structure.items().forEach(item -> diagnostics.collect(() -> item(item, place)));
        } else if (meaning(body, place) instanceof Environment.Members(Environment members)) {
            scope.include(members);
        }
        return unit;
    }

    private void define(ItemSyntax.Module module, Place place) {
        place.scope.module(module.name(), meaning(module.body(), place.inside(module.name())));
    }

    /** What the module expression {@code syntax}, seen from {@code place}, stands for. */
    private Environment.ModuleMeaning meaning(ItemSyntax.ModuleSyntax syntax, Place place) {
        return switch (syntax) {
            case ItemSyntax.Structure structure -> {
                Place inner = place.with(new Environment(place.scope), place.origin);
                structure.items().forEach(item -> diagnostics.collect(() -> item(item, inner)));
                yield new Environment.Members(inner.scope);
            }
            case ItemSyntax.Functor functor ->
                new Environment.OfFunctor(place.scope.snapshot(), functor.parameter(), functor.body(), place.origin);
            case ItemSyntax.Reference reference -> {
                Environment.ModuleMeaning found = place.scope.module(reference.path());
                if (found == null) {
                    throw Names.undefined(reference.position(), "module " + reference.path());
                }
                yield found;
            }
            case ItemSyntax.Application application -> apply(application, place);
        };
    }

    /** Types the functor's body as if it were written in the place of the application, with its argument. */
    private Environment.ModuleMeaning apply(ItemSyntax.Application application, Place place) {
        Position position = application.position();
        if (!(meaning(application.function(), place) instanceof Environment.OfFunctor functor)) {
            throw new TranslationException(
                    position,
                    "functor application",
                    "applies a module that is no functor",
                    "check that the source compiles with OCaml");
        }
        if (++applications > MOST_APPLICATIONS) {
            throw new TranslationException(
                    position,
                    "functor application",
                    "is one of more than " + MOST_APPLICATIONS + ", each of which repeats the functor's body",
                    "extract fewer modules into one file");
        }
        Environment scope = new Environment(functor.scope());
        scope.module(functor.parameter(), meaning(application.argument(), place.inside(functor.parameter())));
        return meaning(functor.body(), place.with(scope, functor.origin()));
    }

    private void include(ItemSyntax.Include include, Place place) {
        if (!(meaning(include.body(), place) instanceof Environment.Members(Environment members))) {
            throw unsupported(include.position(), "'include' of a functor");
        }
        place.scope.include(members);
    }

    private static TranslationException unsupported(Position position, String construct) {
        return new TranslationException(
                position,
                construct,
                "is not supported by the bridge",
                "restate the definition in Rocq so that extraction does not need it");
    }

    private void item(ItemSyntax item, Place place) {
        switch (item) {
            case ItemSyntax.Types types ->
                place.unit.types().addAll(declarations.declare(types, place.scope, place.modules, place.abstracts()));
            case ItemSyntax.ModuleType type -> place.scope.moduleType(type.name(), type.body());
            case ItemSyntax.Module module -> define(module, place);
            case ItemSyntax.Include include -> include(include, place);
            case ItemSyntax.Values values -> values(values, place);
            case ItemSyntax.Value value -> throw unsupported(value.position(), "val " + value.name());
            case ItemSyntax.ModuleValue value -> throw unsupported(value.position(), "module " + value.name());
            case ItemSyntax.IncludeSignature signature -> throw unsupported(signature.position(), "signature");
        }
    }

    private void values(ItemSyntax.Values values, Place place) {
        if (isProof(values)) {
            place.scope.value(PROOF, new Environment.OfPrimitive(Primitive.PROOF, List.of(), Builtins.OBJ_TYPE));
            return;
        }
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

    /** Whether {@code values} is how extraction defines what is left of proofs: a value that its applications give. */
    private static boolean isProof(ItemSyntax.Values values) {
        return values.bindings().size() == 1
                && values.bindings().getFirst().pattern() instanceof PatternSyntax.Variable variable
                && variable.name().equals(PROOF)
                && values.bindings().getFirst().value() instanceof ExpressionSyntax.Let let
                && let.recursive()
                && let.bindings().size() == 1
                && let.bindings().getFirst().pattern() instanceof PatternSyntax.Variable self
                && let.bindings().getFirst().value() instanceof ExpressionSyntax.Function function
                && function.parameters().size() == 1
                && function.parameters().getFirst() instanceof PatternSyntax.Wildcard
                && isRepresentation(function.body(), self.name())
                && isRepresentation(let.body(), self.name());
    }

    private static boolean isRepresentation(ExpressionSyntax syntax, String of) {
        return syntax instanceof ExpressionSyntax.Apply apply
                && apply.function() instanceof ExpressionSyntax.Name function
                && function.path().toString().equals("Obj.repr")
                && apply.arguments().size() == 1
                && apply.arguments().getFirst() instanceof ExpressionSyntax.Name argument
                && argument.path().equals(Path.of(of));
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
            @Nullable TypeSyntax shown = declared.find(place.origin, name);
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
        String signatureName = functor.signature() instanceof ItemSyntax.SignatureName name
                ? name.path().name()
                : functor.parameter();
        Environment members = new Environment(scope);
        List<TypeSymbol> types = new ArrayList<>();
        List<Unit.Operation> operations = new ArrayList<>();
        Leaves leaves = new Leaves(functor.parameter(), types, operations);
        members(functor.position(), functor.signature(), members, leaves, "");
        scope.module(functor.parameter(), new Environment.Members(members));
        return new Unit.FunctorParameter(functor.parameter(), signatureName, types, operations);
    }

    /** What the signature of the functor's parameter {@code parameter} leaves open. */
    private record Leaves(String parameter, List<TypeSymbol> types, List<Unit.Operation> operations) {}

    /** Enters what a parameter's signature declares; names in modules inside it begin with {@code prefix} in Java. */
    private void members(
            Position position, ItemSyntax.SignatureSyntax syntax, Environment members, Leaves leaves, String prefix) {
        for (ItemSyntax item :
                signature(position, syntax, members, leaves.parameter).items()) {
            switch (item) {
                case ItemSyntax.Types group ->
                    leaves.types.addAll(declarations.abstracts(group, members, leaves.parameter, prefix));
                case ItemSyntax.Value value -> {
                    Type type = TypeReader.read(value.type(), members, v -> {
                        throw unsupported(v.position(), "polymorphic operation " + value.name());
                    });
                    Unit.Operation operation = new Unit.Operation(
                            leaves.parameter,
                            prefix + value.name(),
                            type,
                            value.type().toString());
                    leaves.operations.add(operation);
                    members.value(value.name(), new Environment.OfOperation(operation));
                }
                case ItemSyntax.ModuleValue module -> {
                    Environment inner = new Environment(members);
                    String name = module.name();
                    members(module.position(), module.signature(), inner, leaves, prefix + name + "_");
                    members.module(name, new Environment.Members(inner));
                }
                case ItemSyntax.IncludeSignature include ->
                    members(include.position(), include.signature(), members, leaves, prefix);
                default -> throw unsupported(item.position(), "module inside a functor's signature");
            }
        }
    }

    private static ItemSyntax.Signature signature(
            Position position, ItemSyntax.SignatureSyntax written, Environment scope, String parameter) {
        ItemSyntax.SignatureSyntax syntax = written;
        while (syntax instanceof ItemSyntax.SignatureName name) {
            ItemSyntax.SignatureSyntax found = scope.moduleType(name.path());
            if (found == null) {
                throw Names.undefined(name.position(), "module type " + name.path());
            }
            syntax = found;
        }
        return switch (syntax) {
            case ItemSyntax.Signature signature -> signature;
            case ItemSyntax.Constrained constrained ->
                throw new TranslationException(
                        constrained.position(),
                        "'with' constraint",
                        "stands in the signature of a functor that the file does not apply",
                        "apply the functor in Rocq and extract the result");
            case ItemSyntax.FunctorSignature functor ->
                throw new TranslationException(
                        position,
                        "functor as parameter " + parameter,
                        "is taken by a functor that the file does not apply",
                        "apply the functor in Rocq and extract the result");
            default -> throw unsupported(position, "signature of " + parameter);
        };
    }
}
