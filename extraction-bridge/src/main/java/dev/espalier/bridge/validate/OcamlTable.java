package dev.espalier.bridge.validate;

import dev.espalier.bridge.exports.ExportedFunctor;
import dev.espalier.bridge.exports.ExportedValue;
import dev.espalier.bridge.exports.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The OCaml file that hands the values of an extracted file to the driver. */
final class OcamlTable {
    private static final String ARGUMENT = "Argument";
    private static final String APPLIED = "Applied";

    /** A map is the function that finds what a key holds: so the driver makes it, and looks into it. */
    private static final String MAP = "type 'a map = int -> 'a option let empty = fun _ -> None let find k m = m k"
            + " let add k x m = fun (asked : int) -> if asked = k then Some x else m asked"
            + " let remove k m = fun (asked : int) -> if asked = k then None else m asked";

    private final List<String> head = new ArrayList<>();
    private final List<String> entries = new ArrayList<>();

    /** Modules inside a module, and lines of its own. */
    private static final class Structure {
        private final List<String> lines = new ArrayList<>();
        private final Map<String, Structure> modules = new TreeMap<>();

        String text() {
            return "struct "
                    + modules.entrySet().stream()
                            .map(module -> "module " + module.getKey() + " = "
                                    + module.getValue().text() + " ")
                            .collect(Collectors.joining())
                    + String.join(" ", lines) + " end";
        }
    }

    OcamlTable(List<Signature> signatures, List<FunctorArguments> functors) {
        head.add("let () = Espalier_driver.start Espalier_checked.mode");
        for (int i = 0; i < functors.size(); i++) {
            FunctorArguments functor = functors.get(i);
            StringBuilder applied = new StringBuilder("module " + APPLIED + i + " = " + OcamlCompiler.SUBJECT + "."
                    + functor.functor().name());
            for (int j = 0; j < functor.parameters().size(); j++) {
                String argument = ARGUMENT + i + "_" + j;
                Structure structure = structure(
                        functor.functor().parameters().get(j),
                        functor.parameters().get(j));
                head.add("module " + argument + " = " + structure.text());
                applied.append('(').append(argument).append(')');
            }
            head.add(applied.toString());
        }
        head.add("let () = Espalier_driver.run [|");
        signatures.forEach(signature -> entries.add(path(signature.value())));
    }

    private static String path(ExportedValue value) {
        List<String> modules = new ArrayList<>(value.modules());
        if (value.functor() >= 0) {
            modules.set(0, APPLIED + value.functor());
        } else {
            modules.addFirst(OcamlCompiler.SUBJECT);
        }
        String name = Character.isLetter(value.name().charAt(0)) || value.name().charAt(0) == '_'
                ? value.name()
                : "( " + value.name() + " )";
        return String.join(".", modules) + "." + name;
    }

    private static Structure structure(ExportedFunctor.Parameter parameter, Map<String, Meaning> meanings) {
        Structure structure = new Structure();
        if (parameter.isStateMap()) {
            structure.lines.add(MAP);
            return structure;
        }
        for (String type : parameter.types()) {
            inside(structure, type).lines.add("type " + simple(type) + " = int");
        }
        for (ExportedFunctor.Operation operation : parameter.operations()) {
            Meaning meaning = meanings.get(operation.name());
            if (meaning != null) {
                inside(structure, operation.name())
                        .lines
                        .add("let " + simple(operation.name()) + " = " + value(operation, meaning));
            }
        }
        return structure;
    }

    private static String value(ExportedFunctor.Operation operation, Meaning meaning) {
        return switch (meaning) {
            case Meaning.Equality equality -> "fun (a : int) (b : int) -> a = b";
            case Meaning.Order order -> "fun (a : int) (b : int) -> a " + (order.strict() ? "<" : "<=") + " b";
            case Meaning.Comparison comparison ->
                "fun (a : int) (b : int) -> Obj.magic (if a < b then %d else if a = b then %d else %d)"
                        .formatted(comparison.less(), comparison.equal(), comparison.greater());
            case Meaning.Given given -> {
                // As many arguments as its type has arrows, so that OCaml may generalise what its result is.
                List<String> names = new ArrayList<>();
                for (int i = 0; i < operation.shape().parameters().size(); i++) {
                    names.add("a" + i);
                }
                String function = names.isEmpty() ? "" : "fun " + String.join(" ", names) + " -> ";
                Shape shape = operation.shape().with(List.of());
                String made = "Espalier_driver.given \"" + ShapeText.of(shape) + "\" \""
                        + given.datum().text() + "\"";
                String applied = names.isEmpty()
                        ? made
                        : "Obj.magic (" + made + ") "
                                + names.stream()
                                        .map(name -> "(Obj.repr " + name + ")")
                                        .collect(Collectors.joining(" "));
                yield function + "Obj.magic (" + applied + ")";
            }
        };
    }

    /** Where the thing called {@code name} is: what is in inner modules has their names, which are capital, before its own. */
    private static Structure inside(Structure structure, String name) {
        Structure place = structure;
        String rest = name;
        while (Character.isUpperCase(rest.charAt(0)) && rest.indexOf('_') > 0) {
            String module = rest.substring(0, rest.indexOf('_'));
            place = place.modules.computeIfAbsent(module, unknown -> new Structure());
            rest = rest.substring(module.length() + 1);
        }
        return place;
    }

    private static String simple(String name) {
        String rest = name;
        while (Character.isUpperCase(rest.charAt(0)) && rest.indexOf('_') > 0) {
            rest = rest.substring(rest.indexOf('_') + 1);
        }
        return rest;
    }

    /** The paths of the values, in the order of their signatures. */
    List<String> entries() {
        return entries;
    }

    /** Which entry is in {@code line}, counted from 1; -1 for none. */
    int entryAt(int line) {
        int entry = line - 1 - head.size();
        return entry < 0 || entry >= entries.size() ? -1 : entry;
    }

    /** The file; entries that have a reason against them are replaced by nothing. */
    String text(List<@Nullable String> reasons) {
        StringBuilder text = new StringBuilder(String.join("\n", head)).append('\n');
        for (int i = 0; i < entries.size(); i++) {
            text.append(reasons.get(i) == null ? "Obj.repr " + entries.get(i) : "Obj.repr 0")
                    .append(";\n");
        }
        return text.append("|]\n").toString();
    }
}
