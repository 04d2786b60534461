package dev.espalier.bridge.types;

import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.ocaml.ItemSyntax;
import dev.espalier.bridge.ocaml.Path;
import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what the parameters of functors that nothing applies leave to whoever applies them. A parameter that is itself a
 * functor is read at each application: what {@code M(P)} gives is one more parameter.
 */
final class FunctorParameters {
    /** Signatures can repeat signatures that repeat others: more can only come from nesting that doubles at each level. */
    private static final int MOST_MEMBERS = 20_000;

    private final TypeDeclarations declarations;
    private final Modules modules;
    private final Set<Environment> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Instance, Environment> instances = new HashMap<>();
    private int read;

    /** Finds the module that a constraint names. */
    interface Modules {
        /** What {@code module} stands for in {@code scope}. */
        Environment.ModuleMeaning find(ItemSyntax.ModuleSyntax module, Environment scope);
    }

    FunctorParameters(TypeDeclarations declarations, Modules modules) {
        this.declarations = declarations;
        this.modules = modules;
    }

    /** A functor that is a parameter, applied to a module. */
    private record Instance(Environment.OfOpenFunctor functor, Environment argument) {}

    /** A constraint on the signature of a module, and where it was written. */
    private record Constraint(List<String> path, ItemSyntax.Constraint constraint, Environment scope) {
        /** The same constraint seen from inside the member {@code module}. */
        Constraint inside() {
            return new Constraint(path.subList(1, path.size()), constraint, scope);
        }
    }

    /** What a signature's names and constraints lead to. */
    private record Resolved(
            Position position, ItemSyntax.SignatureSyntax signature, Environment scope, List<Constraint> constraints) {}

    /**
     * What a parameter leaves open.
     *
     * @param prefix what names in modules inside the signature begin with in Java
     */
    private record Leaves(
            Unit unit, String parameter, List<TypeSymbol> types, List<Unit.Operation> operations, String prefix) {
        Leaves inside(String module) {
            return new Leaves(unit, parameter, types, operations, prefix + module + "_");
        }

        List<TypeSymbol> abstracts() {
            List<TypeSymbol> all = new ArrayList<>();
            unit.functors().forEach(functor -> all.addAll(functor.types()));
            all.addAll(types);
            return all;
        }
    }

    /** Adds the parameter of {@code functor} to {@code unit}, and enters it into {@code scope}. */
    void add(ItemSyntax.Functor functor, Environment scope, Unit unit) {
        Environment.ModuleMeaning meaning =
                parameter(functor.parameter(), functor.position(), functor.signature(), scope, unit);
        scope.module(functor.parameter(), meaning);
    }

    private Environment.ModuleMeaning parameter(
            String name, Position position, ItemSyntax.SignatureSyntax signature, Environment scope, Unit unit) {
        Leaves leaves = new Leaves(unit, name, new ArrayList<>(), new ArrayList<>(), "");
        Environment.ModuleMeaning meaning = module(resolve(position, signature, scope), leaves, name(signature, name));
        if (meaning instanceof Environment.Members) {
            unit.functors()
                    .add(new Unit.FunctorParameter(name, name(signature, name), leaves.types, leaves.operations));
        }
        return meaning;
    }

    /**
     * What the parameter {@code functor} gives for {@code argument}: a further parameter of {@code unit}, called
     * {@code name}, or the one that the same application gave before.
     */
    Environment.ModuleMeaning apply(
            Environment.OfOpenFunctor functor,
            Environment.ModuleMeaning argument,
            String name,
            Position position,
            Unit unit) {
        if (!(argument instanceof Environment.Members(Environment members)) || !open.contains(members)) {
            throw new TranslationException(
                    position,
                    "application of a functor's parameter",
                    "is to a module that whoever applies the functor does not know",
                    "apply it to another parameter, or take what it gives as the parameter");
        }
        Instance instance = new Instance(functor, members);
        Environment known = instances.get(instance);
        if (known != null) {
            return new Environment.Members(known);
        }
        Environment scope = new Environment(functor.scope());
        scope.module(functor.parameter(), argument);
        Leaves leaves = new Leaves(unit, name, new ArrayList<>(), new ArrayList<>(), "");
        Environment.ModuleMeaning meaning =
                module(resolve(position, functor.body(), scope), leaves, functor.signatureName());
        if (meaning instanceof Environment.Members(Environment made)) {
            unit.functors()
                    .add(new Unit.FunctorParameter(name, functor.signatureName(), leaves.types, leaves.operations));
            instances.put(instance, made);
        }
        return meaning;
    }

    private static String name(ItemSyntax.SignatureSyntax signature, String otherwise) {
        return switch (signature) {
            case ItemSyntax.SignatureName named -> named.path().name();
            case ItemSyntax.Constrained constrained -> name(constrained.signature(), otherwise);
            default -> otherwise;
        };
    }

    private Resolved resolve(Position position, ItemSyntax.SignatureSyntax written, Environment writtenIn) {
        ItemSyntax.SignatureSyntax syntax = written;
        Environment scope = writtenIn;
        List<Constraint> constraints = new ArrayList<>();
        while (true) {
            switch (syntax) {
                case ItemSyntax.SignatureName name -> {
                    Environment.SignatureMeaning found = scope.moduleType(name.path());
                    if (found == null) {
                        throw Names.undefined(name.position(), "module type " + name.path());
                    }
                    syntax = found.signature();
                    scope = found.scope();
                }
                case ItemSyntax.Constrained constrained -> {
                    for (ItemSyntax.Constraint constraint : constrained.constraints()) {
                        constraints.add(new Constraint(components(constraint.path()), constraint, scope));
                    }
                    syntax = constrained.signature();
                }
                default -> {
                    return new Resolved(position, syntax, scope, constraints);
                }
            }
        }
    }

    private static List<String> components(Path path) {
        List<String> components = new ArrayList<>(path.modules());
        components.add(path.name());
        return components;
    }

    private Environment.ModuleMeaning module(Resolved resolved, Leaves leaves, String signatureName) {
        return switch (resolved.signature) {
            case ItemSyntax.Signature signature -> {
                Environment members = new Environment(resolved.scope);
                StateMapSignature map = leaves.prefix.isEmpty() ? StateMapSignature.of(signature.items()) : null;
                for (ItemSyntax item : map == null ? signature.items() : map.enter(members)) {
                    member(item, members, resolved.constraints, leaves);
                }
                open.add(members);
                yield new Environment.Members(members);
            }
            case ItemSyntax.FunctorSignature functor ->
                new Environment.OfOpenFunctor(
                        resolved.scope.snapshot(), functor.parameter(), functor.body(), signatureName);
            case ItemSyntax.SignatureOf of ->
                throw unsupported(of.position(), "'module type of' in the signature of a functor's parameter");
            default -> throw unsupported(resolved.position, "signature of " + leaves.parameter);
        };
    }

    private void member(ItemSyntax item, Environment members, List<Constraint> constraints, Leaves leaves) {
        if (++read > MOST_MEMBERS) {
            throw new TranslationException(
                    item.position(),
                    "signature",
                    "is one of those that leave more than " + MOST_MEMBERS + " members open",
                    "extract fewer modules into one file");
        }
        switch (item) {
            case ItemSyntax.Types group -> types(group, members, constraints, leaves);
            case ItemSyntax.Value value -> members.value(value.name(), operation(value, members, leaves));
            case ItemSyntax.ModuleType type ->
                members.moduleType(type.name(), new Environment.SignatureMeaning(type.body(), members.snapshot()));
            case ItemSyntax.ModuleValue module ->
                members.module(module.name(), inner(module, members, constraints, leaves));
            case ItemSyntax.IncludeSignature include -> {
                Resolved resolved = resolve(include.position(), include.signature(), members);
                List<Constraint> all = new ArrayList<>(constraints);
                all.addAll(resolved.constraints);
                Resolved constrained = new Resolved(resolved.position, resolved.signature, resolved.scope, all);
                if (!(module(constrained, leaves, "") instanceof Environment.Members(Environment included))) {
                    throw unsupported(include.position(), "'include' of a functor's signature");
                }
                members.include(included);
            }
            default -> throw unsupported(item.position(), "definition inside a functor's signature");
        }
    }

    private Environment.ModuleMeaning inner(
            ItemSyntax.ModuleValue module, Environment members, List<Constraint> constraints, Leaves leaves) {
        String name = module.name();
        List<Constraint> inside = new ArrayList<>();
        for (Constraint constraint : constraints) {
            if (!constraint.path.getFirst().equals(name)) {
                continue;
            }
            if (constraint.path.size() == 1
                    && constraint.constraint instanceof ItemSyntax.ModuleConstraint(Path path, var equal)) {
                return modules.find(equal, constraint.scope);
            }
            if (constraint.path.size() > 1) {
                inside.add(constraint.inside());
            }
        }
        if (module.signature() instanceof ItemSyntax.SameModule same) {
            return modules.find(same.module(), members);
        }
        Resolved resolved = resolve(module.position(), module.signature(), members);
        inside.addAll(resolved.constraints);
        Resolved constrained = new Resolved(resolved.position, resolved.signature, resolved.scope, inside);
        return module(constrained, leaves.inside(name), name(module.signature(), name));
    }

    private void types(ItemSyntax.Types group, Environment members, List<Constraint> constraints, Leaves leaves) {
        if (group.declarations().stream().noneMatch(one -> one.body() instanceof ItemSyntax.Abstract)) {
            List<String> path = List.of(String.valueOf(leaves.unit.name()), leaves.prefix + leaves.parameter);
            leaves.unit.types().addAll(declarations.declare(group, members, path, leaves.abstracts()));
            return;
        }
        for (ItemSyntax.TypeDeclaration declaration : group.declarations()) {
            Constraint constraint = constraints.stream()
                    .filter(one -> one.path.equals(List.of(declaration.name()))
                            && one.constraint instanceof ItemSyntax.TypeConstraint)
                    .findFirst()
                    .orElse(null);
            if (constraint != null && constraint.constraint instanceof ItemSyntax.TypeConstraint equal) {
                members.type(
                        declaration.name(),
                        TypeDeclarations.meaning(equal.parameters(), equal.type(), constraint.scope));
            } else {
                declarations
                        .openType(declaration, members, leaves.parameter, leaves.prefix)
                        .ifPresent(leaves.types::add);
            }
        }
    }

    private static Environment.Binding operation(ItemSyntax.Value value, Environment members, Leaves leaves) {
        Map<String, Type.Parameter> parameters = new LinkedHashMap<>();
        Type type =
                TypeReader.read(value.type(), members, v -> parameters.computeIfAbsent(v.name(), Type.Parameter::new));
        Unit.Operation operation = new Unit.Operation(
                leaves.parameter,
                leaves.prefix + value.name(),
                List.copyOf(parameters.values()),
                type,
                value.type().toString());
        leaves.operations.add(operation);
        return new Environment.OfOperation(operation);
    }

    private static TranslationException unsupported(Position position, String construct) {
        return new TranslationException(
                position,
                construct,
                "is not supported by the bridge",
                "restate the functor's signature in Rocq without it");
    }
}
