package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.passes.Occurrences;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes the statements of method bodies. */
final class BodyEmitter {
    /** What becomes of a value. */
    sealed interface Destination {}

    /** The method returns it. */
    record Return() implements Destination {}

    /** A step returns it, or hands its tail call to the variable {@code tail}. */
    record Step(String tail) implements Destination {}

    /** The variable takes it. */
    record Assign(String variable) implements Destination {}

    /** The variable takes it, and then the labelled block ends. */
    record AssignAndLeave(String variable, String label) implements Destination {}

    /** After a longer head of a declaration the line may be broken. */
    private static final int LONG_HEAD = 60;

    private final JavaTypes types;
    private final Plan plan;
    private final ExpressionEmitter expressions;
    private final CollectorEmitter collectors;
    private final JoinEmitter joins;
    private final LookupEmitter lookups;
    private final PairEmitter pairs;
    private List<LoopVariable> loop = List.of();

    /** A parameter that a jump gives a new value. */
    private record LoopVariable(Local local, String name, String javaType, boolean changes) {}

    BodyEmitter(JavaTypes types, Plan plan, TailSteps steps, String receiver) {
        this.types = types;
        this.plan = plan;
        this.expressions = new ExpressionEmitter(types, plan, this, steps, receiver);
        this.collectors = new CollectorEmitter(types, this, expressions);
        this.joins = new JoinEmitter(types, this, expressions);
        this.lookups = new LookupEmitter(types, expressions);
        this.pairs = new PairEmitter(types, this, expressions);
    }

    CollectorEmitter collectors() {
        return collectors;
    }

    PairEmitter pairs() {
        return pairs;
    }

    ExpressionEmitter expressions() {
        return expressions;
    }

    /**
     * The body of a method. Its parameters are already declared in {@code scope}.
     *
     * @param destination where its result goes
     */
    List<Doc> method(List<Local> parameters, Expr body, Scope scope, Destination destination) {
        List<Doc> statements = new ArrayList<>();
        if (body instanceof Expr.Build build) {
            statements.add(collectors.declare(build.collector(), scope));
            statements.addAll(method(parameters, build.body(), scope, destination));
            return statements;
        }
        Set<Integer> changing = new TreeSet<>();
        boolean[] jumps = {false};
        Occurrences.walk(body, part -> {
            if (part instanceof Expr.Jump jump) {
                jumps[0] = true;
                for (int i = 0; i < parameters.size(); i++) {
                    boolean same =
                            jump.arguments().get(i) instanceof Expr.LocalRef ref && ref.local() == parameters.get(i);
                    if (!same) {
                        changing.add(i);
                    }
                }
            }
        });
        if (!jumps[0]) {
            statements(body, destination, scope, statements);
            return statements;
        }
        Set<Local> captured = Occurrences.captured(body);
        List<LoopVariable> variables = new ArrayList<>();
        List<Doc> inside = new ArrayList<>();
        Scope inner = scope.inner();
        for (int i = 0; i < parameters.size(); i++) {
            Local parameter = parameters.get(i);
            String name = scope.name(parameter);
            String type = types.plain(parameter.type());
            variables.add(new LoopVariable(parameter, name, type, changing.contains(i)));
            if (changing.contains(i) && captured.contains(parameter)) {
                // Lambdas capture variables that never change: one for each round.
                String copy = inner.fresh(parameter.name());
                inside.add(Doc.text(type + " " + copy + " = " + name + ";"));
                inner.alias(parameter, copy);
            }
        }
        List<LoopVariable> outer = loop;
        loop = variables;
        statements(body, destination, inner, inside);
        loop = outer;
        statements.add(Doc.block(Doc.text("while (true)"), inside));
        return statements;
    }

    /** Writes {@code expr} so that its value reaches {@code destination}. */
    void statements(Expr expr, Destination destination, Scope scope, List<Doc> out) {
        switch (expr) {
            case Expr.Let let -> {
                declare(let, scope, out);
                statements(let.body(), destination, scope, out);
            }
            case Expr.If condition
            when !asExpression(condition, destination) -> conditional(condition, destination, scope, out);
            case Expr.Switch branch -> branch(branch, destination, scope, out);
            case Expr.Absurd absurd ->
                out.add(Doc.text("throw new " + types.runtime("AbsurdException") + "(\"" + absurd.position() + "\");"));
            case Expr.Jump jump -> jump(jump, scope, out);
            case Expr.Join join -> joins.join(join, destination, scope, out);
            case Expr.Leave leave -> joins.leave(leave, scope, out);
            case Expr.Extend extend -> {
                out.add(collectors.extend(extend.collector(), extend.element(), scope, out));
                statements(extend.rest(), destination, scope, out);
            }
            default -> deliver(expr, destination, scope, out);
        }
    }

    private static boolean asExpression(Expr.If condition, Destination destination) {
        return Inlining.isInline(condition)
                && Inlining.isSmall(condition)
                && !(destination instanceof Step && Inlining.needsTarget(condition));
    }

    private void deliver(Expr expr, Destination destination, Scope scope, List<Doc> out) {
        switch (destination) {
            case Return() -> out.add(statement("return ", expressions.emit(expr, scope, out)));
            case Assign(String variable) -> out.add(statement(variable + " = ", expressions.emit(expr, scope, out)));
            case AssignAndLeave(String variable, String label) -> {
                out.add(statement(variable + " = ", expressions.emit(expr, scope, out)));
                out.add(Doc.text("break " + label + ";"));
            }
            case Step(String tail) -> out.add(statement("return ", expressions.step(expr, tail, scope, out)));
        }
    }

    private static Doc statement(String head, JavaExpression value) {
        if (head.length() > LONG_HEAD && head.endsWith(" = ")) {
            Doc start = Doc.text(head.substring(0, head.length() - 1));
            return Doc.group(start, Doc.nest(8, Doc.LINE, value.doc()), Doc.text(";"));
        }
        return Doc.of(Doc.text(head), value.doc(), Doc.text(";"));
    }

    private void declare(Expr.Let let, Scope scope, List<Doc> out) {
        if (lookups.isLookup(let)) {
            out.add(lookups.declare(let, scope, out));
        } else {
            pairs.declared(let);
            declare(let.local(), let.value(), scope, out);
        }
    }

    private void declare(Local local, Expr value, Scope scope, List<Doc> out) {
        if (value instanceof Expr.Let let) {
            declare(let, scope, out);
            declare(local, let.body(), scope, out);
            return;
        }
        if (!needsAssignment(value)) {
            int mark = scope.mark();
            JavaExpression emitted = expressions.emit(value, scope, out);
            String name = scope.declareAfter(mark, local);
            out.add(statement(types.plain(local.type()) + " " + name + " = ", emitted));
            return;
        }
        String name = scope.fresh(local.name().equals("_") ? "ignored" : local.name());
        out.add(Doc.text(types.plain(local.type()) + " " + name + ";"));
        int mark = scope.mark();
        statements(value, new Assign(name), scope, out);
        scope.forget(mark);
        scope.alias(local, name);
    }

    /** Whether the value comes out of branches that are statements. */
    private static boolean needsAssignment(Expr value) {
        return value instanceof Expr.Switch
                || value instanceof Expr.Absurd
                || value instanceof Expr.Join
                || (value instanceof Expr.If && !Inlining.isInline(value));
    }

    private void conditional(Expr.If condition, Destination destination, Scope scope, List<Doc> out) {
        Doc head = Doc.of(
                Doc.text("if ("),
                expressions.emit(condition.condition(), scope, out).doc(),
                Doc.text(")"));
        List<Doc> then = new ArrayList<>();
        statements(condition.then(), destination, scope.inner(), then);
        otherwise(head, then, condition.otherwise(), destination, scope, out);
    }

    /** An if: what leaves the method needs no else. */
    private void otherwise(
            Doc head, List<Doc> then, Expr otherwise, Destination destination, Scope scope, List<Doc> out) {
        if (!(destination instanceof Assign)) {
            out.add(Doc.block(head, then));
            statements(otherwise, destination, scope, out);
            return;
        }
        List<Doc> rest = new ArrayList<>();
        statements(otherwise, destination, scope.inner(), rest);
        out.add(Doc.block(Doc.of(Doc.block(head, then), Doc.text(" else")), rest));
    }

    private void branch(Expr.Switch branch, Destination destination, Scope scope, List<Doc> out) {
        TypeSymbol symbol = branch.branches().getFirst().constructor().owner();
        Expr.Branch tested = branch.branches().stream()
                .filter(one -> !one.fields().isEmpty())
                .findFirst()
                .orElse(branch.branches().getFirst());
        Expr other = otherSide(branch, tested);
        if (symbol.constructors().size() == 1) {
            fields(branch.scrutinee(), tested, scope, out);
            statements(tested.body(), destination, scope, out);
        } else if (other != null) {
            List<Doc> then = new ArrayList<>();
            Scope inner = scope.inner();
            String test = lookups.isFound(branch.scrutinee())
                    ? lookups.test(branch, tested, inner)
                    : symbol.isEnumeration()
                            ? " == "
                                    + types.constant(tested.constructor(), (Type.Named)
                                            branch.scrutinee().type().resolved())
                            : " instanceof " + pattern(branch, tested, inner, true);
            Doc head = Doc.text("if (" + scope.name(branch.scrutinee()) + test + ")");
            unpackHeld(tested, inner, then);
            statements(tested.body(), destination, inner, then);
            otherwise(head, then, other, destination, scope, out);
        } else if (symbol.isEnumeration()) {
            constants(branch, destination, scope, out);
        } else {
            cases(branch, destination, scope, out);
        }
    }

    /** A switch over an enumeration: an expression if its sides are. */
    private void constants(Expr.Switch branch, Destination destination, Scope scope, List<Doc> out) {
        List<Expr> sides = new ArrayList<>();
        List<String> heads = new ArrayList<>();
        for (Expr.Branch one : branch.branches()) {
            sides.add(one.body());
            heads.add("case " + plan.name(one.constructor()) + " ->");
        }
        if (branch.otherwise() != null) {
            sides.add(branch.otherwise());
            heads.add("default ->");
        }
        Doc head = Doc.text("switch (" + scope.name(branch.scrutinee()) + ")");
        if (!(destination instanceof Step) && sides.stream().allMatch(BodyEmitter::isSide)) {
            List<Doc> before = new ArrayList<>();
            List<Doc> values = new ArrayList<>();
            for (int i = 0; i < sides.size(); i++) {
                Doc value =
                        expressions.emit(sides.get(i), scope.inner(), before).doc();
                values.add(Doc.group(Doc.text(heads.get(i)), Doc.nest(8, Doc.LINE, value), Doc.text(";")));
            }
            if (before.isEmpty()) {
                String start = destination instanceof Assign(String variable) ? variable + " = " : "return ";
                out.add(Doc.of(Doc.block(Doc.of(Doc.text(start), head), values), Doc.text(";")));
                return;
            }
        }
        // Java does not check that a switch statement over an enumeration is complete: its last case is the default.
        heads.set(heads.size() - 1, "default ->");
        List<Doc> cases = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            List<Doc> body = new ArrayList<>();
            statements(sides.get(i), destination, scope.inner(), body);
            cases.add(Doc.block(Doc.text(heads.get(i)), body));
        }
        out.add(Doc.block(head, cases));
    }

    private static boolean isSide(Expr expr) {
        return Inlining.isInline(expr) && Inlining.isSmall(expr) && !Inlining.needsTarget(expr);
    }

    /** What happens where {@code tested} does not apply, if that is one thing without variables. */
    private static @Nullable Expr otherSide(Expr.Switch branch, Expr.Branch tested) {
        if (branch.branches().size() == 1) {
            return branch.otherwise();
        }
        if (branch.branches().size() == 2 && branch.otherwise() == null) {
            Expr.Branch other = branch.branches().get(branch.branches().get(0) == tested ? 1 : 0);
            return other.fields().isEmpty() ? other.body() : null;
        }
        return null;
    }

    private void cases(Expr.Switch branch, Destination destination, Scope scope, List<Doc> out) {
        List<Doc> cases = new ArrayList<>();
        for (Expr.Branch one : branch.branches()) {
            Scope inner = scope.inner();
            List<Doc> body = new ArrayList<>();
            Doc head = Doc.text("case " + pattern(branch, one, inner, false) + " ->");
            unpackHeld(one, inner, body);
            statements(one.body(), destination, inner, body);
            cases.add(Doc.block(head, body));
        }
        if (branch.otherwise() != null) {
            List<Doc> body = new ArrayList<>();
            statements(branch.otherwise(), destination, scope.inner(), body);
            cases.add(Doc.block(Doc.text("default ->"), body));
        }
        out.add(Doc.block(Doc.text("switch (" + scope.name(branch.scrutinee()) + ")"), cases));
    }

    private final Map<Expr.Branch, String> holders = new HashMap<>();

    /** A type pattern; the variable it binds is noted for {@link #unpack}. */
    private String pattern(Expr.Switch branch, Expr.Branch one, Scope inner, boolean mayOmit) {
        Type.Named whole = (Type.Named) branch.scrutinee().type().resolved();
        String type = types.raw(one.constructor(), whole) + types.arguments(whole);
        if (!usesFields(one)) {
            return mayOmit ? type : type + " _";
        }
        String simple = types.raw(one.constructor(), whole);
        String holder = inner.fresh(simple.substring(simple.lastIndexOf('.') + 1));
        holders.put(one, holder);
        return type + " " + holder;
    }

    private static boolean usesFields(Expr.Branch branch) {
        Set<Local> free = Occurrences.free(branch.body());
        return branch.fields().stream().anyMatch(free::contains);
    }

    private void unpackHeld(Expr.Branch branch, Scope scope, List<Doc> out) {
        String holder = holders.remove(branch);
        if (holder != null) {
            unpack(holder, branch, scope, out);
        }
    }

    private void fields(Local scrutinee, Expr.Branch branch, Scope scope, List<Doc> out) {
        if (!usesFields(branch)) {
            return;
        }
        Type.Named whole = (Type.Named) scrutinee.type().resolved();
        String type = types.raw(branch.constructor(), whole) + types.arguments(whole);
        String holder = scope.fresh(branch.constructor().name());
        Doc cast = Doc.text("(" + type + ") " + scope.name(scrutinee) + ";");
        out.add(Doc.group(Doc.text(type + " " + holder + " ="), Doc.nest(8, Doc.LINE, cast)));
        unpack(holder, branch, scope, out);
    }

    private void unpack(String holder, Expr.Branch branch, Scope scope, List<Doc> out) {
        Set<Local> free = Occurrences.free(branch.body());
        for (int i = 0; i < branch.fields().size(); i++) {
            Local field = branch.fields().get(i);
            if (i == 0 && pairs.isHeadInParts(branch, field)) {
                scope.alias(field, holder);
            } else if (free.contains(field)) {
                String component = JavaTypes.component(branch.constructor(), i);
                String name = scope.declare(field);
                out.add(Doc.text(types.plain(field.type()) + " " + name + " = " + holder + "." + component + "();"));
            }
        }
    }

    /** Gives the parameters their new values, all of which are computed from the old ones. */
    private void jump(Expr.Jump jump, Scope scope, List<Doc> out) {
        List<LoopVariable> changed = new ArrayList<>();
        List<Expr> arguments = new ArrayList<>();
        for (int i = 0; i < loop.size(); i++) {
            Expr argument = jump.arguments().get(i);
            boolean same = argument instanceof Expr.LocalRef ref && ref.local() == loop.get(i).local;
            if (!same) {
                changed.add(loop.get(i));
                arguments.add(argument);
            }
        }
        List<Doc> values = expressions.arguments(arguments, scope, out);
        List<Doc> assignments = new ArrayList<>();
        List<Doc> last = new ArrayList<>();
        for (int i = 0; i < changed.size(); i++) {
            LoopVariable variable = changed.get(i);
            boolean needed = arguments.subList(i + 1, arguments.size()).stream()
                    .anyMatch(later -> Occurrences.free(later).contains(variable.local));
            if (needed) {
                String next = scope.fresh("next_" + variable.name);
                out.add(Doc.of(Doc.text(variable.javaType + " " + next + " = "), values.get(i), Doc.text(";")));
                last.add(Doc.text(variable.name + " = " + next + ";"));
            } else {
                assignments.add(Doc.of(Doc.text(variable.name + " = "), values.get(i), Doc.text(";")));
            }
        }
        out.addAll(assignments);
        out.addAll(last);
        out.add(Doc.text("continue;"));
    }

    /** The body of a function value. */
    Doc lambda(Expr.Lambda lambda, Scope scope) {
        Local parameter = lambda.parameters().getFirst();
        Scope inner = scope.lambda();
        boolean used = Occurrences.free(lambda.body()).contains(parameter);
        String name = used ? inner.declareBoxed(parameter) : "_";
        List<LoopVariable> outer = loop;
        loop = List.of();
        String tail = inner.fresh("tail");
        boolean calls = expressions.usesTail(lambda.body());
        Doc head = Doc.text("(" + name + ", " + (calls ? tail : "_") + ") ->");
        List<Doc> statements = new ArrayList<>();
        Doc result;
        if (Inlining.isInline(lambda.body()) && asSide(lambda.body())) {
            Doc value = expressions.step(lambda.body(), tail, inner, statements).doc();
            if (statements.isEmpty()) {
                result = Doc.group(head, Doc.nest(8, Doc.LINE, value));
            } else {
                statements.add(Doc.of(Doc.text("return "), value, Doc.text(";")));
                result = Doc.block(head, statements);
            }
        } else {
            statements(lambda.body(), new Step(tail), inner, statements);
            result = Doc.block(head, statements);
        }
        loop = outer;
        return result;
    }

    private static boolean asSide(Expr expr) {
        return !(expr instanceof Expr.If condition)
                || (Inlining.isSmall(condition) && !Inlining.needsTarget(condition));
    }

    /** Declares a variable for a value that needs statements, or a type that Java cannot infer. */
    Local hoist(Expr expr, String wish, Scope scope, List<Doc> out) {
        Local local = new Local(wish, expr.type());
        declare(local, expr, scope, out);
        return local;
    }
}
