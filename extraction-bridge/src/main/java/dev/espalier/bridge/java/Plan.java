package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Projections;
import dev.espalier.bridge.passes.flattening.NumberedLists;
import dev.espalier.bridge.passes.linearity.Linearity;
import dev.espalier.bridge.passes.linearity.LinearityReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The Java names of all that a program declares: decided once, so that every reference agrees. */
final class Plan {
    /** What the names of stepping methods end in. */
    static final String STEP = "Step";

    /** What the names of recursive methods end in that another method guards. */
    static final String RECURSION = "Recursion";

    private final Map<Unit, String> classes = new HashMap<>();
    private final Map<TypeSymbol, Unit> typeUnits = new HashMap<>();
    private final Map<Global, Unit> globalUnits = new HashMap<>();
    private boolean conversions;
    private final boolean numberedLists;
    private final Map<Object, String> names = new HashMap<>();
    private final Map<Unit.Operation, String> parameterFields = new IdentityHashMap<>();
    private final Map<Unit, Set<String>> fields = new HashMap<>();
    private final Map<Unit, Set<String>> typeNames = new HashMap<>();

    private final LinearityReport linearity;

    Plan(Program program, String fileName) {
        linearity = Linearity.analyse(program);
        numberedLists = NumberedLists.areVisible(program);
        if (linearity.inPlace()) {
            program.globals().stream().filter(Plan::takesState).forEach(Global::forbidRestart);
        }
        Set<String> taken = new HashSet<>();
        for (Unit unit : program.units()) {
            if (unit.name() != null) {
                classes.put(unit, unique(JavaNames.type(unit.name().replace('.', '_')), taken));
            }
        }
        for (Unit unit : program.units()) {
            if (unit.name() == null) {
                String base = JavaNames.type(fileName);
                classes.put(unit, unique(taken.contains(base) ? base + "Prelude" : base, taken));
            }
        }
        program.units().forEach(this::name);
        program.units().stream()
                .flatMap(unit -> unit.globals().stream())
                .forEach(global -> Occurrences.walk(
                        global.body(),
                        part -> conversions |= part instanceof Expr.PrimitiveRef ref
                                && (ref.primitive() == Primitive.CAST || ref.primitive() == Primitive.PROOF)));
    }

    /** Where updates of state may be in place, or why not. */
    LinearityReport linearity() {
        return linearity;
    }

    /** Whether the program has values at types that the source does not give them. */
    boolean hasConversions() {
        return conversions;
    }

    /** Whether values of {@code type} are {@code NumberedList}s in Java. */
    boolean isNumberedList(Type type) {
        return numberedLists && NumberedLists.isNumbered(type);
    }

    /** Whether the program's lists of pairs of an element and a number are {@code NumberedList}s. */
    boolean hasNumberedLists() {
        return numberedLists;
    }

    private static boolean takesState(Global global) {
        return global.body() instanceof Expr.Lambda lambda
                && lambda.parameters().stream().anyMatch(parameter -> Linearity.isState(parameter.type()));
    }

    private static String unique(String wish, Set<String> taken) {
        String name = JavaNames.free(wish, taken::contains);
        taken.add(name);
        return name;
    }

    private void name(Unit unit) {
        // A nested class must not hide another module's class, as in OCaml's `module Z` beside `type z`.
        Set<String> types = new HashSet<>(classes.values());
        for (Unit.FunctorParameter functor : unit.functors()) {
            Set<String> operations = new HashSet<>();
            for (TypeSymbol symbol : functor.types()) {
                // Hides the framework's Value inside the class: type variables keep their plain names.
                names.put(symbol, unique(JavaNames.upper(symbol.name()), types));
            }
            functor.operations()
                    .forEach(operation -> names.put(operation, unique(JavaNames.lower(operation.name()), operations)));
            int index = unit.functors().indexOf(functor);
            functor.operations().forEach(operation -> parameterFields.put(operation, parameterField(index)));
            names.put(functor, unique(JavaNames.upper(functor.signature().toLowerCase(Locale.ROOT)), types));
        }
        for (TypeSymbol symbol : unit.types()) {
            typeUnits.put(symbol, unit);
            String wish = JavaNames.type(prefixed(symbol.modules(), symbol.name()));
            names.put(symbol, unique(classes.containsValue(wish) ? wish + "Type" : wish, types));
        }
        typeNames.put(unit, types);
        for (TypeSymbol symbol : unit.types()) {
            // A constructor's class is nested in its type's, and must not hide the other types there.
            Set<String> members = new HashSet<>(types);
            symbol.fields().forEach(field -> names.put(field, unique(JavaNames.lower(field.name()), members)));
            symbol.constructors().forEach(one -> names.put(one, unique(constructor(one), members)));
        }
        Set<String> methods = new HashSet<>();
        Set<String> variables = new HashSet<>(Set.of("parameters"));
        for (int i = 1; i < unit.functors().size(); i++) {
            variables.add(parameterField(i));
        }
        fields.put(unit, variables);
        for (Global global : unit.globals()) {
            globalUnits.put(global, unit);
            String wish = JavaNames.lower(prefixed(global.modules(), global.name()));
            String name = JavaNames.free(
                    wish, n -> methods.contains(n) || methods.contains(n + STEP) || methods.contains(n + RECURSION));
            methods.addAll(List.of(name, name + STEP, name + RECURSION));
            names.put(global, name);
            if (isField(global)) {
                variables.add(name);
            }
        }
    }

    private static String constructor(TypeSymbol.Constructor constructor) {
        return constructor.owner().isEnumeration()
                ? JavaNames.constant(constructor.name())
                : JavaNames.type(constructor.name());
    }

    /** The field that holds a functor's parameter, counted from 0. */
    static String parameterField(int index) {
        return index == 0 ? "parameters" : "parameters" + (index + 1);
    }

    /** The field that holds the functor's parameter which supplies {@code operation}. */
    String parameterField(Unit.Operation operation) {
        return Objects.requireNonNull(parameterFields.get(operation), () -> "no parameter for " + operation.name());
    }

    /** Names in modules nested in a class get the modules' names before theirs. */
    private static String prefixed(List<String> modules, String name) {
        List<String> parts = new ArrayList<>(modules.subList(Math.min(1, modules.size()), modules.size()));
        parts.add(name);
        return String.join("_", parts);
    }

    /** Whether {@code global} is a value computed once, and no function. */
    static boolean isField(Global global) {
        return global.arity() == 0
                && !Linearity.isState(global.type())
                && global.parameters().isEmpty()
                && Projections.of(global).isEmpty();
    }

    String className(Unit unit) {
        return Objects.requireNonNull(classes.get(unit));
    }

    /** The class that declares {@code global}. */
    Unit unit(Global global) {
        return Objects.requireNonNull(globalUnits.get(global), () -> "no class for " + global);
    }

    /** The class that declares {@code symbol}. */
    Unit unit(TypeSymbol symbol) {
        return Objects.requireNonNull(typeUnits.get(symbol), () -> "no class for type " + symbol);
    }

    /** Names of the class's fields, which variables must not hide. */
    Set<String> fieldNames(Unit unit) {
        return Objects.requireNonNull(fields.get(unit));
    }

    /** Names of the class's type variables and nested types, which type parameters must not hide. */
    Set<String> typeNames(Unit unit) {
        return Objects.requireNonNull(typeNames.get(unit));
    }

    /** The Java name of a type, a constructor, a field, a value, an operation or a functor's parameter. */
    String name(Object declared) {
        if (declared instanceof TypeSymbol.Field field && field.owner() == Builtins.PAIR) {
            return field.name();
        }
        if (declared instanceof TypeSymbol.Constructor constructor && JavaTypes.isBuiltIn(constructor.owner())) {
            return constructor.owner().isEnumeration() ? JavaNames.constant(constructor.name()) : constructor.name();
        }
        return Objects.requireNonNull(names.get(declared), () -> "no name for " + declared);
    }

    /** The open types that the interface of a functor's parameter is generic in: those of others come before its own. */
    static List<TypeSymbol> interfaceTypes(Unit unit, Unit.FunctorParameter functor) {
        List<TypeSymbol> mentioned = new ArrayList<>();
        for (Unit.FunctorParameter other : unit.functors()) {
            for (TypeSymbol symbol : other.types()) {
                boolean foreign = other != functor
                        && functor.operations().stream()
                                .anyMatch(operation -> Types.mentions(operation.type(), symbol));
                if (foreign) {
                    mentioned.add(symbol);
                }
            }
        }
        mentioned.addAll(functor.types());
        return mentioned;
    }

    /** The parameters of a type's class: the functor's types that it mentions, then its own. */
    static List<Type> classParameters(TypeSymbol symbol) {
        List<Type> parameters = new ArrayList<>();
        symbol.captured().forEach(captured -> parameters.add(new Type.Named(captured, List.of())));
        parameters.addAll(symbol.parameters());
        return parameters;
    }
}
