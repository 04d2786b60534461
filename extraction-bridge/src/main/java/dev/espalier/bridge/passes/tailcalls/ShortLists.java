package dev.espalier.bridge.passes.tailcalls;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.passes.Components;
import dev.espalier.bridge.passes.Copy;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Pass;
import dev.espalier.bridge.passes.Rewriter;
import dev.espalier.bridge.passes.flattening.NumberedLists;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Definitions that build a list of pairs with numbers around a call of themselves, as {@code (c, t) :: raise rest}: a vector,
 * which is short. A loop would need a collector, which costs more than the few cells, and would not know that the rest of the
 * list came back as it was. So the first cells are made as the recursion returns, {@value #CELLS} at most, and
 * {@link TailModuloConstructor} makes a loop of what goes on from there.
 */
public final class ShortLists implements Pass {
    /** So many cells are made by recursion: more than clusters have nodes, and no stack to speak of. */
    public static final int CELLS = 16;

    /** Larger definitions, in parts, are not doubled. */
    private static final int LARGEST = 80;

    /** The pass. */
    public ShortLists() {}

    @Override
    public String name() {
        return "shortlists";
    }

    @Override
    public Program run(Program program) {
        Map<Global, Set<Global>> mentioned = new HashMap<>();
        program.globals().forEach(global -> mentioned.put(global, Occurrences.globals(global.body())));
        Set<Global> selfOnly = new HashSet<>();
        for (List<Global> group :
                Components.of(program.globals(), global -> mentioned.getOrDefault(global, Set.of()))) {
            if (group.size() == 1) {
                selfOnly.add(group.getFirst());
            }
        }
        List<Unit> units = new ArrayList<>();
        for (Unit unit : program.units()) {
            List<Global> globals = new ArrayList<>();
            for (Global global : unit.globals()) {
                if (selfOnly.contains(global) && global.body() instanceof Expr.Lambda lambda) {
                    Expr body = TailModuloConstructor.inlined(lambda.body(), call -> Tails.isSelfCall(call, global));
                    if (isCandidate(global, lambda.parameters().size(), body)) {
                        global.define(new Expr.Lambda(lambda.parameters(), body));
                        globals.addAll(split(global));
                    }
                }
                globals.add(global);
            }
            units.add(new Unit(unit.name(), unit.functors(), unit.types(), globals));
        }
        return program.with(units);
    }

    private static boolean isCandidate(Global global, int parameters, Expr body) {
        if (!NumberedLists.isNumbered(body.type()) || !global.restartable()) {
            return false;
        }
        int[] size = {0};
        int[] references = {0};
        Occurrences.walk(body, part -> {
            size[0]++;
            references[0] += part instanceof Expr.GlobalRef ref && ref.global() == global ? 1 : 0;
        });
        int[] calls = {0};
        int[] layers = {0};
        boolean unsuited = Tails.any(body, tail -> {
            Expr inside = isCell(tail) ? ((Expr.Construct) tail).arguments().get(1) : tail;
            boolean call = Tails.isSelfCall(inside, global)
                    && ((Expr.Apply) inside).arguments().size() == parameters
                    && ((Expr.Apply) inside).arguments().stream().noneMatch(ShortLists::binds);
            calls[0] += call ? 1 : 0;
            layers[0] += call && inside != tail ? 1 : 0;
            return !call && mayGoOn(tail);
        });
        return !unsuited && layers[0] > 0 && calls[0] == references[0] && size[0] <= LARGEST;
    }

    private static boolean isCell(Expr expr) {
        return expr instanceof Expr.Construct construct
                && construct.constructor().owner() == Builtins.LIST
                && construct.arguments().size() == 2;
    }

    /** Whether {@code expr} binds variables: it cannot stand in two places. */
    private static boolean binds(Expr expr) {
        boolean[] binds = {false};
        Occurrences.walk(
                expr,
                part -> binds[0] |= part instanceof Expr.Lambda
                        || part instanceof Expr.Let
                        || part instanceof Expr.Switch
                        || part instanceof Expr.Join);
        return binds[0];
    }

    /** Whether {@code tail} calls something that may call on and on: it would no longer be the end of a loop. */
    private static boolean mayGoOn(Expr tail) {
        return tail instanceof Expr.Apply apply
                && !(apply.function() instanceof Expr.OperationRef
                        || apply.function() instanceof Expr.RuntimeRef
                        || apply.function() instanceof Expr.PrimitiveRef);
    }

    /** Makes {@code global} call a copy of itself that recurses, which calls a copy that will be a loop; gives the two. */
    private static List<Global> split(Global global) {
        Copied loop = new Copied(global, "_on");
        loop.made.describe("What {@code " + global.name() + "} does behind the first " + CELLS + " cells.");
        loop.define(loop.copy.parameters(), call -> loop.call(call.arguments()));

        Copied recursion = new Copied(global, "_first");
        recursion.made.describe("{@code " + global.name() + "}, which makes up to {@code room} cells as it returns.");
        Local room = new Local("room", Builtins.INT_TYPE);
        List<Local> parameters = new ArrayList<>(recursion.copy.parameters());
        parameters.add(room);
        recursion.made.boundDepth();
        Expr.Lambda shape = new Expr.Lambda(parameters, recursion.copy.body());
        recursion.made.generalise(shape.type(), recursion.made.parameters());
        Expr body = Tails.map(recursion.copy.body(), recursion::isCall, tail -> {
            if (recursion.isCall(tail)) {
                return recursion.call(with(((Expr.Apply) tail).arguments(), new Expr.LocalRef(room)));
            }
            if (isCell(tail)
                    && recursion.isCall(((Expr.Construct) tail).arguments().get(1))) {
                Expr.Construct cell = (Expr.Construct) tail;
                List<Expr> arguments = ((Expr.Apply) cell.arguments().get(1)).arguments();
                Expr rest = new Expr.If(
                        isZero(room),
                        loop.call(arguments, recursion.made.parameters()),
                        recursion.call(with(arguments, oneLess(room))));
                return new Expr.Construct(
                        cell.constructor(), List.of(cell.arguments().get(0), rest), cell.type());
            }
            return tail;
        });
        recursion.made.define(new Expr.Lambda(parameters, body));

        Expr.Lambda original = (Expr.Lambda) global.body();
        List<Expr> arguments = new ArrayList<>();
        original.parameters().forEach(parameter -> arguments.add(new Expr.LocalRef(parameter)));
        arguments.add(new Expr.IntegerLiteral(CELLS));
        global.define(new Expr.Lambda(original.parameters(), recursion.call(arguments, global.parameters())));
        return List.of(loop.made, recursion.made);
    }

    private static Expr isZero(Local number) {
        Type type = new Type.Arrow(Builtins.INT_TYPE, new Type.Arrow(Builtins.INT_TYPE, Builtins.BOOL_TYPE));
        return new Expr.Apply(
                new Expr.PrimitiveRef(Primitive.EQUAL, type),
                List.of(new Expr.LocalRef(number), new Expr.IntegerLiteral(0)),
                Builtins.BOOL_TYPE);
    }

    private static Expr oneLess(Local number) {
        Type type = new Type.Arrow(Builtins.INT_TYPE, Builtins.INT_TYPE);
        return new Expr.Apply(
                new Expr.PrimitiveRef(Primitive.PREDECESSOR, type),
                List.of(new Expr.LocalRef(number)),
                Builtins.INT_TYPE);
    }

    private static List<Expr> with(List<Expr> arguments, Expr last) {
        List<Expr> all = new ArrayList<>(arguments);
        all.add(last);
        return all;
    }

    /** A copy of a definition, over type parameters and variables of its own. */
    private static final class Copied {
        private final Global original;
        private final Global made;
        private final Expr.Lambda copy;

        Copied(Global original, String suffix) {
            this.original = original;
            List<Type.Parameter> own = new ArrayList<>();
            Map<Type.Parameter, Type> renamed = new HashMap<>();
            for (Type.Parameter parameter : original.parameters()) {
                Type.Parameter fresh = new Type.Parameter(parameter.name());
                own.add(fresh);
                renamed.put(parameter, fresh);
            }
            Type type = Types.substitute(original.type(), renamed);
            copy = Copy.of(new Expr.GlobalRef(original, List.copyOf(own), type));
            made = new Global(original.name() + suffix, original.modules(), original.position(), type, true);
            made.generalise(type, own);
        }

        /** Whether {@code expr} is a call of the original that stands for one of the copy. */
        boolean isCall(Expr expr) {
            return expr instanceof Expr.Apply apply
                    && apply.function() instanceof Expr.GlobalRef ref
                    && ref.global() == original;
        }

        /** Defines the copy, every call of the original changed. */
        void define(List<Local> parameters, Function<Expr.Apply, Expr> change) {
            made.define(new Expr.Lambda(parameters, changed(copy.body(), this::isCall, change)));
        }

        private static Expr changed(Expr expr, Predicate<Expr> isCall, Function<Expr.Apply, Expr> change) {
            return isCall.test(expr)
                    ? change.apply((Expr.Apply) expr)
                    : Rewriter.parts(expr, part -> changed(part, isCall, change));
        }

        /** A call of the copy inside of it. */
        Expr call(List<Expr> arguments) {
            return new Expr.Apply(
                    new Expr.GlobalRef(made, List.of(), made.type()),
                    arguments,
                    Types.result(made.type(), arguments.size()));
        }

        /** A call of the copy from a definition over {@code parameters}. */
        Expr call(List<Expr> arguments, List<Type.Parameter> parameters) {
            Map<Type.Parameter, Type> instance = new HashMap<>();
            for (int i = 0; i < parameters.size(); i++) {
                instance.put(made.parameters().get(i), parameters.get(i));
            }
            Type type = Types.substitute(made.type(), instance);
            return new Expr.Apply(
                    new Expr.GlobalRef(made, List.copyOf(parameters), type),
                    arguments,
                    Types.result(type, arguments.size()));
        }
    }
}
