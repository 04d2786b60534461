package dev.espalier.bridge.types;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.ocaml.ExpressionSyntax;
import dev.espalier.bridge.ocaml.ItemSyntax;
import dev.espalier.bridge.ocaml.Path;
import dev.espalier.bridge.ocaml.PatternSyntax;
import dev.espalier.bridge.source.Diagnostics;
import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types whole files, module by module. After an error it goes on with the next definition. */
public final class ModuleElaborator {
    /** Each application repeats a functor's body: more can only come from nesting that doubles at each level. */
    private static final int MOST_APPLICATIONS = 5000;

    /** What extraction calls that which is left of proofs. */
    private static final String PROOF = "__";

    private final Diagnostics diagnostics = new Diagnostics();
    private final TypeDeclarations declarations = new TypeDeclarations();
    private final FunctorParameters parameters =
            new FunctorParameters(declarations, (module, scope) -> meaning(module, place(scope)));
    private final Definitions definitions;
    private final List<Unit> units = new ArrayList<>();
    private final List<Unapplied> functors = new ArrayList<>();
    private final Set<Environment.OfFunctor> applied = Collections.newSetFromMap(new IdentityHashMap<>());

    private int applications;

    private ModuleElaborator(DeclaredValues declared) {
        this.definitions = new Definitions(declared);
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

        /** Whether no functor, open or applied, leads here. */
        boolean isOutsideOfFunctors() {
            return unit.functors().isEmpty() && modules.equals(origin);
        }

        List<TypeSymbol> abstracts() {
            return unit.functors().stream().flatMap(f -> f.types().stream()).toList();
        }
    }

    /** A functor outside of functors, which becomes a class if nothing applies it. */
    private record Unapplied(Environment.OfFunctor functor, ItemSyntax.Functor syntax, Unit unit) {}

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
        elaborator.program(implementation);
        elaborator.diagnostics.throwIfAny();
        elaborator.units.removeIf(
                unit -> unit.types().isEmpty() && unit.globals().isEmpty());
        return new Program(List.copyOf(elaborator.units));
    }

    private Unit unit(@Nullable String name) {
        Unit unit = new Unit(name, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        units.add(unit);
        return unit;
    }

    /** Where a module expression is looked up that defines nothing. */
    private static Place place(Environment scope) {
        return new Place(
                scope, List.of(), List.of(), new Unit(null, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
    }

    private void program(List<ItemSyntax> items) {
        Environment scope = new Environment(StandardLibrary.environment());
        Place top = new Place(scope, List.of(), List.of(), unit(null));
        for (ItemSyntax item : items) {
            if (item instanceof ItemSyntax.Module module && !(module.body() instanceof ItemSyntax.Functor)) {
                Place place = new Place(scope, List.of(), List.of(), unit(module.name()));
                diagnostics.collect(() -> define(module, place));
            } else {
                diagnostics.collect(() -> item(item, top));
            }
        }
        // Backwards, since only what comes later can apply a functor.
        for (Unapplied functor : functors.reversed()) {
            if (!applied.contains(functor.functor)) {
                diagnostics.collect(() -> openFunctor(functor));
            }
        }
    }

    /** A functor that the file does not apply: it becomes a class that takes its parameters. */
    private void openFunctor(Unapplied functor) {
        Environment scope = new Environment(functor.functor.scope());
        ItemSyntax.ModuleSyntax body = functor.syntax;
        while (body instanceof ItemSyntax.Functor inner) {
            parameters.add(inner, scope, functor.unit);
            body = inner.body();
        }
        List<String> modules = List.of(String.valueOf(functor.unit.name()));
        Place place = new Place(scope, modules, functor.functor.origin(), functor.unit);
        if (body instanceof ItemSyntax.Structure structure) {
            structure.items().forEach(item -> diagnostics.collect(() -> item(item, place)));
        } else if (meaning(body, place) instanceof Environment.Members(Environment members)) {
            scope.include(members);
        }
        List<Unit.FunctorParameter> taken = functor.unit.functors();
        if (!taken.stream().allMatch(ModuleElaborator::isEmpty)) {
            taken.removeIf(ModuleElaborator::isEmpty);
        }
    }

    /** Whether a parameter leaves nothing open by itself, as one that has only functors. */
    private static boolean isEmpty(Unit.FunctorParameter parameter) {
        return parameter.types().isEmpty() && parameter.operations().isEmpty();
    }

    private void define(ItemSyntax.Module module, Place place) {
        Place inside = place.inside(module.name());
        Environment.ModuleMeaning meaning = meaning(module.body(), inside);
        place.scope.module(module.name(), meaning);
        if (meaning instanceof Environment.OfFunctor functor
                && module.body() instanceof ItemSyntax.Functor syntax
                && inside.isOutsideOfFunctors()) {
            functors.add(new Unapplied(functor, syntax, unit(String.join(".", inside.modules))));
        }
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
        Environment.ModuleMeaning function = meaning(application.function(), place);
        if (function instanceof Environment.OfOpenFunctor open) {
            Environment.ModuleMeaning argument = meaning(application.argument(), place.inside(open.parameter()));
            return parameters.apply(open, argument, place.modules.getLast(), position, place.unit);
        }
        if (!(function instanceof Environment.OfFunctor functor)) {
            throw new TranslationException(
                    position,
                    "functor application",
                    "applies a module that is no functor",
                    "check that the source compiles with OCaml");
        }
        applied.add(functor);
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
            case ItemSyntax.ModuleType type ->
                place.scope.moduleType(
                        type.name(), new Environment.SignatureMeaning(type.body(), place.scope.snapshot()));
            case ItemSyntax.Module module -> define(module, place);
            case ItemSyntax.Include include -> include(include, place);
            case ItemSyntax.Values values -> values(values, place);
            case ItemSyntax.ExceptionDeclaration exception -> exception(exception.constructor(), place);
            case ItemSyntax.Open open -> place.scope.open(Names.members(place.scope, open.module(), open.position()));
            case ItemSyntax.Value value -> throw unsupported(value.position(), "val " + value.name());
            case ItemSyntax.ModuleValue value -> throw unsupported(value.position(), "module " + value.name());
            case ItemSyntax.IncludeSignature signature -> throw unsupported(signature.position(), "signature");
        }
    }

    private static void exception(ItemSyntax.ConstructorDeclaration declaration, Place place) {
        List<Type> arguments = declaration.arguments().stream()
                .map(argument -> TypeReader.read(argument, place.scope, v -> {
                    throw Names.undefined(v.position(), "type variable '" + v.name());
                }))
                .toList();
        place.scope.constructor(StandardLibrary.exception(declaration.name(), arguments));
    }

    private void values(ItemSyntax.Values values, Place place) {
        if (isProof(values)) {
            place.scope.value(PROOF, new Environment.OfPrimitive(Primitive.PROOF, List.of(), Builtins.OBJ_TYPE));
            return;
        }
        List<ItemSyntax.Values> plain = TopLevelPatterns.split(values, place.scope);
        try {
            plain.forEach(one -> definitions.define(one, place.scope, place.modules, place.origin, place.unit));
        } catch (TranslationException failure) {
            for (ItemSyntax.Values one : plain) {
                for (ExpressionSyntax.Binding binding : one.bindings()) {
                    if (binding.pattern() instanceof PatternSyntax.Variable variable) {
                        place.scope.value(variable.name(), new Environment.Poisoned());
                    }
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
}
