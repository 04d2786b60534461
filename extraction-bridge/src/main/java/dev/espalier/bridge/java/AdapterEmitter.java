package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.passes.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the class that implements {@code dev.espalier.core.Core} or {@code NodeCore} by the functor's methods. */
final class AdapterEmitter {
    private final Framework.Core core;
    private final Plan plan;
    private final JavaTypes types;
    private final BodyEmitter bodies;
    private final String coreName;

    AdapterEmitter(Framework.Core core, Plan plan, TailSteps steps, String coreName) {
        this.core = core;
        this.plan = plan;
        this.coreName = coreName;
        this.types = new JavaTypes(plan, null, core.bound());
        this.bodies = new BodyEmitter(types, plan, steps, "core.");
    }

    /** The adapter's class, without its package. */
    static String className(Plan plan, Framework.Core core) {
        return plan.className(core.unit()) + "Core";
    }

    /**
     * The file's text.
     *
     * @param statesClass the class that writes states down; {@code null} if there is none
     */
    String file(String packageName, String codecClass, @Nullable String statesClass) {
        Unit unit = core.unit();
        Unit.FunctorParameter functor = Framework.parameters(unit).getFirst();
        String bound = JavaTypes.bracketed(functor.types().stream()
                .map(type -> types.boxed(new Type.Named(type, List.of())))
                .toList());
        String functorClass = plan.className(unit);
        List<String> states = new ArrayList<>();
        core.kind().types().forEach(type -> states.add(types.boxed(core.open(type))));
        List<Doc> members = new ArrayList<>();
        members.add(Doc.group(
                Doc.text("private final " + functorClass + bound + " core ="),
                Doc.nest(8, Doc.LINE, Doc.text("new " + functorClass + "<>(" + functorArguments() + ");"))));
        members.add(Doc.of(
                Javadoc.of("For {@link java.util.ServiceLoader}."),
                Doc.HARD,
                Doc.block(Doc.text("public " + className(plan, core) + "()"), List.of())));
        members.add(override("public String name()", List.of(Doc.text("return \"" + coreName + "\";"))));
        core.kind().methods().forEach((name, arguments) -> members.add(method(core.method(name), arguments)));
        codec(members, codecClass);
        if (statesClass != null) {
            members.add(stateCodec(statesClass));
        }
        members.add(parameters(functor, bound));
        Doc head = Doc.of(
                Doc.text("public final class " + className(plan, core)),
                Doc.nest(
                        8,
                        Doc.HARD,
                        Doc.list(
                                "implements " + types.program(core.kind().javaInterface()) + "<",
                                states.stream().map(Doc::text).toList(),
                                ">")));
        List<Doc> body = new ArrayList<>();
        for (Doc member : members) {
            if (!body.isEmpty()) {
                body.add(Doc.EMPTY);
            }
            body.add(member);
        }
        Doc declaration = Doc.of(
                Javadoc.of("The core {@code " + coreName + "}: {@link " + functorClass
                        + "} over byte strings and node numbers."),
                Doc.HARD,
                Doc.block(head, body));
        return JavaFile.text(packageName, types.imports(), declaration);
    }

    /** What the functor is applied to: a core that uses its state once gets maps that are updated in place. */
    private String functorArguments() {
        String maps = plan.linearity().inPlace() ? ".inPlace()" : ".persistent()";
        return core.unit().functors().stream()
                .map(functor -> functor.isStateMap() ? types.state("StateMaps") + maps : "new FrameworkParameters()")
                .collect(Collectors.joining(", "));
    }

    private Doc method(Global method, List<String> names) {
        List<Local> arguments = new ArrayList<>();
        List<Doc> parameters = new ArrayList<>();
        Scope scope = Scope.method(Set.of("core")).inner();
        Type whole = core.type(method.name());
        List<Type> chosen = method.parameters().stream()
                .map(parameter -> Types.substitute(parameter, core.instances()))
                .toList();
        for (int i = 0; i < names.size(); i++) {
            Type type = Types.argument(whole, i);
            Local local = new Local(names.get(i), type);
            boolean number = names.get(i).equals("now");
            String name = number ? scope.declare(local) : scope.declareBoxed(local);
            parameters.add(Doc.text((number ? types.plain(type) : types.boxed(type)) + " " + name));
            arguments.add(local);
        }
        Type result = Types.result(whole, names.size());
        List<Expr> references = new ArrayList<>();
        arguments.forEach(argument -> references.add(new Expr.LocalRef(argument)));
        Expr call = Pipeline.prepare(new Expr.Apply(new Expr.GlobalRef(method, chosen, whole), references, result));
        List<Doc> body = new ArrayList<>();
        Wrapping wrapping = wrapping(method.name());
        String returned;
        if (wrapping != null) {
            String pair = scope.name(bodies.hoist(call, wrapping.variable(), scope, body));
            String parts = wrapping.parts().stream().map(part -> pair + part).collect(Collectors.joining(", "));
            body.add(Doc.text("return new " + wrapping.type() + "<>(" + parts + ");"));
            returned = wrapping.type()
                    + JavaTypes.bracketed(wrapping.arguments().stream()
                            .map(argument -> types.boxed(core.open(argument)))
                            .toList());
        } else {
            bodies.statements(call, new BodyEmitter.Return(), scope, body);
            returned = Builtins.isBool(result) && method.name().matches("(.*_)?(guard|seen)")
                    ? types.plain(result)
                    : types.boxed(result);
        }
        Doc head = Doc.list("public " + returned + " " + JavaNames.lower(method.name()) + "(", parameters, ")");
        return Doc.of(Doc.text("@Override"), Doc.HARD, Doc.block(head, body));
    }

    /**
     * How a method's pair becomes a record of {@code core-api}.
     *
     * @param variable what holds the pair
     * @param parts how the record's components are reached from it
     * @param arguments the record's type arguments, by the module type's names
     */
    private record Wrapping(String type, String variable, List<String> parts, List<String> arguments) {}

    private @Nullable Wrapping wrapping(String method) {
        List<String> both = List.of(".first()", ".second()");
        return switch (core.kind()) {
            case PROXY ->
                switch (method) {
                    case "get_request" ->
                        new Wrapping(
                                types.program("Requested"), "requested", both, List.of("get_payload", "client_state"));
                    case "put_request" ->
                        new Wrapping(
                                types.program("Requested"), "requested", both, List.of("put_payload", "client_state"));
                    case "get" ->
                        new Wrapping(
                                types.program("Answered"),
                                "answered",
                                List.of(".first().first()", ".first().second()", ".second()"),
                                List.of("answer_payload", "replica_state"));
                    default -> null;
                };
            case NODE ->
                switch (method) {
                    case "get" -> new Wrapping(types.program("NodeCore") + ".Read", "read", both, List.of("state"));
                    case "put" ->
                        new Wrapping(
                                types.program("NodeCore") + ".Written", "written", both, List.of("state", "message"));
                    default -> null;
                };
        };
    }

    private void codec(List<Doc> members, String codecClass) {
        String payload = types.boxed(core.payload());
        String java = core.kind().javaPayload();
        String name = core.kind().payloadName();
        String write = "public void write" + java + "(" + payload + " " + name + ", " + types.program("PayloadWriter")
                + " out)";
        members.add(override(write, List.of(Doc.text(codecClass + ".write(" + name + ", out);"))));
        String read = "public " + payload + " read" + java + "(" + types.program("PayloadReader") + " in)";
        members.add(override(read, List.of(Doc.text("return " + codecClass + ".read(in);"))));
    }

    private Doc stateCodec(String statesClass) {
        String open = "public " + types.program("StateCodec") + "<";
        Doc head = switch (core.kind()) {
            case PROXY ->
                Doc.list(
                        open + types.runtime("Pair") + "<",
                        List.of(
                                Doc.text(types.boxed(core.open("client_state"))),
                                Doc.text(types.boxed(core.open("replica_state")))),
                        ">> stateCodec()");
            case NODE -> Doc.text(open + types.boxed(core.open("state")) + "> stateCodec()");
        };
        return Doc.of(
                Doc.text("@Override"),
                Doc.HARD,
                Doc.block(head, List.of(Doc.text("return new " + statesClass + "();"))));
    }

    private static Doc override(String head, List<Doc> body) {
        return Doc.of(Doc.text("@Override"), Doc.HARD, Doc.block(Doc.text(head), body));
    }

    private Doc parameters(Unit.FunctorParameter functor, String bound) {
        List<Doc> operations = new ArrayList<>();
        for (Unit.Operation operation : functor.operations()) {
            if (!operations.isEmpty()) {
                operations.add(Doc.EMPTY);
            }
            String type = types.plain(Types.argument(operation.type(), 0));
            String head = "public boolean " + plan.name(operation) + "(" + type + " first, " + type + " second)";
            String value = Framework.operation(operation.name()).formatted("first", "second");
            operations.add(override(head, List.of(Doc.text("return " + value + ";"))));
        }
        String type = plan.className(core.unit()) + "." + plan.name(functor) + bound;
        Doc head = Doc.group(
                Doc.text("private static final class FrameworkParameters"),
                Doc.nest(8, Doc.LINE, Doc.text("implements " + type)));
        return Doc.block(head, operations);
    }
}
