package dev.espalier.bridge.types;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import java.util.List;

/** The names of OCaml's standard library that the standard extraction directives produce. */
final class StandardLibrary {
    private StandardLibrary() {}

    /** The scope outside of all source files. */
    static Environment environment() {
        Environment standard = new Environment(null);
        for (TypeSymbol symbol : List.of(Builtins.INT, Builtins.BOOL, Builtins.UNIT, Builtins.OPTION, Builtins.LIST)) {
            Type type = new Type.Named(symbol, List.copyOf(symbol.parameters()));
            standard.type(symbol.name(), new Environment.Meaning(symbol.parameters(), type));
            symbol.constructors().forEach(standard::constructor);
        }
        defineValues(standard);
        Environment integers = new Environment(null);
        integers.value("succ", unary(Primitive.SUCCESSOR));
        integers.value("pred", unary(Primitive.PREDECESSOR));
        integers.value("add", binary(Primitive.ADD));
        integers.value("sub", binary(Primitive.SUBTRACT));
        integers.value("mul", binary(Primitive.MULTIPLY));
        integers.value("div", binary(Primitive.DIVIDE));
        integers.value("rem", binary(Primitive.REMAINDER));
        integers.value("max", binary(Primitive.MAXIMUM));
        integers.value("min", binary(Primitive.MINIMUM));
        Environment library = new Environment(null);
        defineValues(library);
        library.module("Int", new Environment.Members(integers));
        standard.module("Stdlib", new Environment.Members(library));
        standard.module("Pervasives", new Environment.Members(library));
        standard.module("Int", new Environment.Members(integers));
        Environment objects = new Environment(null);
        objects.type("t", new Environment.Meaning(List.of(), Builtins.OBJ_TYPE));
        List.of("magic", "repr", "obj").forEach(name -> objects.value(name, cast(name)));
        standard.module("Obj", new Environment.Members(objects));
        Environment lazy = new Environment(null);
        List<Type.Parameter> element = Builtins.LAZY.parameters();
        lazy.type("t", new Environment.Meaning(element, Builtins.lazy(element.getFirst())));
        lazy.value(
                "force", typed(Primitive.FORCE, element, arrow(Builtins.lazy(element.getFirst()), element.getFirst())));
        standard.module("Lazy", new Environment.Members(lazy));
        return standard;
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

    private static void defineValues(Environment scope) {
        scope.value("+", binary(Primitive.ADD));
        scope.value("-", binary(Primitive.SUBTRACT));
        scope.value("*", binary(Primitive.MULTIPLY));
        scope.value("/", binary(Primitive.DIVIDE));
        scope.value("mod", binary(Primitive.REMAINDER));
        scope.value("~-", unary(Primitive.NEGATE));
        scope.value("succ", unary(Primitive.SUCCESSOR));
        scope.value("pred", unary(Primitive.PREDECESSOR));
        scope.value("max", binary(Primitive.MAXIMUM));
        scope.value("min", binary(Primitive.MINIMUM));
        scope.value("<", comparison(Primitive.LESS));
        scope.value("<=", comparison(Primitive.AT_MOST));
        scope.value(">", comparison(Primitive.GREATER));
        scope.value(">=", comparison(Primitive.AT_LEAST));
        scope.value("=", equality(Primitive.EQUAL));
        scope.value("<>", equality(Primitive.NOT_EQUAL));
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
        return typed(primitive, List.of(), arrow(Builtins.INT_TYPE, arrow(Builtins.INT_TYPE, Builtins.BOOL_TYPE)));
    }

    private static Environment.Binding connective(Primitive primitive) {
        return typed(primitive, List.of(), arrow(Builtins.BOOL_TYPE, arrow(Builtins.BOOL_TYPE, Builtins.BOOL_TYPE)));
    }

    private static Environment.Binding equality(Primitive primitive) {
        Type.Parameter a = new Type.Parameter("a");
        return typed(primitive, List.of(a), arrow(a, arrow(a, Builtins.BOOL_TYPE)));
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
