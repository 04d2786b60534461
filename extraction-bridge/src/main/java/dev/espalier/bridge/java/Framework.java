package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.source.Diagnostic;
import dev.espalier.bridge.source.Diagnostics;
import dev.espalier.bridge.source.Position;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the bridge knows of the framework: the names in the module type {@code PARAMETERS} ({@code specs/framework}) and
 * in that of each kind of core, and the Java types and operations that stand for the parameters.
 */
final class Framework {
    private static final Map<String, String> TYPES =
            Map.of("key", "Bytes", "value", "Value", "client", "NodeId", "replica", "NodeId");

    private static final Map<String, String> OPERATIONS = Map.of(
            "key_eq_dec", "%s.equals(%s)",
            "value_eq_dec", "%s.equals(%s)",
            "client_eq_dec", "%s.equals(%s)",
            "replica_eq_dec", "%s.equals(%s)",
            "client_leb", "%s.compareTo(%s) <= 0");

    /**
     * The functor that is the core, its methods, and the types that it is made of.
     *
     * @param instances what the type parameters of methods that are more general than the module type asks stand for
     * @param types the types that the module type leaves open, by its names
     */
    record Core(
            CoreKind kind,
            Unit unit,
            Map<String, Global> methods,
            Map<Type.Parameter, Type> instances,
            Map<TypeSymbol, String> bound,
            Map<String, Type> types) {
        /** The type that the module type calls {@code name}. */
        Type open(String name) {
            Type type = types.get(name);
            if (type == null) {
                throw new IllegalStateException("no type " + name);
            }
            return type;
        }

        /** What travels between nodes. */
        Type payload() {
            return open(kind.travels());
        }

        Global method(String name) {
            Global method = methods.get(name);
            if (method == null) {
                throw new IllegalStateException("no method " + name);
            }
            return method;
        }

        /** The type of a method as the core uses it. */
        Type type(String name) {
            return Types.substitute(method(name).type(), instances);
        }
    }

    private final Diagnostics diagnostics = new Diagnostics();
    private final Position start;

    Framework(String file) {
        this.start = new Position(file, 1, 1);
    }

    /** The Java expression for a parameter's operation, with two places for its arguments. */
    static String operation(String name) {
        String template = OPERATIONS.get(name);
        if (template == null) {
            throw new IllegalStateException("unknown operation " + name);
        }
        return template;
    }

    /** Finds the core in {@code program} and checks that it has the framework's shape. */
    Core find(Program program) {
        List<Unit> functors = program.units().stream()
                .filter(unit -> !unit.functors().isEmpty())
                .toList();
        Map<Unit, CoreKind> cores = new LinkedHashMap<>();
        for (Unit unit : functors) {
            CoreKind kind = CoreKind.of(members(unit).keySet());
            if (kind != null) {
                cores.put(unit, kind);
            }
        }
        if (cores.size() != 1) {
            report(
                    start,
                    "core",
                    "found " + cores.size() + " functors with a put_guard or a guard where one is needed",
                    "extract one module of type CORE or NODE_CORE");
            diagnostics.throwIfAny();
        }
        Map.Entry<Unit, CoreKind> found = cores.entrySet().iterator().next();
        Unit unit = found.getKey();
        CoreKind kind = found.getValue();
        Map<String, Global> members = members(unit);
        for (String method : kind.methods().keySet()) {
            if (!members.containsKey(method)) {
                report(
                        start,
                        "functor " + unit.name(),
                        "has no " + method,
                        "give it the module type " + kind.moduleType() + " P");
            }
        }
        Map<TypeSymbol, String> bound = bind(unit);
        diagnostics.throwIfAny();
        Core core = shape(kind, unit, members, bound);
        diagnostics.throwIfAny();
        return core;
    }

    private static Map<String, Global> members(Unit unit) {
        Map<String, Global> members = new HashMap<>();
        for (Global global : unit.globals()) {
            if (global.modules().size() == 1 && !global.lifted()) {
                members.put(global.name(), global); // the last definition of a name is the one that is visible
            }
        }
        return members;
    }

    /** The functor's parameters that are no state map: one, in a core. */
    static List<Unit.FunctorParameter> parameters(Unit unit) {
        return unit.functors().stream().filter(functor -> !functor.isStateMap()).toList();
    }

    private Map<TypeSymbol, String> bind(Unit unit) {
        Map<TypeSymbol, String> bound = new HashMap<>();
        List<Unit.FunctorParameter> functors = parameters(unit);
        if (functors.size() != 1) {
            report(
                    start,
                    "functor " + unit.name(),
                    "has " + functors.size() + " parameters that are no state map",
                    "give it one, of type PARAMETERS, and any number of type MAP");
        }
        for (Unit.FunctorParameter functor : functors) {
            for (TypeSymbol type : functor.types()) {
                String java = TYPES.get(type.name());
                if (java == null) {
                    report(
                            start,
                            "parameter " + functor.name() + "." + type.name(),
                            "is a type that the framework does not supply",
                            "use only the types of PARAMETERS: key, value, client, replica");
                } else {
                    bound.put(type, java);
                }
            }
            for (Unit.Operation operation : functor.operations()) {
                if (!OPERATIONS.containsKey(operation.name())) {
                    report(
                            start,
                            "parameter " + functor.name() + "." + operation.name(),
                            "is an operation that the framework does not supply",
                            "use only the operations of PARAMETERS");
                }
            }
        }
        return bound;
    }

    private Core shape(CoreKind kind, Unit unit, Map<String, Global> members, Map<TypeSymbol, String> bound) {
        Map<String, Type> open = new HashMap<>();
        bound.keySet().forEach(symbol -> open.put(symbol.name(), new Type.Named(symbol, List.of())));
        Shape shape = new Shape(kind, members, open);
        switch (kind) {
            case PROXY -> proxy(shape, open);
            case NODE -> node(shape, open);
        }
        return new Core(kind, unit, members, shape.instances, bound, Map.copyOf(open));
    }

    private static void node(Shape shape, Map<String, Type> open) {
        Type state = shape.check("init", "value");
        open.put("state", state);
        Type read = shape.check("get", "replica", "state", "key");
        shape.result("get", shape.component("get", read, 0), shape.open("value"));
        shape.result("get", shape.component("get", read, 1), state);
        Type written = shape.check("put", "replica", "state", "key", "value");
        shape.result("put", shape.component("put", written, 0), state);
        open.put("message", shape.component("put", written, 1));
        String[] arrived = {"replica", "state", "key", "value", "message"};
        shape.result("guard", shape.check("guard", arrived), Builtins.BOOL_TYPE);
        shape.result("update", shape.check("update", arrived), state);
    }

    private static void proxy(Shape shape, Map<String, Type> open) {
        Type client = shape.check("client_init", "client");
        Type replica = shape.check("replica_init", "replica", "value");
        open.put("client_state", client);
        open.put("replica_state", replica);
        Type requested = shape.check("get_request", "key", "client", "client_state");
        Type getPayload = shape.component("get_request", requested, 0);
        open.put("get_payload", getPayload);
        shape.result("get_request", shape.component("get_request", requested, 1), client);
        Type answered = shape.check("get", "key", "get_payload", "client", "replica", "replica_state");
        Type inner = shape.component("get", answered, 0);
        shape.result("get", shape.component("get", inner, 0), shape.open("value"));
        Type answerPayload = shape.component("get", inner, 1);
        shape.result("get", shape.component("get", answered, 1), replica);
        open.put("answer_payload", answerPayload);
        Type sent = shape.check("put_request", "key", "value", "int", "client", "client_state");
        Type putPayload = shape.component("put_request", sent, 0);
        shape.result("put_request", shape.component("put_request", sent, 1), client);
        open.put("put_payload", putPayload);
        String[] put = {"key", "value", "put_payload", "client", "replica", "replica_state"};
        shape.result(
                "get_guard",
                shape.check("get_guard", "key", "get_payload", "client", "replica", "replica_state"),
                Builtins.BOOL_TYPE);
        shape.result(
                "get_response",
                shape.check("get_response", "key", "value", "answer_payload", "client", "client_state"),
                client);
        shape.result("put_guard", shape.check("put_guard", put), Builtins.BOOL_TYPE);
        shape.result("put", shape.check("put", put), replica);
        shape.result("put_seen", shape.check("put_seen", put), Builtins.BOOL_TYPE);
    }

    private void report(Position position, String construct, String message, String suggestion) {
        diagnostics.add(new Diagnostic(position, construct, message, suggestion));
    }

    /** Compares the types of methods with those of the module type. */
    private final class Shape {
        private final CoreKind kind;
        private final Map<String, Global> members;
        private final Map<String, Type> open;
        private final Map<Type.Parameter, Type> instances = new HashMap<>();
        private final Set<String> reported = new HashSet<>();

        Shape(CoreKind kind, Map<String, Global> members, Map<String, Type> open) {
            this.kind = kind;
            this.members = members;
            this.open = open;
        }

        Type open(String name) {
            return name.equals("int") ? Builtins.INT_TYPE : open.getOrDefault(name, Builtins.UNIT_TYPE);
        }

        /** The result type of a method, after checking its arguments' types. */
        Type check(String method, String... arguments) {
            Type rest = global(method).type().resolved();
            for (String argument : arguments) {
                if (!(rest instanceof Type.Arrow arrow) || !fits(arrow.from(), open(argument))) {
                    wrong(method);
                    return Builtins.UNIT_TYPE;
                }
                rest = arrow.to().resolved();
            }
            return Types.substitute(rest, instances);
        }

        Type component(String method, Type pair, int index) {
            if (pair.resolved() instanceof Type.Named named && named.symbol() == Builtins.PAIR) {
                return named.arguments().get(index).resolved();
            }
            wrong(method);
            return Builtins.UNIT_TYPE;
        }

        void result(String method, Type actual, Type expected) {
            if (!fits(actual, expected)) {
                wrong(method);
            }
        }

        private Global global(String method) {
            Global global = members.get(method);
            if (global == null) {
                throw new IllegalStateException("no method " + method);
            }
            return global;
        }

        private void wrong(String method) {
            if (!reported.add(method)) {
                return;
            }
            Global global = global(method);
            report(
                    global.position(),
                    "method " + method,
                    "has type " + global.type() + ", not that of the module type " + kind.moduleType(),
                    "check the functor against " + kind.file());
        }

        /** Whether {@code general} is {@code expected}, or can be by a choice of its type parameters. */
        private boolean fits(Type general, Type expected) {
            Type a = general.resolved();
            Type b = expected.resolved();
            if (a instanceof Type.Parameter parameter) {
                Type chosen = instances.putIfAbsent(parameter, b);
                return chosen == null || chosen == b || (!(chosen instanceof Type.Parameter) && fits(chosen, b));
            }
            if (a instanceof Type.Arrow x && b instanceof Type.Arrow y) {
                return fits(x.from(), y.from()) && fits(x.to(), y.to());
            }
            if (a instanceof Type.Named x && b instanceof Type.Named y && x.symbol() == y.symbol()) {
                for (int i = 0; i < x.arguments().size(); i++) {
                    if (!fits(x.arguments().get(i), y.arguments().get(i))) {
                        return false;
                    }
                }
                return true;
            }
            return a == b;
        }
    }
}
