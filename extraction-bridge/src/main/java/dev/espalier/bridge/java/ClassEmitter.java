package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.passes.Projections;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the class of one module. */
final class ClassEmitter {
    private final Unit unit;
    private final Plan plan;
    private final TailSteps steps;
    private final JavaTypes types;
    private final BodyEmitter bodies;
    private final String source;

    ClassEmitter(Unit unit, Plan plan, TailSteps steps, String source) {
        this.unit = unit;
        this.plan = plan;
        this.steps = steps;
        this.source = source;
        this.types = new JavaTypes(plan, unit, Map.of());
        this.bodies = new BodyEmitter(types, plan, steps, "");
    }

    /** The whole file. */
    String file(String packageName) {
        List<Doc> members = new ArrayList<>();
        unit.functors().stream()
                .filter(functor -> !functor.isStateMap())
                .forEach(functor -> members.add(parameters(functor)));
        unit.types()
                .forEach(symbol -> members.add(new TypeEmitter(plan, types, plan.typeNames(unit)).declaration(symbol)));
        fields(members);
        for (Global global : unit.globals()) {
            if (Projections.of(global).isEmpty() && !Plan.isField(global)) {
                members.addAll(method(global));
            }
        }
        List<Doc> body = new ArrayList<>();
        members.forEach(member -> {
            body.add(member);
            body.add(Doc.EMPTY);
        });
        if (!body.isEmpty()) {
            body.removeLast();
        }
        String what = unit.name() == null
                ? "What the extracted file {@code " + source + "} defines outside of modules."
                : (unit.functors().isEmpty() ? "Rocq's module {@code " : "Rocq's functor {@code ") + unit.name()
                        + "}, extracted to {@code " + source + "}.";
        Doc declaration = Doc.of(
                Javadoc.of(what),
                Doc.HARD,
                Doc.block(Doc.text("public final class " + plan.className(unit) + classParameters()), body));
        return JavaFile.text(packageName, types.imports(), declaration);
    }

    private boolean isStatic() {
        return unit.functors().isEmpty();
    }

    private String classParameters() {
        return JavaTypes.bracketed(unit.functors().stream()
                .flatMap(functor -> functor.types().stream())
                .map(plan::name)
                .toList());
    }

    private Doc parameters(Unit.FunctorParameter functor) {
        List<Doc> operations = new ArrayList<>();
        for (Unit.Operation operation : functor.operations()) {
            if (!operations.isEmpty()) {
                operations.add(Doc.EMPTY);
            }
            operations.add(Javadoc.of("Rocq's {@code " + operation.name() + " : " + operation.shownType() + "}."));
            List<Type.Parameter> generic = List.copyOf(Types.written(List.of(operation.type())));
            types.enter(generic, plan.typeNames(unit));
            List<String> arguments = new ArrayList<>();
            Scope names = Scope.method(Set.of());
            for (int i = 0; i < operation.arity(); i++) {
                Type type = Types.argument(operation.type(), i);
                arguments.add(types.plain(type) + " " + names.fresh(wish(type)));
            }
            String result = types.plain(Types.result(operation.type(), operation.arity()));
            String declared = generic.isEmpty() ? "" : types.declared(generic) + " ";
            operations.add(Doc.text(
                    declared + result + " " + plan.name(operation) + "(" + String.join(", ", arguments) + ");"));
            types.leave(generic);
        }
        String names = interfaceParameters(functor);
        return Doc.of(
                Javadoc.of("What the functor leaves open: Rocq's module type {@code " + functor.signature() + "}."),
                Doc.HARD,
                Doc.block(Doc.text("public interface " + plan.name(functor) + names), operations));
    }

    private void fields(List<Doc> members) {
        List<Global> values = unit.globals().stream().filter(Plan::isField).toList();
        String modifiers = isStatic() ? "private static final " : "private final ";
        if (!isStatic()) {
            for (Unit.FunctorParameter functor : unit.functors()) {
                members.add(Doc.text("private final " + parameterType(functor) + " " + parameterField(functor) + ";"));
            }
        }
        // The initial values share a block, and so its names.
        List<Doc> initial = new ArrayList<>();
        Scope scope = Scope.method(plan.fieldNames(unit)).inner();
        for (Global value : values) {
            bodies.expressions().inside(value);
            if (isLate(value)) {
                members.add(late(value, modifiers));
                continue;
            }
            members.add(Doc.text(modifiers + types.plain(value.type()) + " " + plan.name(value) + ";"));
            bodies.statements(value.body(), new BodyEmitter.Assign(plan.name(value)), scope, initial);
        }
        if (unit.globals().stream().anyMatch(steps.recursion()::isGuarded)) {
            Doc prepare = Doc.text(types.runtime("DeepRecursion") + ".prepare();");
            members.add(Doc.block(Doc.text("static"), List.of(prepare)));
        }
        if (isStatic()) {
            if (!initial.isEmpty()) {
                members.add(Doc.block(Doc.text("static"), initial));
            }
            members.add(Doc.block(Doc.text("private " + plan.className(unit) + "()"), List.of()));
        } else {
            List<Doc> assignments = new ArrayList<>();
            List<String> arguments = new ArrayList<>();
            for (Unit.FunctorParameter functor : unit.functors()) {
                String field = parameterField(functor);
                arguments.add(parameterType(functor) + " " + field);
                assignments.add(Doc.text("this." + field + " = " + field + ";"));
            }
            assignments.addAll(initial);
            Doc head = Doc.text("public " + plan.className(unit) + "(" + String.join(", ", arguments) + ")");
            members.add(Doc.of(Javadoc.of("Applies the functor."), Doc.HARD, Doc.block(head, assignments)));
        }
        for (Global value : values) {
            String head = "public " + (isStatic() ? "static " : "") + types.plain(value.type()) + " " + plan.name(value)
                    + "()";
            members.add(Doc.of(
                    documentation(value),
                    Doc.HARD,
                    Doc.block(
                            Doc.text(head),
                            List.of(Doc.text("return " + plan.name(value) + (isLate(value) ? ".force();" : ";"))))));
        }
    }

    /**
     * Whether a constant is computed when it is first asked for: what recurses must not run while the class is
     * initialised, as another thread, with a larger stack, would wait for the end of that.
     */
    private boolean isLate(Global value) {
        return isStatic() && steps.recursion().isDeep(value) && !Builtins.isLazy(value.type());
    }

    private Doc late(Global value, String modifiers) {
        Type type = Builtins.lazy(value.type());
        Expr.Lambda computation = new Expr.Lambda(List.of(new Local("_", Builtins.UNIT_TYPE)), value.body());
        bodies.expressions().late(true);
        Doc lambda = bodies.lambda(computation, Scope.method(plan.fieldNames(unit)));
        bodies.expressions().late(false);
        String head = modifiers + types.plain(type) + " " + plan.name(value) + " =";
        return Doc.group(Doc.text(head), Doc.nest(8, Doc.LINE, Doc.text("Lazy.delay("), lambda, Doc.text(");")));
    }

    private String parameterType(Unit.FunctorParameter functor) {
        if (functor.isStateMap()) {
            return types.state("StateMaps") + (plan.linearity().inPlace() ? "" : ".Persistent");
        }
        return plan.name(functor) + interfaceParameters(functor);
    }

    /** The type parameters of a functor parameter's interface: types of other parameters that it mentions come first. */
    private String interfaceParameters(Unit.FunctorParameter functor) {
        return JavaTypes.bracketed(
                Plan.interfaceTypes(unit, functor).stream().map(plan::name).toList());
    }

    private String parameterField(Unit.FunctorParameter functor) {
        return Plan.parameterField(unit.functors().indexOf(functor));
    }

    private List<Doc> method(Global global) {
        Expr.Lambda lambda =
                global.body() instanceof Expr.Lambda function ? function : new Expr.Lambda(List.of(), global.body());
        bodies.expressions().inside(global);
        if (steps.contains(global)) {
            return List.of(entry(global, lambda), method(global, lambda, Plan.STEP));
        }
        return steps.recursion().isGuarded(global)
                ? List.of(entry(global, lambda), method(global, lambda, Plan.RECURSION))
                : List.of(method(global, lambda, ""));
    }

    /** The method that other classes call: it makes the tail calls that are handed on, and guards a recursion. */
    private Doc entry(Global global, Expr.Lambda lambda) {
        types.enter(global.parameters(), plan.typeNames(unit));
        Scope scope = Scope.method(plan.fieldNames(unit));
        List<Doc> parameters = parameters(lambda, scope);
        List<Doc> arguments = new ArrayList<>();
        lambda.parameters().forEach(parameter -> arguments.add(Doc.text(scope.name(parameter))));
        List<Doc> body = new ArrayList<>();
        Doc call;
        if (steps.contains(global)) {
            String tail = scope.fresh("tail");
            arguments.add(Doc.text(tail));
            String tailCall = types.runtime("TailCall");
            body.add(Doc.text(tailCall + " " + tail + " = new " + tailCall + "();"));
            call = Doc.of(
                    Doc.text(tail + ".finish("),
                    Doc.list(plan.name(global) + Plan.STEP + "(", arguments, ")"),
                    Doc.text(")"));
            if (steps.recursion().isGuarded(global)) {
                // The second attempt has its own tail calls: it begins with this method again.
                arguments.removeLast();
                Doc again = Doc.list(plan.name(global) + "(", arguments, ")");
                body.add(Doc.of(Doc.text("return "), call, Doc.text(";")));
                body = guarded(body, again, scope);
            } else {
                body.add(Doc.of(Doc.text("return "), call, Doc.text(";")));
            }
        } else {
            call = Doc.list(plan.name(global) + Plan.RECURSION + "(", arguments, ")");
            body = guarded(List.of(Doc.of(Doc.text("return "), call, Doc.text(";"))), call, scope);
        }
        Doc head =
                head(global, lambda, parameters, "", types.plain(lambda.body().type()));
        types.leave(global.parameters());
        return Doc.of(documentation(global), Doc.HARD, Doc.block(head, body));
    }

    private List<Doc> guarded(List<Doc> attempt, Doc again, Scope scope) {
        String overflow = scope.fresh("overflow");
        String runtime = types.runtime("DeepRecursion");
        Doc second = Doc.of(
                Doc.text("return "),
                Doc.list(runtime + ".onLargerStack(", List.of(Doc.of(Doc.text("() -> "), again)), ");"));
        return List.of(Doc.of(
                Doc.block(Doc.text("try"), attempt),
                Doc.text(" "),
                Doc.block(
                        Doc.text("catch (StackOverflowError " + overflow + ")"),
                        List.of(Doc.text(runtime + ".requireRoom(" + overflow + ");"), second))));
    }

    private Doc method(Global global, Expr.Lambda lambda, String suffix) {
        types.enter(global.parameters(), plan.typeNames(unit));
        Scope scope = Scope.method(plan.fieldNames(unit));
        List<Doc> parameters = parameters(lambda, scope);
        BodyEmitter.Destination destination = new BodyEmitter.Return();
        if (suffix.equals(Plan.STEP)) {
            String tail = scope.fresh("tail");
            parameters.add(Doc.text(types.runtime("TailCall") + " " + tail));
            destination = new BodyEmitter.Step(tail);
        }
        List<Doc> body = bodies.method(lambda.parameters(), lambda.body(), scope.inner(), destination);
        String result =
                suffix.equals(Plan.STEP) ? "Object" : types.plain(lambda.body().type());
        Doc head = head(global, lambda, parameters, suffix, result);
        types.leave(global.parameters());
        Doc documentation = switch (suffix) {
            case Plan.STEP -> Javadoc.of("The steps of {@link #" + plan.name(global) + "}: hands on its last call.");
            case Plan.RECURSION ->
                Javadoc.of("The recursion of {@link #" + plan.name(global) + "}, on the stack that there is.");
            default -> documentation(global);
        };
        return Doc.of(documentation, Doc.HARD, Doc.block(head, body));
    }

    private Doc head(Global global, Expr.Lambda lambda, List<Doc> parameters, String suffix, String result) {
        String visibility = suffix.isEmpty()
                ? (global.lifted() ? "private " : "public ")
                : (steps.isShared(global) ? "" : "private ");
        String generics = types.declared(global.parameters());
        String start = visibility + (isStatic() ? "static " : "") + (generics.isEmpty() ? "" : generics + " ") + result
                + " " + plan.name(global) + suffix + "(";
        return lambda.parameters().isEmpty() ? Doc.text(start + ")") : Doc.list(start, parameters, ")");
    }

    private List<Doc> parameters(Expr.Lambda lambda, Scope scope) {
        List<Doc> parameters = new ArrayList<>();
        for (Local parameter : lambda.parameters()) {
            String name;
            if (parameter.name().equals("_")) {
                name = scope.fresh(wish(parameter.type()));
                scope.alias(parameter, name);
            } else {
                name = scope.declare(parameter);
            }
            parameters.add(Doc.text(types.plain(parameter.type()) + " " + name));
        }
        return parameters;
    }

    /** A parameter that OCaml does not name is named after its type. */
    private static String wish(Type type) {
        return switch (type.resolved()) {
            case Type.Named named when named.symbol().name().equals("*") -> "pair";
            case Type.Named named ->
                named.symbol().name().equals("int") ? "number" : named.symbol().name();
            case Type.Arrow arrow -> "function";
            default -> "value";
        };
    }

    private static Doc documentation(Global global) {
        if (!global.description().isEmpty()) {
            return Javadoc.of(global.description());
        }
        if (global.lifted()) {
            return Javadoc.of("The local function {@code " + global.name().replace('_', ' ') + "}.");
        }
        return Javadoc.of("Rocq's {@code " + global + " : " + global.shownType() + "}.");
    }
}
