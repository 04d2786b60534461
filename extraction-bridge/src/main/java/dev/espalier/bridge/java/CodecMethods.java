package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Representation;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.passes.flattening.NumberedLists;
import dev.espalier.bridge.passes.tailcalls.ShortLists;
import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the methods that write and read values of given types: records field by field, variants by a tag, lists by their
 * length and in a loop. Every value takes at least one byte, so a length can be checked against what is left.
 */
final class CodecMethods {
    /** Deepest nesting of recursive types that is written or read. */
    static final int DEPTH = 500;

    /**
     * What the values are, for the error about one that cannot be written.
     *
     * @param construct what the error names
     * @param verb what becomes of the values: "a function cannot be ..."
     */
    record What(String construct, String verb) {}

    /** How the maps of a state are read. */
    interface Maps {
        /** An expression that opens the next map, whose keys hold {@code entry}. */
        String open(Type entry);
    }

    private final Framework.Core core;
    private final Plan plan;
    private final JavaTypes types;
    private final Position position;
    private final What what;
    private final @Nullable Maps maps;
    private final Map<String, String> methods = new LinkedHashMap<>();
    private final List<Doc> members = new ArrayList<>();
    private boolean unit;

    /** How many kinds of lists are looked up before they are read or written, as a payload's are. */
    private int places;

    /**
     * Methods for one class.
     *
     * @param maps {@code null} where values hold no maps
     */
    CodecMethods(Framework.Core core, Plan plan, JavaTypes types, Position position, What what, @Nullable Maps maps) {
        this.core = core;
        this.plan = plan;
        this.types = types;
        this.position = position;
        this.what = what;
        this.maps = maps;
    }

    /** The methods asked for so far, each after an empty line. */
    List<Doc> members() {
        List<Doc> all = new ArrayList<>(members);
        if (unit) {
            all.add(readUnit());
        }
        List<Doc> spaced = new ArrayList<>();
        for (Doc member : all) {
            spaced.add(Doc.EMPTY);
            spaced.add(member);
        }
        return spaced;
    }

    private Doc readUnit() {
        String type = types.runtime("Unit");
        return Doc.block(
                Doc.text("private static " + type + " readUnit(PayloadReader in)"),
                List.of(
                        Doc.block(
                                Doc.text("if (in.readByte() != 0)"),
                                List.of(Doc.text("throw in.malformed(\"a unit value that is not 0\");"))),
                        Doc.text("return " + type + ".UNIT;")));
    }

    /** A statement that writes {@code value}; {@code depth} is an argument to add for recursive types. */
    String write(Type type, String value, String depth) {
        if (type.resolved() instanceof Type.Named named) {
            TypeSymbol symbol = named.symbol();
            if (symbol == Builtins.INT) {
                return "out.writeNatural(" + value + ");";
            }
            if (symbol == Builtins.WHOLE) {
                return "out.writeWhole(" + value + ");";
            }
            if (symbol == Builtins.BOOL) {
                return "out.writeBoolean(" + value + ");";
            }
            if (symbol == Builtins.UNIT) {
                return "out.writeByte(0);";
            }
            if (symbol == Builtins.STATE_MAP && maps != null) {
                return "maps.written(" + value + ");";
            }
            if (symbol.kind() == TypeSymbol.Kind.ABSTRACT) {
                return "out.write" + core.bound().get(symbol) + "(" + value + ");";
            }
        }
        return "write" + method(type) + "(" + value + ", out" + deeper(type, depth) + passed(type) + ");";
    }

    String read(Type type, String depth) {
        if (type.resolved() instanceof Type.Named named) {
            TypeSymbol symbol = named.symbol();
            if (symbol == Builtins.INT) {
                return "in.readNatural()";
            }
            if (symbol == Builtins.WHOLE) {
                return readWhole(type.solved());
            }
            if (symbol == Builtins.BOOL) {
                return "in.readBoolean()";
            }
            if (symbol == Builtins.UNIT) {
                unit = true;
                return "readUnit(in)";
            }
            if (symbol == Builtins.STATE_MAP && maps != null) {
                return maps.open(named.arguments().getLast());
            }
            if (symbol.kind() == TypeSymbol.Kind.ABSTRACT) {
                return "in.read" + core.bound().get(symbol) + "()";
            }
        }
        return "read" + method(type) + "(in" + deeper(type, depth) + passed(type) + ")";
    }

    /** Binary numbers are one type in Java: what their type in Rocq excludes must not come in. */
    private String readWhole(Type declared) {
        Representation representation =
                declared instanceof Type.Named named ? named.symbol().representation() : null;
        return switch (representation) {
            case POSITIVE -> "in.readWhole(" + types.runtime("Whole") + ".ONE)";
            case BINARY_NATURAL -> "in.readWhole(" + types.runtime("Whole") + ".ZERO)";
            case null, default -> "in.readWhole()";
        };
    }

    /** The maps, for the methods of a type that holds some. */
    private static String passed(Type type) {
        return StateShape.holdsMap(type) ? ", maps" : "";
    }

    private static String deeper(Type type, String depth) {
        return isRecursive(type) ? (depth.isEmpty() ? ", 0" : depth) : "";
    }

    /** The suffix of the methods for a structured type; they are written when first asked for. */
    private String method(Type type) {
        if (!(type.resolved() instanceof Type.Named named) || named.symbol().kind() == TypeSymbol.Kind.PRIMITIVE) {
            throw new TranslationException(
                    position,
                    what.construct(),
                    type.resolved() instanceof Type.Arrow
                            ? "contains a function, and a function cannot be " + what.verb()
                            : "contains a value of unknown type",
                    "make the payload of records, variants, lists, options, pairs, numbers and the parameters' types");
        }
        // Types that are one in Java may still be two in Rocq, with different values.
        String key = types.boxed(named) + " of " + type.solved();
        String known = methods.get(key);
        if (known != null) {
            return known;
        }
        String name = JavaNames.free(suffix(named), methods::containsValue);
        methods.put(key, name);
        if (named.symbol() == Builtins.LIST) {
            list(named, name);
        } else if (named.symbol().kind() == TypeSymbol.Kind.RECORD) {
            record(named, name);
        } else {
            variant(named, name);
        }
        return name;
    }

    static String suffix(Type type) {
        if (!(type.resolved() instanceof Type.Named named)) {
            return "Value";
        }
        StringBuilder name = new StringBuilder();
        named.arguments().forEach(argument -> name.append(suffix(argument)));
        return name.append(
                        named.symbol() == Builtins.PAIR
                                ? "Pair"
                                : JavaNames.upper(named.symbol().name()))
                .toString();
    }

    private void record(Type.Named type, String name) {
        List<Doc> writes = new ArrayList<>();
        List<Doc> reads = new ArrayList<>();
        String depth = isRecursive(type) ? ", depth + 1" : "";
        for (TypeSymbol.Field field : type.symbol().fields()) {
            Type fieldType = Types.field(field, type);
            writes.add(Doc.text(write(fieldType, "value." + plan.name(field) + "()", depth)));
            reads.add(Doc.text(read(fieldType, depth)));
        }
        if (type.symbol().fields().isEmpty()) {
            writes.add(Doc.text("out.writeByte(0);"));
        }
        List<Doc> before = new ArrayList<>();
        if (type.symbol().fields().isEmpty()) {
            unit = true;
            before.add(Doc.text("readUnit(in);"));
        }
        // Java evaluates arguments from left to right: the order in which they were written.
        Doc made = Doc.of(Doc.list("return new " + types.raw(type.symbol()) + "<>(", reads, ")"), Doc.text(";"));
        if (types.arguments(type).isEmpty()) {
            made = Doc.of(Doc.list("return new " + types.raw(type.symbol()) + "(", reads, ")"), Doc.text(";"));
        }
        before.add(made);
        pair(type, name, writes, before);
    }

    private void variant(Type.Named type, String name) {
        String depth = isRecursive(type) ? ", depth + 1" : "";
        List<Doc> writes = new ArrayList<>();
        List<Doc> reads = new ArrayList<>();
        String diamond = types.arguments(type).isEmpty() ? "" : "<>";
        if (type.symbol().isEnumeration()) {
            writes.add(Doc.text("out.writeNatural(value.ordinal());"));
        }
        for (TypeSymbol.Constructor constructor : type.symbol().constructors()) {
            List<Type> arguments = Types.arguments(constructor, type);
            List<Doc> fields = new ArrayList<>();
            List<Doc> body = new ArrayList<>();
            body.add(Doc.text("out.writeNatural(" + constructor.index() + ");"));
            for (int i = 0; i < arguments.size(); i++) {
                String component = "part." + JavaTypes.component(constructor, i) + "()";
                body.add(Doc.text(write(arguments.get(i), component, depth)));
                fields.add(Doc.text(read(arguments.get(i), depth)));
            }
            String pattern = types.raw(constructor, type) + types.arguments(type) + (fields.isEmpty() ? " _" : " part");
            if (!type.symbol().isEnumeration()) {
                writes.add(Doc.block(Doc.text("case " + pattern + " ->"), body));
            }
            String tag = "case " + constructor.index() + " -> ";
            Doc made = fields.isEmpty()
                    ? Doc.text(tag + types.constant(constructor, type))
                    : Doc.list(tag + "new " + types.raw(constructor, type) + diamond + "(", fields, ")");
            reads.add(Doc.of(made, Doc.text(";")));
        }
        // A tag is small; a larger number cannot be one.
        reads.add(Doc.text("default -> throw in.malformed(\"an unknown constructor of "
                + type.symbol().name() + "\");"));
        Doc read = Doc.of(
                Doc.block(Doc.text("return switch ((int) Math.min(in.readNatural(), Integer.MAX_VALUE))"), reads),
                Doc.text(";"));
        List<Doc> write =
                type.symbol().isEnumeration() ? writes : List.of(Doc.block(Doc.text("switch (value)"), writes));
        pair(type, name, write, List.of(read));
    }

    private void list(Type.Named type, String name) {
        String depth = isRecursive(type) ? ", depth + 1" : "";
        String list = types.raw(type);
        String elements = types.arguments(type);
        List<Doc> writtenCell = new ArrayList<>();
        List<String> readParts = new ArrayList<>();
        if (plan.isNumberedList(type)) {
            Type element = NumberedLists.element(type);
            writtenCell.add(Doc.text(write(element, "cell.first()", depth)));
            writtenCell.add(Doc.text(write(Builtins.INT_TYPE, "cell.second()", depth)));
            // Java evaluates arguments from left to right: the order in which they were written.
            readParts.addAll(List.of(read(element, depth), read(Builtins.INT_TYPE, depth)));
        } else {
            Type element = type.arguments().getFirst();
            writtenCell.add(Doc.text(write(element, "cell.head()", depth)));
            readParts.add(read(element, depth));
        }
        writtenCell.add(Doc.text("rest = cell.tail();"));
        List<Doc> writes = List.of(
                Doc.text("out.writeNatural(value.size());"),
                Doc.text(list + elements + " rest = value;"),
                Doc.block(Doc.text("while (rest instanceof " + list + ".Cell" + elements + " cell)"), writtenCell));
        List<Doc> reads = new ArrayList<>();
        reads.add(Doc.text("long count = in.readNatural();"));
        reads.add(Doc.block(
                Doc.text("if (count > in.remaining())"),
                List.of(Doc.text("throw in.malformed(\"a list of \" + count + \" elements\");"))));
        if (plan.isNumberedList(type) && !isRecursive(type)) {
            reads.add(Doc.block(
                    Doc.text("if (count <= " + ShortLists.CELLS + ")"),
                    List.of(Doc.text("return read" + name + "(in, (int) count);"))));
            members.add(shortList(list + elements, name, list, readParts));
        }
        reads.add(Doc.text(list + ".Builder" + elements + " elements = new " + list + ".Builder<>();"));
        reads.add(Doc.block(
                Doc.text("for (long i = 0; i < count; i++)"),
                List.of(Doc.text("elements.add(" + String.join(", ", readParts) + ");"))));
        reads.add(Doc.text("return elements.before(" + list + ".nil());"));
        if (maps == null && !isRecursive(type)) {
            repeated(type, name, writes, reads);
        } else {
            pair(type, name, writes, reads);
        }
    }

    /** Methods for lists of payloads, which most often are those of the payload before. */
    private void repeated(Type.Named type, String name, List<Doc> writes, List<Doc> reads) {
        int place = places++;
        String shown = types.boxed(type);
        List<Doc> write = new ArrayList<>();
        write.add(Doc.block(Doc.text("if (out.writeAgain(" + place + ", value))"), List.of(Doc.text("return;"))));
        write.add(Doc.text("int from = out.length();"));
        write.addAll(writes);
        write.add(Doc.text("out.keep(" + place + ", from, value);"));
        List<Doc> read = List.of(
                Doc.text(shown + " again = in.readAgain(" + place + ");"),
                // Java evaluates arguments from left to right: the position is that before the list.
                Doc.text("return again != null ? again : in.keep(" + place + ", in.position(), read" + name
                        + "Anew(in));"));
        members.add(Doc.block(head("private static " + shown + " read" + name + "Anew", "PayloadReader in"), reads));
        pair(type, name, write, read);
    }

    /** Reads a vector as recursion returns: a collector would cost more than its few cells. */
    private static Doc shortList(String type, String name, String list, List<String> parts) {
        return Doc.block(
                head("private static " + type + " read" + name, "PayloadReader in", "int count"),
                List.of(
                        Doc.block(Doc.text("if (count == 0)"), List.of(Doc.text("return " + list + ".nil();"))),
                        // Java evaluates arguments from left to right: the order in which they were written.
                        Doc.text("return new " + list + ".Cell<>(" + String.join(", ", parts) + ", read" + name
                                + "(in, count - 1));")));
    }

    private void pair(Type.Named type, String name, List<Doc> writes, List<Doc> reads) {
        boolean recursive = isRecursive(type);
        // No type is both: what holds a map does not nest.
        String more = recursive ? "int depth" : StateShape.holdsMap(type) ? types.program("StoredMaps") + " maps" : "";
        String shown = types.boxed(type);
        List<Doc> write = new ArrayList<>();
        List<Doc> read = new ArrayList<>();
        if (recursive) {
            write.add(Doc.block(
                    Doc.text("if (depth > " + DEPTH + ")"),
                    List.of(Doc.text(
                            "throw new IllegalArgumentException(\"a payload nested deeper than " + DEPTH + "\");"))));
            read.add(Doc.block(
                    Doc.text("if (depth > " + DEPTH + ")"),
                    List.of(Doc.text("throw in.malformed(\"a payload nested deeper than " + DEPTH + "\");"))));
        }
        write.addAll(writes);
        read.addAll(reads);
        members.add(Doc.block(
                head("private static void write" + name, shown + " value", "PayloadWriter out", more), write));
        members.add(Doc.block(head("private static " + shown + " read" + name, "PayloadReader in", more), read));
    }

    private static Doc head(String start, String... parameters) {
        List<Doc> written = new ArrayList<>();
        for (String parameter : parameters) {
            if (!parameter.isEmpty()) {
                written.add(Doc.text(parameter));
            }
        }
        return Doc.list(start + "(", written, ")");
    }

    /** Whether values of {@code type} can nest without bound, other than as lists. */
    static boolean isRecursive(Type type) {
        return reaches(type, new HashSet<>());
    }

    private static boolean reaches(Type type, Set<TypeSymbol> path) {
        if (!(type.resolved() instanceof Type.Named named)) {
            return false;
        }
        TypeSymbol symbol = named.symbol();
        for (Type argument : named.arguments()) {
            if (reaches(argument, path)) {
                return true;
            }
        }
        if (symbol == Builtins.LIST || symbol == Builtins.OPTION || symbol == Builtins.PAIR) {
            return false;
        }
        if (!path.add(symbol)) {
            return true;
        }
        List<Type> parts = new ArrayList<>();
        symbol.fields().forEach(field -> parts.add(field.type()));
        symbol.constructors().forEach(constructor -> parts.addAll(constructor.arguments()));
        boolean found = parts.stream().anyMatch(part -> reaches(part, path));
        path.remove(symbol);
        return found;
    }
}
