package dev.espalier.cli.bridge;

import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.exports.ExportedType;
import dev.espalier.bridge.exports.ExportedValue;
import dev.espalier.bridge.exports.Exports;
import dev.espalier.bridge.exports.JavaForm;
import dev.espalier.bridge.exports.Shape;
import dev.espalier.bridge.ir.Note;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What became of a file.
 *
 * @param types each declared type and what it is in Java
 * @param values each value and where it is in Java
 * @param notes what the passes have to say
 */
record Explanation(List<Part> types, List<Part> values, List<Note> notes) {
    /**
     * One thing.
     *
     * @param ocaml its name in OCaml; of values with the type
     * @param java what it is in Java
     * @param boxed where primitive values are kept in objects, and why; empty for nowhere
     */
    record Part(String ocaml, String java, String boxed) {}

    static Explanation of(BridgeResult result) {
        Exports exports = result.exports();
        List<Part> types = new ArrayList<>();
        for (ExportedType type : exports.types()) {
            types.add(new Part(shown(type), java(type, exports), boxed(type)));
        }
        List<Part> values = new ArrayList<>();
        for (ExportedValue value : exports.values()) {
            ExportedValue.JavaMethod method = value.java();
            values.add(new Part(
                    value.path() + " : " + value.shownType(),
                    method == null ? value.absence() : java(method, result),
                    method == null ? "" : boxed(value.shape(), exports)));
        }
        return new Explanation(types, values, result.notes());
    }

    private static String shown(ExportedType type) {
        String name = type.name().equals("*") ? "'a * 'b" : type.name();
        return "type " + name
                + switch (type.structure()) {
                    case ExportedType.Sequence sequence -> "";
                    case ExportedType.Fields fields when type.name().equals("*") -> "";
                    case ExportedType.Fields fields ->
                        fields.fields().stream()
                                .map(ExportedType.Field::name)
                                .collect(Collectors.joining("; ", " = {", "}"));
                    case ExportedType.Variant variant ->
                        variant.constructors().stream()
                                .map(ExportedType.Constructor::name)
                                .collect(Collectors.joining(" | ", " = ", ""));
                };
    }

    private static String java(ExportedType type, Exports exports) {
        boolean list = type.structure() instanceof ExportedType.Sequence;
        return java(type) + (list && exports.numberedLists() ? "; of pairs with a number NumberedList" : "");
    }

    private static String java(ExportedType type) {
        return switch (type.java()) {
            case JavaForm.Classes classes
            when classes.constructors().size() == 1
                    && classes.constructors().getFirst().equals(classes.type()) -> "record " + simple(classes.type());
            case JavaForm.Classes classes ->
                "sealed interface " + simple(classes.type())
                        + classes.constructors().stream()
                                .map(one -> one.substring(one.lastIndexOf('$') + 1))
                                .collect(Collectors.joining(", ", " with ", ""));
            case JavaForm.Count count -> "long, checked";
            case JavaForm.Enumeration enumeration -> "enum " + simple(enumeration.type());
            case JavaForm.Binary binary -> "Whole: a long that spills to BigInteger";
            case JavaForm.Truth truth -> "boolean";
            case JavaForm.One one -> "Unit";
            case JavaForm.Absent absent -> "nothing: no value of it is left";
        };
    }

    private static String simple(String binaryName) {
        return binaryName.substring(binaryName.lastIndexOf('.') + 1).replace('$', '.');
    }

    /** The method as the generated class declares it. */
    private static String java(ExportedValue.JavaMethod method, BridgeResult result) {
        String place = simple(method.className()) + "." + method.name() + "()";
        String outermost = method.className().split("\\$")[0];
        String file = result.files().get(outermost.replace('.', '/') + ".java");
        if (file == null || method.accessor()) {
            return place;
        }
        Matcher matcher = Pattern.compile(
                        "(?m)^    public ([^={;]*?\\b" + Pattern.quote(method.name()) + "\\([^{]*\\)) \\{")
                .matcher(file);
        return matcher.find()
                ? simple(method.className()) + ": "
                        + matcher.group(1)
                                .replaceAll("\\s+", " ")
                                .replace("( ", "(")
                                .replace(" )", ")")
                : place;
    }

    private static String boxed(ExportedType type) {
        Set<String> reasons = new LinkedHashSet<>();
        List<Shape> inside = switch (type.structure()) {
            case ExportedType.Sequence sequence -> List.of();
            case ExportedType.Fields fields ->
                fields.fields().stream().map(ExportedType.Field::shape).toList();
            case ExportedType.Variant variant ->
                variant.constructors().stream()
                        .flatMap(one -> one.arguments().stream())
                        .toList();
        };
        for (Shape shape : inside) {
            if (shape instanceof Shape.Variable) {
                reasons.add("what its type parameter stands for, since Java's generics hold objects");
            }
        }
        return String.join("; ", reasons);
    }

    private static String boxed(Shape shape, Exports exports) {
        Set<String> reasons = new LinkedHashSet<>();
        shape.parameters().forEach(parameter -> boxed(parameter, exports, reasons));
        boxed(shape.result(), exports, reasons);
        return String.join("; ", reasons);
    }

    private static void boxed(Shape shape, Exports exports, Set<String> reasons) {
        switch (shape) {
            case Shape.Data list
            when exports.type(list).structure() instanceof ExportedType.Sequence && exports.isNumbered(list) -> {
                Shape.Data pair = (Shape.Data) list.arguments().getFirst();
                inside(pair.arguments().getFirst(), exports.type(list).name(), exports, reasons);
            }
            case Shape.Data data ->
                data.arguments()
                        .forEach(argument -> inside(argument, exports.type(data).name(), exports, reasons));
            case Shape.Function function -> {
                inside(function.from(), "a function value's argument", exports, reasons);
                inside(function.to(), "a function value's result", exports, reasons);
            }
            case Shape.StateMap map -> boxed(map.finds().to(), exports, reasons);
            case Shape.Delayed delayed -> inside(delayed.of(), "a lazy value", exports, reasons);
            case Shape.Basic basic -> {}
            case Shape.Open open -> {}
            case Shape.Opaque opaque -> {}
            case Shape.Variable variable -> {}
        }
    }

    private static void inside(Shape shape, String where, Exports exports, Set<String> reasons) {
        if (shape instanceof Shape.Basic basic && basic.kind() != Shape.Kind.UNIT) {
            reasons.add(basic.kind().ocaml() + " in " + (where.equals("*") ? "a pair" : where));
        }
        boxed(shape, exports, reasons);
    }
}
