package dev.espalier.bridge.types;

import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.LocalFunction;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.RuntimeFunction;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.ocaml.ExpressionSyntax;
import dev.espalier.bridge.ocaml.ItemSyntax;
import dev.espalier.bridge.ocaml.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The names in scope. A scope sees its parent's names; a module's scope is also reachable by the module's name. */
final class Environment {
    /** What a value's name stands for. */
    sealed interface Binding {}

    record OfLocal(Local local) implements Binding {}

    /**
     * A local function.
     *
     * @param delayed whether the name stands for a recursive lazy value: what the function gives for {@code ()}
     */
    record OfFunction(LocalFunction function, boolean complete, boolean delayed) implements Binding {}

    record OfGlobal(Global global, boolean complete) implements Binding {}

    record OfOperation(Unit.Operation operation) implements Binding {}

    /** A function or value of the runtime. */
    record OfRuntime(RuntimeFunction function) implements Binding {}

    /** What is defined by an expression that is put into the place of each use, and is read in {@code scope}. */
    record OfText(ExpressionSyntax text, Environment scope) implements Binding {}

    /**
     * A variable that is used at several types, which {@code parameters} of {@code type} stand for. The variable itself
     * has a type in which these are {@code Obj.t}.
     */
    record OfShared(Local local, List<Type.Parameter> parameters, Type type) implements Binding {}

    record OfPrimitive(Primitive primitive, List<Type.Parameter> parameters, Type type) implements Binding {}

    /** A name whose definition was already reported as wrong: it fits anywhere, so that one error stays one. */
    record Poisoned() implements Binding {}

    /** A name for a type: parameters and what they are put into. */
    record Meaning(List<Type.Parameter> parameters, Type type) {}

    /** What a module's name stands for. */
    sealed interface ModuleMeaning {}

    /** A module's members. */
    record Members(Environment scope) implements ModuleMeaning {}

    /**
     * A functor, whose body is typed anew for each argument.
     *
     * @param scope what the body sees, as it was where the functor is defined
     * @param origin where the functor is defined: the path under which an interface file declares its values
     */
    record OfFunctor(Environment scope, String parameter, ItemSyntax.ModuleSyntax body, List<String> origin)
            implements ModuleMeaning {}

    /**
     * A functor that is a functor's parameter: what it gives is not known.
     *
     * @param body what it gives, over the module {@code parameter}
     * @param signatureName the name of its module type, or of the parameter that it is
     */
    record OfOpenFunctor(Environment scope, String parameter, ItemSyntax.SignatureSyntax body, String signatureName)
            implements ModuleMeaning {}

    /** A module type, and what its names are looked up in. */
    record SignatureMeaning(ItemSyntax.SignatureSyntax signature, Environment scope) {}

    private final @Nullable Environment parent;
    private final Map<String, Binding> values = new HashMap<>();
    private final Map<String, Meaning> types = new HashMap<>();
    private final Map<String, TypeSymbol.Constructor> constructors = new HashMap<>();
    private final Map<String, TypeSymbol.Field> fields = new HashMap<>();
    private final Map<String, ModuleMeaning> modules = new HashMap<>();
    private final Map<String, SignatureMeaning> moduleTypes = new HashMap<>();

    private @Nullable Environment opened;

    Environment(@Nullable Environment parent) {
        this.parent = parent;
    }

    void value(String name, Binding binding) {
        own(scope -> scope.values, name, binding);
    }

    void type(String name, Meaning meaning) {
        own(scope -> scope.types, name, meaning);
    }

    void constructor(TypeSymbol.Constructor constructor) {
        own(scope -> scope.constructors, constructor.name(), constructor);
    }

    void field(TypeSymbol.Field field) {
        own(scope -> scope.fields, field.name(), field);
    }

    /** Enters a member: it hides one of that name which was opened before. */
    private <T> void own(Function<Environment, Map<String, T>> table, String name, T meaning) {
        table.apply(this).put(name, meaning);
        if (opened != null) {
            table.apply(opened).remove(name);
        }
    }

    /** Makes the names of {@code module} visible here, without making them members. */
    void open(Environment module) {
        if (opened == null) {
            opened = new Environment(null);
        }
        opened.include(module);
    }

    void module(String name, ModuleMeaning meaning) {
        own(scope -> scope.modules, name, meaning);
    }

    /** The scope as it is now: what is defined later does not reach it. */
    Environment snapshot() {
        Environment copy = new Environment(parent == null ? null : parent.snapshot());
        copy.include(this);
        if (opened != null) {
            copy.open(opened);
        }
        return copy;
    }

    /** Enters all names of {@code module}, without those of the scopes that it sees. */
    void include(Environment module) {
        module.values.forEach(this::value);
        module.types.forEach(this::type);
        module.constructors.values().forEach(this::constructor);
        module.fields.values().forEach(this::field);
        module.modules.forEach(this::module);
        module.moduleTypes.forEach(this::moduleType);
    }

    @Nullable
    ModuleMeaning module(Path path) {
        return find(path, environment -> environment.modules);
    }

    void moduleType(String name, SignatureMeaning signature) {
        own(scope -> scope.moduleTypes, name, signature);
    }

    @Nullable
    Binding value(Path path) {
        return find(path, environment -> environment.values);
    }

    @Nullable
    Meaning type(Path path) {
        return find(path, environment -> environment.types);
    }

    TypeSymbol.@Nullable Constructor constructor(Path path) {
        return find(path, environment -> environment.constructors);
    }

    TypeSymbol.@Nullable Field field(Path path) {
        return find(path, environment -> environment.fields);
    }

    @Nullable
    SignatureMeaning moduleType(Path path) {
        return find(path, environment -> environment.moduleTypes);
    }

    private <T> @Nullable T find(Path path, Function<Environment, Map<String, T>> table) {
        if (path.modules().isEmpty()) {
            for (Environment scope = this; scope != null; scope = scope.parent) {
                T found =
                        scope.opened == null ? null : table.apply(scope.opened).get(path.name());
                if (found == null) {
                    found = table.apply(scope).get(path.name());
                }
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        ModuleMeaning module = find(Path.of(path.modules().getFirst()), environment -> environment.modules);
        for (String name : path.modules().subList(1, path.modules().size())) {
            module = module instanceof Members(Environment members) ? members.modules.get(name) : null;
        }
        return module instanceof Members(Environment members)
                ? table.apply(members).get(path.name())
                : null;
    }
}
