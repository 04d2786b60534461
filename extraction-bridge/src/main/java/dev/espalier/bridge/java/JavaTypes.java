package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.passes.flattening.NumberedLists;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes types in one Java file, and notes what must be imported. */
final class JavaTypes {
    static final String RUNTIME = "dev.espalier.core.lang.";
    private static final String PROGRAM = "dev.espalier.core.";

    private static final Map<TypeSymbol, String> PRIMITIVES = Map.of(
            Builtins.INT,
            "long",
            Builtins.BOOL,
            "boolean",
            Builtins.CHAR,
            "char",
            Builtins.FLOAT,
            "double",
            Builtins.UINT63,
            "long");
    private static final Map<TypeSymbol, String> CLASSES = Map.of(
            Builtins.LIST,
            "ConsList",
            Builtins.OPTION,
            "Option",
            Builtins.PAIR,
            "Pair",
            Builtins.RESULT,
            "Result",
            Builtins.CARRY,
            "Carry",
            Builtins.FLOAT_COMPARISON,
            "FloatComparison",
            Builtins.FLOAT_CLASS,
            "FloatClass");

    private final Plan plan;
    private final @Nullable Unit inside;
    private final Map<TypeSymbol, String> bound;
    private final Set<String> imports = new TreeSet<>();
    private final Map<Type.Parameter, String> parameters = new HashMap<>();

    /**
     * For one file.
     *
     * @param inside the class whose nested types need no qualifier; {@code null} for none
     * @param bound Java types that stand for abstract types; the others are written as type variables
     */
    JavaTypes(Plan plan, @Nullable Unit inside, Map<TypeSymbol, String> bound) {
        this.plan = plan;
        this.inside = inside;
        this.bound = bound;
    }

    /** Whether the file's class is that of {@code unit}. */
    boolean isInside(Unit unit) {
        return unit == inside;
    }

    /** A class of the runtime, to be imported. */
    String runtime(String name) {
        imports.add(RUNTIME + name);
        return name;
    }

    /** A class of the core's interface, to be imported. */
    String program(String name) {
        imports.add(PROGRAM + name);
        return name;
    }

    /** A class of the state maps, to be imported. */
    String state(String name) {
        imports.add(PROGRAM + "state." + name);
        return name;
    }

    /** Notes an import. */
    void use(String qualified) {
        imports.add(qualified);
    }

    /** What must be imported, sorted. */
    Set<String> imports() {
        return imports;
    }

    /** Names type parameters for as long as they are in scope. */
    void enter(List<Type.Parameter> scope, Set<String> taken) {
        for (Type.Parameter parameter : scope) {
            String name = JavaNames.free(
                    JavaNames.upper(parameter.name()), n -> taken.contains(n) || parameters.containsValue(n));
            parameters.put(parameter, name);
        }
    }

    /** Ends the scope of type parameters. */
    void leave(List<Type.Parameter> scope) {
        scope.forEach(parameters::remove);
    }

    /** {@code <A, B>}, or nothing. */
    String declared(List<Type.Parameter> scope) {
        return bracketed(scope.stream().map(this::boxed).toList());
    }

    /** The type of a variable, a parameter or a result: primitive where it can be. */
    String plain(Type type) {
        TypeSymbol symbol = Builtins.symbol(type);
        String primitive = symbol == null ? null : PRIMITIVES.get(symbol);
        return primitive == null ? boxed(type) : primitive;
    }

    /** Whether variables of the type hold a Java primitive. */
    static boolean isPrimitive(Type type) {
        TypeSymbol symbol = Builtins.symbol(type);
        return symbol != null && PRIMITIVES.containsKey(symbol);
    }

    /** The type as a type argument. */
    String boxed(Type type) {
        return switch (type.resolved()) {
            // A type that stayed open has no values, so any will do, unless conversions make some.
            case Type.Variable unknown -> plan.hasConversions() ? "Object" : runtime("Unit");
            case Type.Parameter parameter -> parameters.getOrDefault(parameter, JavaNames.upper(parameter.name()));
            case Type.Arrow arrow -> runtime("Func") + "<" + boxed(arrow.from()) + ", " + boxed(arrow.to()) + ">";
            case Type.Named named -> named(named);
        };
    }

    private String named(Type.Named named) {
        TypeSymbol symbol = named.symbol();
        if (symbol.kind() == TypeSymbol.Kind.PRIMITIVE) {
            return primitive(named);
        }
        if (symbol.isOpaque()) {
            return "Object";
        }
        if (symbol.kind() == TypeSymbol.Kind.ABSTRACT) {
            String type = bound.get(symbol);
            return type == null ? plan.name(symbol) : program(type);
        }
        return raw(named) + arguments(named);
    }

    /** The class of values of a record or variant, without type arguments: of lists it depends on their elements. */
    String raw(Type.Named whole) {
        return plan.isNumberedList(whole) ? runtime("NumberedList") : raw(whole.symbol());
    }

    /** Whether values of {@code type} are {@code NumberedList}s. */
    boolean isNumberedList(Type type) {
        return plan.isNumberedList(type);
    }

    private String primitive(Type.Named named) {
        return switch (named.symbol().name()) {
            case "int" -> "Long";
            case "whole" -> runtime("Whole");
            case "bool" -> "Boolean";
            case "Obj.t" -> "Object";
            case "char" -> "Character";
            case "float" -> "Double";
            case "Uint63.t" -> "Long";
            case "string" -> runtime("ByteString");
            case "exn" -> runtime("OcamlException");
            case "array" -> runtime("FixedArray") + arguments(named);
            case "Parray.t" -> runtime("PersistentArray") + arguments(named);
            case "Lazy.t" -> runtime("Lazy") + arguments(named);
            case "StateMap" -> state("StateMap") + arguments(named);
            case "big_int" -> {
                use("java.math.BigInteger");
                yield "BigInteger";
            }
            default -> runtime("Unit");
        };
    }

    /** The class of a record or variant, without type arguments. */
    String raw(TypeSymbol symbol) {
        String builtin = CLASSES.get(symbol);
        if (builtin != null) {
            return runtime(builtin);
        }
        Unit owner = plan.unit(symbol);
        return owner == inside ? plan.name(symbol) : plan.className(owner) + "." + plan.name(symbol);
    }

    /** Whether the class of a record or variant is one of the runtime. */
    static boolean isBuiltIn(TypeSymbol symbol) {
        return CLASSES.containsKey(symbol);
    }

    /** The class of a constructor of values of type {@code whole}, without type arguments. */
    String raw(TypeSymbol.Constructor constructor, Type.Named whole) {
        return raw(whole) + "."
                + switch (constructor.name()) {
                    case "[]" -> "Nil";
                    case "::" -> "Cell";
                    default -> plan.name(constructor);
                };
    }

    /**
     * The value of a constructor without arguments, of type {@code whole}: a constant, or a method's call that gives the
     * shared object.
     */
    String constant(TypeSymbol.Constructor constructor, Type.Named whole) {
        TypeSymbol owner = constructor.owner();
        if (owner.isEnumeration()) {
            return raw(constructor, whole);
        }
        if (owner == Builtins.LIST || owner == Builtins.OPTION) {
            return raw(whole) + (owner == Builtins.LIST ? ".nil()" : ".none()");
        }
        return raw(owner) + "." + shared(constructor) + "()";
    }

    /** The method that gives the shared object of a constructor without arguments. */
    String shared(TypeSymbol.Constructor constructor) {
        return JavaNames.lower(plan.name(constructor));
    }

    /** The name of a constructor's component. */
    static String component(TypeSymbol.Constructor constructor, int index) {
        if (constructor.owner() == Builtins.LIST) {
            return index == 0 ? "head" : "tail";
        }
        if (constructor.arguments().size() == 1) {
            return "value";
        }
        List<String> ordinals = List.of("first", "second", "third", "fourth", "fifth", "sixth");
        return index < ordinals.size() ? ordinals.get(index) : "item" + (index + 1);
    }

    /** The type arguments of a named type's class, in brackets; nothing if there are none. */
    String arguments(Type.Named named) {
        if (plan.isNumberedList(named)) {
            return "<" + boxed(NumberedLists.element(named)) + ">";
        }
        List<String> arguments = new ArrayList<>();
        named.symbol().captured().forEach(captured -> arguments.add(boxed(new Type.Named(captured, List.of()))));
        named.arguments().forEach(argument -> arguments.add(boxed(argument)));
        return bracketed(arguments);
    }

    static String bracketed(List<String> arguments) {
        return arguments.isEmpty() ? "" : "<" + String.join(", ", arguments) + ">";
    }
}
