package dev.espalier.bridge.types;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ocaml.Path;
import java.util.List;
import java.util.Map;

/** The names of OCaml's standard library, of Zarith and of Rocq's kernel that the standard extraction directives produce. */
final class StandardLibrary {
    private StandardLibrary() {}

    /** The scope outside of all source files. */
    static Environment environment() {
        Environment standard = new Environment(null);
        types(standard);
        values(standard);
        Environment library = new Environment(standard);
        library.include(standard);
        standard.module("Stdlib", new Environment.Members(library));
        standard.module("Pervasives", new Environment.Members(library));
        modules(standard);
        LibraryText.MODULES.forEach(module -> module.define(standard));
        for (String name : List.of("Int", "String", "Char", "Array", "Lazy", "List", "Option", "Fun", "Bool")) {
            Environment.ModuleMeaning module = standard.module(Path.of(name));
            if (module != null) {
                library.module(name, module);
            }
        }
        return standard;
    }

    private static void types(Environment standard) {
        for (TypeSymbol symbol : List.of(
                Builtins.INT,
                Builtins.BOOL,
                Builtins.UNIT,
                Builtins.CHAR,
                Builtins.STRING,
                Builtins.FLOAT,
                Builtins.EXCEPTION,
                Builtins.OPTION,
                Builtins.LIST,
                Builtins.RESULT,
                Builtins.ARRAY)) {
            type(standard, symbol.name(), symbol);
        }
        Type text = Builtins.STRING_TYPE;
        Map.of("Not_found", List.<Type>of(), "Division_by_zero", List.<Type>of(), "Exit", List.<Type>of())
                .forEach((name, arguments) -> standard.constructor(exception(name, arguments)));
        standard.constructor(exception("Failure", List.of(text)));
        standard.constructor(exception("Invalid_argument", List.of(text)));
    }

    /** A constructor of {@code exn}. */
    static TypeSymbol.Constructor exception(String name, List<Type> arguments) {
        return new TypeSymbol.Constructor(Builtins.EXCEPTION, name, arguments, 0);
    }

    /** Enters a type of which all is known, with its constructors, under {@code name}. */
    static void type(Environment scope, String name, TypeSymbol symbol) {
        Type type = new Type.Named(symbol, List.copyOf(symbol.parameters()));
        scope.type(name, new Environment.Meaning(symbol.parameters(), type));
        symbol.constructors().forEach(scope::constructor);
    }

    private static void modules(Environment standard) {
        Environment objects = module(standard, "Obj");
        objects.type("t", new Environment.Meaning(List.of(), Builtins.OBJ_TYPE));
        List.of("magic", "repr", "obj").forEach(name -> objects.value(name, cast(name)));
        Environment lazy = module(standard, "Lazy");
        List<Type.Parameter> element = Builtins.LAZY.parameters();
        lazy.type("t", new Environment.Meaning(element, Builtins.lazy(element.getFirst())));
        lazy.value(
                "force", typed(Primitive.FORCE, element, arrow(Builtins.lazy(element.getFirst()), element.getFirst())));
        Environment integers = module(standard, "Int");
        integers.value("succ", unary(Primitive.SUCCESSOR));
        integers.value("pred", unary(Primitive.PREDECESSOR));
        integers.value("add", binary(Primitive.ADD));
        integers.value("sub", binary(Primitive.SUBTRACT));
        integers.value("mul", binary(Primitive.MULTIPLY));
        integers.value("div", binary(Primitive.DIVIDE));
        integers.value("rem", binary(Primitive.REMAINDER));
        integers.value("neg", unary(Primitive.NEGATE));
        integers.value("max", binary(Primitive.MAXIMUM));
        integers.value("min", binary(Primitive.MINIMUM));
        integers.value("compare", binary(Primitive.COMPARE));
        type(module(standard, "Uint63"), "t", Builtins.UINT63);
        type(members(standard, "Uint63"), "carry", Builtins.CARRY);
        type(module(standard, "Float64"), "t", Builtins.FLOAT);
        type(members(standard, "Float64"), "float_comparison", Builtins.FLOAT_COMPARISON);
        type(members(standard, "Float64"), "float_class", Builtins.FLOAT_CLASS);
        type(module(standard, "Parray"), "t", Builtins.PERSISTENT_ARRAY);
        type(module(standard, "Big_int_Z"), "big_int", Builtins.BIG_INTEGER);
        type(module(standard, "Big"), "big_int", Builtins.BIG_INTEGER);
    }

    private static Environment module(Environment standard, String name) {
        Environment members = new Environment(standard);
        standard.module(name, new Environment.Members(members));
        return members;
    }

    /** The members of the library's module {@code name}, which is made if there is none yet. */
    static Environment members(Environment standard, String name) {
        Environment.ModuleMeaning found = standard.module(Path.of(name));
        return found instanceof Environment.Members(Environment members) ? members : module(standard, name);
    }

    private static Environment.Binding cast(String name) {
        Type.Parameter from = new Type.Parameter("a");
        Type.Parameter to = new Type.Parameter("b");
        return switch (name) {
            case "repr" -> typed(Primitive.CAST, List.of(from), arrow(from, Builtins.OBJ_TYPE));
            case "obj" -> typed(Primitive.CAST, List.of(to), arrow(Builtins.OBJ_TYPE, to));
            default -> typed(Primitive.CAST, List.of(from, to), arrow(from, to));
        };
    }

    private static void values(Environment scope) {
        scope.value("+", binary(Primitive.ADD));
        scope.value("-", binary(Primitive.SUBTRACT));
        scope.value("*", binary(Primitive.MULTIPLY));
        scope.value("/", binary(Primitive.DIVIDE));
        scope.value("mod", binary(Primitive.REMAINDER));
        scope.value("~-", unary(Primitive.NEGATE));
        scope.value("succ", unary(Primitive.SUCCESSOR));
        scope.value("pred", unary(Primitive.PREDECESSOR));
        Type.Parameter a = new Type.Parameter("a");
        Type same = arrow(a, arrow(a, a));
        Type order = arrow(a, arrow(a, Builtins.INT_TYPE));
        scope.value("max", typed(Primitive.MAXIMUM, List.of(a), same));
        scope.value("min", typed(Primitive.MINIMUM, List.of(a), same));
        scope.value("compare", typed(Primitive.COMPARE, List.of(a), order));
        scope.value("<", comparison(Primitive.LESS));
        scope.value("<=", comparison(Primitive.AT_MOST));
        scope.value(">", comparison(Primitive.GREATER));
        scope.value(">=", comparison(Primitive.AT_LEAST));
        scope.value("=", comparison(Primitive.EQUAL));
        scope.value("<>", comparison(Primitive.NOT_EQUAL));
        scope.value("not", typed(Primitive.NOT, List.of(), arrow(Builtins.BOOL_TYPE, Builtins.BOOL_TYPE)));
        scope.value("&&", connective(Primitive.AND));
        scope.value("||", connective(Primitive.OR));
        scope.value("fst", projection(Primitive.FIRST));
        scope.value("snd", projection(Primitive.SECOND));
    }

    private static Environment.Binding unary(Primitive primitive) {
        return typed(primitive, List.of(), arrow(Builtins.INT_TYPE, Builtins.INT_TYPE));
    }

    private static Environment.Binding binary(Primitive primitive) {
        return typed(primitive, List.of(), arrow(Builtins.INT_TYPE, arrow(Builtins.INT_TYPE, Builtins.INT_TYPE)));
    }

    private static Environment.Binding comparison(Primitive primitive) {
        Type.Parameter a = new Type.Parameter("a");
        return typed(primitive, List.of(a), arrow(a, arrow(a, Builtins.BOOL_TYPE)));
    }

    private static Environment.Binding connective(Primitive primitive) {
        return typed(primitive, List.of(), arrow(Builtins.BOOL_TYPE, arrow(Builtins.BOOL_TYPE, Builtins.BOOL_TYPE)));
    }

    private static Environment.Binding projection(Primitive primitive) {
        Type.Parameter a = new Type.Parameter("a");
        Type.Parameter b = new Type.Parameter("b");
        return typed(primitive, List.of(a, b), arrow(Builtins.pair(a, b), primitive == Primitive.FIRST ? a : b));
    }

    private static Environment.Binding typed(Primitive primitive, List<Type.Parameter> parameters, Type type) {
        return new Environment.OfPrimitive(primitive, parameters, type);
    }

    private static Type arrow(Type from, Type to) {
        return new Type.Arrow(from, to);
    }
}
