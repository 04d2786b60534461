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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the class that implements {@code dev.espalier.core.Core} by the functor's methods. */
final class AdapterEmitter {
    private static final Map<String, List<String>> ARGUMENTS = arguments();

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

    String file(String packageName, String codecClass) {
        Unit unit = core.unit();
        Unit.FunctorParameter functor = unit.functors().getFirst();
        String bound = JavaTypes.bracketed(functor.types().stream()
                .map(type -> types.boxed(new Type.Named(type, List.of())))
                .toList());
        String functorClass = plan.className(unit);
        List<String> states = new ArrayList<>();
        for (Type type :
                List.of(core.client(), core.replica(), core.getPayload(), core.answerPayload(), core.putPayload())) {
            states.add(types.boxed(type));
        }
        List<Doc> members = new ArrayList<>();
        members.add(Doc.text("private final " + functorClass + bound + " core = new " + functorClass
                + "<>(new FrameworkParameters());"));
        members.add(Doc.of(
                Javadoc.of("For {@link java.util.ServiceLoader}."),
                Doc.HARD,
                Doc.block(Doc.text("public " + className(plan, core) + "()"), List.of())));
        members.add(override("public String name()", List.of(Doc.text("return \"" + coreName + "\";"))));
        Framework.METHODS.forEach(method -> members.add(method(core.method(method))));
        codec(members, codecClass);
        members.add(parameters(functor, bound));
        Doc head = Doc.of(
                Doc.text("public final class " + className(plan, core)),
                Doc.nest(
                        8,
                        Doc.HARD,
                        Doc.list(
                                "implements " + types.program("Core") + "<",
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

    private Doc method(Global method) {
        List<Local> arguments = new ArrayList<>();
        List<Doc> parameters = new ArrayList<>();
        Scope scope = Scope.method(Set.of("core")).inner();
        List<String> names = ARGUMENTS.getOrDefault(method.name(), List.of());
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
        String returned;
        switch (method.name()) {
            case "get_request", "put_request" -> {
                String pair = scope.name(bodies.hoist(call, "requested", scope, body));
                body.add(Doc.text("return new " + types.program("Requested") + "<>(" + pair + ".first(), " + pair
                        + ".second());"));
                Type payload = method.name().equals("get_request") ? core.getPayload() : core.putPayload();
                returned = "Requested<" + types.boxed(payload) + ", " + types.boxed(core.client()) + ">";
            }
            case "get" -> {
                String pair = scope.name(bodies.hoist(call, "answered", scope, body));
                body.add(Doc.text("return new " + types.program("Answered") + "<>(" + pair + ".first().first(), " + pair
                        + ".first().second(), " + pair + ".second());"));
                returned = "Answered<" + types.boxed(core.answerPayload()) + ", " + types.boxed(core.replica()) + ">";
            }
            default -> {
                bodies.statements(call, new BodyEmitter.Return(), scope, body);
                returned = Builtins.isBool(result) && method.name().matches(".*_(guard|seen)")
                        ? types.plain(result)
                        : types.boxed(result);
            }
        }
        Doc head = Doc.list("public " + returned + " " + JavaNames.lower(method.name()) + "(", parameters, ")");
        return Doc.of(Doc.text("@Override"), Doc.HARD, Doc.block(head, body));
    }

    private void codec(List<Doc> members, String codecClass) {
        String payload = types.boxed(core.putPayload());
        String write =
                "public void writePutRequest(" + payload + " request, " + types.program("PayloadWriter") + " out)";
        members.add(override(write, List.of(Doc.text(codecClass + ".write(request, out);"))));
        String read = "public " + payload + " readPutRequest(" + types.program("PayloadReader") + " in)";
        members.add(override(read, List.of(Doc.text("return " + codecClass + ".read(in);"))));
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
        return Doc.block(Doc.text("private static final class FrameworkParameters implements " + type), operations);
    }

    private static Map<String, List<String>> arguments() {
        Map<String, List<String>> arguments = new LinkedHashMap<>();
        List<String> put = List.of("key", "value", "request", "client", "replica", "state");
        arguments.put("client_init", List.of("client"));
        arguments.put("replica_init", List.of("replica", "initial"));
        arguments.put("get_request", List.of("key", "client", "state"));
        arguments.put("get_guard", List.of("key", "request", "client", "replica", "state"));
        arguments.put("get", List.of("key", "request", "client", "replica", "state"));
        arguments.put("get_response", List.of("key", "value", "answer", "client", "state"));
        arguments.put("put_request", List.of("key", "value", "now", "client", "state"));
        arguments.put("put_guard", put);
        arguments.put("put", put);
        arguments.put("put_seen", put);
        return arguments;
    }
}
