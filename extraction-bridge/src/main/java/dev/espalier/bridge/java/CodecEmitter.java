package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.source.Position;
import java.util.ArrayList;
import java.util.List;

/** Writes the codec of what travels between nodes, from its type. */
final class CodecEmitter {
    private final Framework.Core core;
    private final Plan plan;
    private final JavaTypes types;
    private final CodecMethods methods;

    CodecEmitter(Framework.Core core, Plan plan, Position position) {
        this.core = core;
        this.plan = plan;
        this.types = new JavaTypes(plan, null, core.bound());
        this.methods = new CodecMethods(
                core,
                plan,
                types,
                position,
                new CodecMethods.What(core.kind().travels(), "sent to another node"),
                null);
    }

    static String className(Plan plan, Framework.Core core) {
        return plan.className(core.unit()) + core.kind().javaPayload() + "s";
    }

    private static String words(Framework.Core core) {
        return switch (core.kind()) {
            case PROXY -> "put requests";
            case NODE -> "messages";
        };
    }

    String file(String packageName) {
        Type payload = core.payload();
        String type = types.boxed(payload);
        String writer = types.program("PayloadWriter");
        String reader = types.program("PayloadReader");
        String depth = CodecMethods.isRecursive(payload) ? ", 0" : "";
        List<Doc> body = new ArrayList<>();
        body.add(Doc.block(Doc.text("private " + className(plan, core) + "()"), List.of()));
        body.add(Doc.EMPTY);
        body.add(Doc.block(
                Doc.text("static void write(" + type + " payload, " + writer + " out)"),
                List.of(Doc.text(methods.write(payload, "payload", depth)))));
        body.add(Doc.EMPTY);
        body.add(Doc.block(
                Doc.text("static " + type + " read(" + reader + " in)"),
                List.of(Doc.text("return " + methods.read(payload, depth) + ";"))));
        body.addAll(methods.members());
        Doc declaration = Doc.of(
                Javadoc.of("The wire format of " + words(core) + ", derived from their type."),
                Doc.HARD,
                Doc.block(Doc.text("final class " + className(plan, core)), body));
        return JavaFile.text(packageName, types.imports(), declaration);
    }
}
