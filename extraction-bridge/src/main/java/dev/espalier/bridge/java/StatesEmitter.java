package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.source.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the class that says how a core's states are written down, from their type. */
final class StatesEmitter {
    private final Framework.Core core;
    private final Plan plan;
    private final String shape;
    private final JavaTypes types;
    private final CodecMethods methods;
    private final Map<String, Type> entries = new LinkedHashMap<>();

    /** For states of {@code shape}, as {@link StateShape#of} describes them. */
    StatesEmitter(Framework.Core core, Plan plan, String shape, Position position) {
        this.core = core;
        this.plan = plan;
        this.shape = shape;
        this.types = new JavaTypes(plan, null, core.bound());
        this.methods =
                new CodecMethods(core, plan, types, position, new CodecMethods.What("the state", "kept"), this::open);
    }

    static String className(Plan plan, Framework.Core core) {
        return plan.className(core.unit()) + "States";
    }

    /** The expression that opens a map; notes that the class of its entries is needed. */
    private String open(Type entry) {
        String wish = CodecMethods.suffix(entry) + "Codec";
        String boxed = types.boxed(entry);
        String name = JavaNames.free(
                wish,
                taken -> entries.containsKey(taken)
                        && !types.boxed(entries.get(taken)).equals(boxed));
        entries.putIfAbsent(name, entry);
        return "maps.open(new " + name + "())";
    }

    String file(String packageName) {
        Type states = StateShape.states(core);
        String type = types.boxed(states);
        String writer = types.program("PayloadWriter");
        String reader = types.program("PayloadReader");
        String maps = types.program("StoredMaps");
        List<Doc> body = new ArrayList<>();
        body.add(override(Doc.text("public String shape()"), List.of(shapeReturned())));
        body.add(Doc.EMPTY);
        body.add(override(
                Doc.list(
                        "public void write(",
                        List.of(Doc.text(type + " state"), Doc.text(writer + " out"), Doc.text(maps + " maps")),
                        ")"),
                List.of(Doc.text(methods.write(states, "state", "")))));
        body.add(Doc.EMPTY);
        body.add(override(
                Doc.list("public " + type + " read(", List.of(Doc.text(reader + " in"), Doc.text(maps + " maps")), ")"),
                List.of(Doc.text("return " + methods.read(states, "") + ";"))));
        List<Doc> codecs = new ArrayList<>();
        entries.forEach((name, entry) -> {
            codecs.add(Doc.EMPTY);
            codecs.add(entryCodec(name, entry));
        });
        body.addAll(methods.members());
        body.addAll(codecs);
        Doc head = Doc.of(
                Doc.text("final class " + className(plan, core)),
                Doc.nest(8, Doc.HARD, Doc.text("implements " + types.program("StateCodec") + "<" + type + ">")));
        Doc declaration = Doc.of(
                Javadoc.of("How the states of the core are written down, derived from their types."),
                Doc.HARD,
                Doc.block(head, body));
        return JavaFile.text(packageName, types.imports(), declaration);
    }

    /** The shape as a literal, a line for each hundred characters. */
    private Doc shapeReturned() {
        List<Doc> lines = new ArrayList<>();
        for (int start = 0; start < shape.length(); start += 100) {
            String part = shape.substring(start, Math.min(shape.length(), start + 100));
            lines.add(Doc.text((start == 0 ? "" : "+ ") + "\"" + part + "\""));
        }
        return Doc.of(Doc.text("return "), Doc.nest(8, Doc.join(Doc.HARD, lines)), Doc.text(";"));
    }

    private Doc entryCodec(String name, Type entry) {
        String type = types.boxed(entry);
        Doc write = override(
                Doc.text("public void write(" + type + " entry, PayloadWriter out)"),
                List.of(Doc.text(methods.write(entry, "entry", ""))));
        Doc read = override(
                Doc.text("public " + type + " read(PayloadReader in)"),
                List.of(Doc.text("return " + methods.read(entry, "") + ";")));
        Doc head = Doc.text(
                "private static final class " + name + " implements " + types.program("EntryCodec") + "<" + type + ">");
        return Doc.block(head, List.of(write, Doc.EMPTY, read));
    }

    private static Doc override(Doc head, List<Doc> body) {
        return Doc.of(Doc.text("@Override"), Doc.HARD, Doc.block(head, body));
    }
}
