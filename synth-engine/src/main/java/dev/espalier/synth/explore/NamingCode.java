package dev.espalier.synth.explore;

import dev.espalier.synth.explore.OcamlType.Alias;
import dev.espalier.synth.explore.OcamlType.Constructors;
import dev.espalier.synth.explore.OcamlType.Declaration;
import dev.espalier.synth.explore.OcamlType.Fields;
import dev.espalier.synth.explore.OcamlType.Hidden;
import dev.espalier.synth.explore.OcamlType.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes OCaml that names the values of a machine by their types (naming.ml). The compiler checks it against the types;
 * if a type was misread it does not compile, and the machine is named by representation instead.
 */
final class NamingCode {
    private static final Set<String> NUMBERS = Set.of(
            "int",
            "Instance.Parameters.key",
            "Instance.Parameters.value",
            "Instance.Parameters.client",
            "Instance.Parameters.replica",
            "Instance.Labels.label");
    private static final Map<String, String> TABLES = Map.of(
            "Instance.Parameters.key", "of_keys",
            "Instance.Parameters.client", "of_clients",
            "Instance.Parameters.value", "of_values");
    private static final Map<String, String> BUILT_IN = Map.of(
            "bool", "Naming.bool",
            "unit", "Naming.unit",
            "option", "Naming.option",
            "list", "Naming.list",
            "Instance.Map.map", "Naming.map");

    private final String module;
    private final Map<String, String> functions = new HashMap<>();
    private final List<String> definitions = new ArrayList<>();

    private NamingCode(String module) {
        this.module = module;
    }

    /**
     * The definitions, for a file in which the machine's functor was applied as {@code Applied}.
     *
     * @param module the compiled module of the extracted file
     * @param top the declarations at its top
     * @param applied the declarations of {@code Applied}
     * @param names the types to name, with the function that shall name each
     */
    static String write(String module, List<Declaration> top, List<Declaration> applied, Map<String, String> names) {
        NamingCode code = new NamingCode(module);
        top.forEach(d -> code.functions.put(module + "." + d.name(), "top_" + d.name()));
        applied.forEach(d -> code.functions.put(d.name(), "own_" + d.name()));
        top.forEach(d -> code.define(d, module, "top_"));
        applied.forEach(d -> code.define(d, "Applied", "own_"));
        StringBuilder text = new StringBuilder("let rec ")
                .append(String.join("\n\nand ", code.definitions))
                .append("\n\n");
        names.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> text.append("let %s (x : Applied.%s) = Naming.name own_%s x\n"
                        .formatted(e.getValue(), e.getKey(), e.getKey())));
        return text.toString();
    }

    private void define(Declaration declaration, String home, String prefix) {
        Map<String, String> variables = new HashMap<>();
        StringJoiner quantified = new StringJoiner(" ", "", ". ").setEmptyValue("");
        StringBuilder taken = new StringBuilder();
        StringBuilder arguments = new StringBuilder();
        for (String parameter : declaration.parameters()) {
            String function = "f_" + parameter.replace("'", "");
            variables.put(parameter, function);
            quantified.add(parameter);
            taken.append(parameter).append(" Naming.t -> ");
            arguments.append(function).append(' ');
        }
        String parameters = switch (declaration.parameters().size()) {
            case 0 -> "";
            case 1 -> declaration.parameters().getFirst() + " ";
            default -> "(" + String.join(", ", declaration.parameters()) + ") ";
        };
        String type = "%s%s%s%s.%s Naming.t".formatted(quantified, taken, parameters, home, declaration.name());
        String head = prefix + declaration.name() + " : " + type + " =\n fun " + arguments + "b x ->\n  ";
        boolean local = home.equals("Applied");
        String body = switch (declaration.body()) {
            case Alias alias -> function(alias.type(), variables, local) + " b x";
            case Fields fields -> fields(fields, home, variables, local);
            case Constructors constructors -> constructors(constructors, home, variables, local);
            case Hidden _ -> "Naming.opaque b x";
        };
        definitions.add(head + body);
    }

    private String fields(Fields fields, String home, Map<String, String> variables, boolean local) {
        return fields.fields().stream()
                .map(f -> "%s b x.%s.%s".formatted(function(f.types().getFirst(), variables, local), home, f.name()))
                .collect(Collectors.joining(";\n  ", "", fields.fields().isEmpty() ? "()" : ""));
    }

    private String constructors(Constructors all, String home, Map<String, String> variables, boolean local) {
        StringBuilder cases = new StringBuilder("match x with");
        for (Member constructor : all.constructors()) {
            int count = constructor.types().size();
            String arguments = IntStream.range(0, count)
                    .mapToObj(i -> "x" + i)
                    .collect(Collectors.joining(", ", count == 0 ? "" : " (", count == 0 ? "" : ")"));
            cases.append("\n  | %s.%s%s -> Naming.tag b \"%s\""
                    .formatted(home, constructor.name(), arguments, constructor.name()));
            for (int i = 0; i < count; i++) {
                cases.append("; ")
                        .append(function(constructor.types().get(i), variables, local))
                        .append(" b x")
                        .append(i);
            }
        }
        return cases.toString();
    }

    /** An expression for the function that names values of {@code type}; {@code local}: its names are of the functor. */
    private String function(OcamlType type, Map<String, String> variables, boolean local) {
        return switch (type) {
            case OcamlType.Variable variable -> variables.getOrDefault(variable.name(), "Naming.opaque");
            case OcamlType.Tuple tuple -> tuple(tuple, variables, local);
            case OcamlType.Function(OcamlType from, OcamlType to) ->
                from instanceof OcamlType.Named(String name, List<OcamlType> _) && TABLES.containsKey(name)
                        ? "(Naming.%s %s)".formatted(TABLES.get(name), function(to, variables, local))
                        : "Naming.opaque";
            case OcamlType.Named named -> named(named, variables, local);
        };
    }

    private String tuple(OcamlType.Tuple tuple, Map<String, String> variables, boolean local) {
        StringJoiner pattern = new StringJoiner(", ");
        StringJoiner parts = new StringJoiner("; ");
        for (int i = 0; i < tuple.parts().size(); i++) {
            pattern.add("t" + i);
            parts.add(function(tuple.parts().get(i), variables, local) + " b t" + i);
        }
        return "(fun b (%s) -> %s)".formatted(pattern, parts);
    }

    private String named(OcamlType.Named named, Map<String, String> variables, boolean local) {
        if (NUMBERS.contains(named.name())) {
            return "Naming.int";
        }
        String declared = functions.get(local ? named.name() : module + "." + named.name());
        if (declared == null) {
            declared = functions.getOrDefault(named.name(), BUILT_IN.getOrDefault(named.name(), "Naming.opaque"));
        }
        if (named.arguments().isEmpty() || declared.equals("Naming.opaque")) {
            return declared;
        }
        return named.arguments().stream()
                .map(argument -> function(argument, variables, local))
                .collect(Collectors.joining(" ", "(" + declared + " ", ")"));
    }
}
