package dev.espalier.bridge.interpreter;

import dev.espalier.bridge.interpreter.InterpretationException.Kind;
import dev.espalier.bridge.ir.Collector;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.JoinPoint;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Unit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates by value, from left to right, with a stack of its own: the control, environment and continuation of
 * Felleisen and Friedman, "Control operators, the SECD-machine, and the lambda-calculus" (1986). Tail calls push
 * nothing. Definitions are evaluated when they are first asked for.
 */
final class Machine {
    private final Function<Unit.Operation, Value> operations;
    private final long limit;
    private final Map<Global, Value> definitions = new HashMap<>();
    private final Set<Global> underway = new HashSet<>();
    private final Patterns patterns = new Patterns(value -> nested(force(value)));
    private final RuntimeLibrary library =
            new RuntimeLibrary((function, argument) -> nested(new Step.Call(function, List.of(argument))));
    private Deque<Frame> stack = new ArrayDeque<>();
    private long allowed;
    private long taken;

    /**
     * A machine that has evaluated nothing.
     *
     * @param operations what functors' parameters supply
     * @param limit most steps of one {@link #run}
     */
    Machine(Function<Unit.Operation, Value> operations, long limit) {
        this.operations = operations;
        this.limit = limit;
    }

    /** Takes steps from {@code first} until there is a value and nothing left to do with it. */
    Value run(Step first) {
        underway.clear();
        allowed = taken + limit;
        return nested(first);
    }

    /** The same inside a step, for those few that cannot wait: the steps count as those of the run. */
    private Value nested(Step first) {
        Deque<Frame> outer = stack;
        stack = new ArrayDeque<>();
        try {
            return steps(first);
        } finally {
            stack = outer;
        }
    }

    private Value steps(Step first) {
        Step step = first;
        while (taken < allowed) {
            taken++;
            switch (step) {
                case Step.Evaluate evaluate -> step = evaluate(evaluate.expr(), evaluate.scope());
                case Step.Call call -> step = call(call.function(), call.arguments());
                case Step.Return returned -> {
                    if (stack.isEmpty()) {
                        return returned.value();
                    }
                    step = resume(stack.pop(), returned.value());
                }
            }
        }
        throw new InterpretationException(Kind.STEP_LIMIT, "no result after " + limit + " steps");
    }

    /** Steps taken in all runs so far. */
    long taken() {
        return taken;
    }

    /** Looks a definition up. */
    private Step definition(Global global) {
        Value known = definitions.get(global);
        if (known != null) {
            return new Step.Return(known);
        }
        if (!underway.add(global)) {
            throw new InterpretationException(Kind.CYCLE, global + " is defined by itself");
        }
        stack.push(new Frame.Define(global));
        return new Step.Evaluate(global.body(), new Scope(null, null));
    }

    private Step evaluate(Expr expr, Scope scope) {
        return switch (expr) {
            case Expr.LocalRef e -> new Step.Return(scope.get(e.local()));
            case Expr.GlobalRef e -> definition(e.global());
            case Expr.FunctionRef e -> new Step.Return(scope.get(e.function()));
            case Expr.OperationRef e -> new Step.Return(operations.apply(e.operation()));
            case Expr.PrimitiveRef e ->
                new Step.Return(
                        e.primitive().arity() == 0
                                ? Primitives.apply(e.primitive(), List.of())
                                : new Value.Operation(e.primitive()));
            case Expr.RuntimeRef e -> {
                Value.Runtime function = new Value.Runtime(e.function());
                yield function.arity() == 0 ? saturated(function, List.of()) : new Step.Return(function);
            }
            case Expr.IntegerLiteral e -> new Step.Return(Patterns.literal(e));
            case Expr.CharacterLiteral e -> new Step.Return(Patterns.literal(e));
            case Expr.StringLiteral e -> new Step.Return(Patterns.literal(e));
            case Expr.FloatLiteral e -> new Step.Return(Patterns.literal(e));
            case Expr.BooleanLiteral e -> new Step.Return(Patterns.literal(e));
            case Expr.UnitLiteral e -> new Step.Return(Patterns.literal(e));
            case Expr.Unread e -> new Step.Return(new Value.Unread());
            case Expr.Lambda e -> new Step.Return(new Value.Closure(e, scope));
            case Expr.Apply e -> apply(e, scope);
            case Expr.Let e -> {
                stack.push(new Frame.Bind(e, scope));
                yield new Step.Evaluate(e.value(), scope);
            }
            case Expr.LetFunctions e -> functions(e, scope);
            case Expr.If e -> {
                stack.push(new Frame.Choose(e.then(), e.otherwise(), scope));
                yield new Step.Evaluate(e.condition(), scope);
            }
            case Expr.Match e -> {
                stack.push(new Frame.Select(e, scope));
                yield new Step.Evaluate(e.scrutinee(), scope);
            }
            case Expr.Switch e -> branch(e, scope);
            case Expr.Construct e ->
                parts(e.arguments(), scope, values -> new Step.Return(new Value.Data(e.constructor(), values)));
            case Expr.MakeRecord e ->
                parts(e.fields(), scope, values -> new Step.Return(new Value.Fields(e.symbol(), values)));
            case Expr.Select e ->
                parts(
                        List.of(e.record()),
                        scope,
                        values -> new Step.Return(Patterns.fields(values.getFirst())
                                .values()
                                .get(e.field().index())));
            case Expr.Absurd e -> throw new InterpretationException(Kind.ABSURD, "reached " + e.position());
            case Expr.Jump e -> parts(e.arguments(), scope, values -> jump(scope, values));
            case Expr.Join e -> {
                scope.join(e.point(), e.after());
                yield new Step.Evaluate(e.body(), scope);
            }
            case Expr.Leave e -> parts(e.arguments(), scope, values -> leave(e.point(), scope, values));
            case Expr.Build e -> {
                scope.collect(e.collector());
                yield new Step.Evaluate(e.body(), scope);
            }
            case Expr.Extend e -> {
                Expr element = e.element();
                if (element == null) {
                    scope.extend(e.collector(), null);
                    yield new Step.Evaluate(e.rest(), scope);
                }
                stack.push(new Frame.Extend(e, scope));
                yield new Step.Evaluate(element, scope);
            }
            case Expr.Complete e -> {
                stack.push(new Frame.Complete(e.collector(), scope));
                yield new Step.Evaluate(e.innermost(), scope);
            }
        };
    }

    private Step resume(Frame frame, Value value) {
        return switch (frame) {
            case Frame.Parts f -> {
                List<Value> done = new ArrayList<>(f.done());
                done.add(value);
                yield next(f.parts(), done, f.scope(), f.combine());
            }
            case Frame.Bind f -> {
                f.scope().bind(f.let().local(), value);
                yield new Step.Evaluate(f.let().body(), f.scope());
            }
            case Frame.Choose f -> new Step.Evaluate(Primitives.truth(value) ? f.then() : f.otherwise(), f.scope());
            case Frame.Select f -> cases(f.match(), 0, value, f.scope());
            case Frame.Guard f ->
                Primitives.truth(value)
                        ? new Step.Evaluate(f.match().cases().get(f.index()).body(), f.scope())
                        : cases(f.match(), f.index() + 1, f.scrutinee(), f.scope());
            case Frame.Rest f -> new Step.Call(value, f.arguments());
            case Frame.Define f -> {
                definitions.put(f.global(), value);
                yield new Step.Return(value);
            }
            case Frame.Resolve f -> {
                f.suspension().resolve(value);
                yield new Step.Return(value);
            }
            case Frame.Extend f -> {
                f.scope().extend(f.extend().collector(), value);
                yield new Step.Evaluate(f.extend().rest(), f.scope());
            }
            case Frame.Complete f -> new Step.Return(complete(f.collector(), f.scope(), value));
        };
    }

    /** Evaluates {@code parts} in their order, then goes on as {@code combine} says. */
    private Step parts(List<Expr> parts, Scope scope, Frame.Combine combine) {
        return next(parts, List.of(), scope, combine);
    }

    private Step next(List<Expr> parts, List<Value> done, Scope scope, Frame.Combine combine) {
        if (done.size() == parts.size()) {
            return combine.with(done);
        }
        stack.push(new Frame.Parts(parts, done, scope, combine));
        return new Step.Evaluate(parts.get(done.size()), scope);
    }

    private Step apply(Expr.Apply apply, Scope scope) {
        if (apply.function() instanceof Expr.PrimitiveRef ref
                && apply.arguments().size() == 2) {
            Expr right = apply.arguments().get(1);
            if (ref.primitive() == Primitive.AND) {
                stack.push(new Frame.Choose(right, new Expr.BooleanLiteral(false), scope));
                return new Step.Evaluate(apply.arguments().get(0), scope);
            }
            if (ref.primitive() == Primitive.OR) {
                stack.push(new Frame.Choose(new Expr.BooleanLiteral(true), right, scope));
                return new Step.Evaluate(apply.arguments().get(0), scope);
            }
        }
        List<Expr> parts = new ArrayList<>();
        parts.add(apply.function());
        parts.addAll(apply.arguments());
        return parts(parts, scope, values -> new Step.Call(values.getFirst(), values.subList(1, values.size())));
    }

    private Step call(Value function, List<Value> arguments) {
        return switch (function) {
            case Value.Proof proof -> new Step.Return(proof);
            case Value.Partial partial -> {
                List<Value> all = new ArrayList<>(partial.arguments());
                all.addAll(arguments);
                yield new Step.Call(partial.function(), all);
            }
            case Value.Applicable applicable -> {
                int arity = applicable.arity();
                if (arguments.size() < arity) {
                    yield new Step.Return(new Value.Partial(applicable, arguments));
                }
                if (arguments.size() > arity) {
                    stack.push(new Frame.Rest(arguments.subList(arity, arguments.size())));
                }
                yield saturated(applicable, arguments.subList(0, arity));
            }
            default -> throw InterpretationException.illFormed(function + " is applied and is no function");
        };
    }

    private Step saturated(Value.Applicable function, List<Value> arguments) {
        return switch (function) {
            case Value.Closure closure -> enter(closure, new Scope(closure.scope, closure), arguments);
            case Value.Operation operation ->
                operation.primitive() == Primitive.FORCE
                        ? force(arguments.getFirst())
                        : new Step.Return(Primitives.apply(operation.primitive(), arguments));
            case Value.Runtime runtime -> new Step.Return(library.apply(runtime.function(), arguments));
            case Value.Native outside -> new Step.Return(outside.function().apply(arguments));
        };
    }

    private static Step enter(Value.Closure closure, Scope scope, List<Value> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            scope.bind(closure.lambda.parameters().get(i), arguments.get(i));
        }
        return new Step.Evaluate(closure.lambda.body(), scope);
    }

    private static Step jump(Scope scope, List<Value> arguments) {
        Value.@Nullable Closure running = scope.running();
        if (running == null || running.arity() != arguments.size()) {
            throw InterpretationException.illFormed("a jump with " + arguments.size() + " arguments has no target");
        }
        return enter(running, scope.next(), arguments);
    }

    private static Step leave(JoinPoint point, Scope scope, List<Value> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            scope.bind(point.parameters().get(i), arguments.get(i));
        }
        return new Step.Evaluate(scope.after(point), scope);
    }

    private Step force(Value value) {
        if (!(value instanceof Value.Suspension suspension)) {
            throw InterpretationException.illFormed(value + " is not a lazy value");
        }
        Value computation = suspension.computation();
        if (computation == null) {
            Value result = suspension.result();
            if (result == null) {
                throw new IllegalStateException("a lazy value without computation and result");
            }
            return new Step.Return(result);
        }
        stack.push(new Frame.Resolve(suspension));
        return new Step.Call(computation, List.of(new Value.UnitValue()));
    }

    private Step functions(Expr.LetFunctions let, Scope scope) {
        List<Expr> values =
                let.definitions().stream().map(Expr.Definition::value).toList();
        for (Expr.Definition definition : let.definitions()) {
            if (definition.value() instanceof Expr.Lambda lambda) {
                scope.bind(definition.function(), new Value.Closure(lambda, scope));
            }
        }
        // What is no function is evaluated in its turn, and may refer to the functions.
        return parts(values, scope, results -> {
            for (int i = 0; i < results.size(); i++) {
                scope.bind(let.definitions().get(i).function(), results.get(i));
            }
            return new Step.Evaluate(let.body(), scope);
        });
    }

    private Step cases(Expr.Match match, int from, Value scrutinee, Scope scope) {
        for (int i = from; i < match.cases().size(); i++) {
            Expr.Case one = match.cases().get(i);
            if (patterns.matches(one.pattern(), scrutinee, scope)) {
                Expr guard = one.guard();
                if (guard == null) {
                    return new Step.Evaluate(one.body(), scope);
                }
                stack.push(new Frame.Guard(match, i, scrutinee, scope));
                return new Step.Evaluate(guard, scope);
            }
        }
        throw new InterpretationException(Kind.ABSURD, "no case of " + match.position() + " matches " + scrutinee);
    }

    private static Step branch(Expr.Switch branches, Scope scope) {
        Value.Data data = Patterns.data(scope.get(branches.scrutinee()));
        for (Expr.Branch branch : branches.branches()) {
            if (branch.constructor() == data.constructor()) {
                for (int i = 0; i < branch.fields().size(); i++) {
                    scope.bind(branch.fields().get(i), data.arguments().get(i));
                }
                return new Step.Evaluate(branch.body(), scope);
            }
        }
        Expr otherwise = branches.otherwise();
        if (otherwise == null) {
            throw InterpretationException.illFormed(
                    "no branch for " + data.constructor().name());
        }
        return new Step.Evaluate(otherwise, scope);
    }

    /** {@code innermost} inside the layers that {@code collector} has, the last one first. */
    private static Value complete(Collector collector, Scope scope, Value innermost) {
        Value result = innermost;
        TypeSymbol.Constructor constructor = collector.constructor();
        for (Value element : scope.collected(collector).reversed()) {
            if (constructor == null) {
                result = Primitives.apply(Primitive.ADD, element == null ? List.of(result) : List.of(element, result));
            } else if (element == null) {
                result = new Value.Data(constructor, List.of(result));
            } else {
                List<Value> arguments = collector.hole() == 0 ? List.of(result, element) : List.of(element, result);
                result = new Value.Data(constructor, arguments);
            }
        }
        return result;
    }
}
