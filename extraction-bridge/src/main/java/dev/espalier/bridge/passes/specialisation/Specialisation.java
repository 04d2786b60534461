package dev.espalier.bridge.passes.specialisation;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Note;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.passes.Copy;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Pass;
import dev.espalier.bridge.passes.Rewriter;
import dev.espalier.bridge.passes.Substitution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recursive function that hands on a function which it was given, always the same, is made once more for each function of
 * a functor's parameter that it is called with: {@code lookup P.client_eq_dec} becomes a function that calls
 * {@code P.client_eq_dec} by name. Calls of a function value go, and the values themselves: what inlining does for functions
 * that do not recurse (Peyton Jones, "Call-pattern specialisation for Haskell programs", 2007, does the like for constructors).
 *
 * <p>A copy computes what the original does, argument for argument; the original stays for whoever else calls it.
 */
public final class Specialisation implements Pass {
    /** Largest function that is copied, in expressions. */
    private static final int LARGEST = 80;

    /** Most copies of one function. */
    private static final int COPIES_MAX = 4;

    private final Map<Global, List<Copied>> copies = new LinkedHashMap<>();
    private final Map<Global, Unit> units = new HashMap<>();
    private List<Global> made = new ArrayList<>();

    /** One copy: where it may be called, and the functions that it was made for, {@link Expr.Unread} at other places. */
    private record Copied(Unit unit, List<Expr> functions, List<Type> typeArguments, Global copy) {}

    /** The pass. */
    public Specialisation() {}

    @Override
    public String name() {
        return "specialisation";
    }

    @Override
    public Program run(Program program) {
        Specialisation once = new Specialisation();
        return once.rewrite(program);
    }

    private Program rewrite(Program program) {
        program.units().forEach(unit -> unit.globals().forEach(global -> units.put(global, unit)));
        List<Unit> rewritten = new ArrayList<>();
        for (Unit unit : program.units()) {
            List<Global> globals = new ArrayList<>();
            for (Global global : unit.globals()) {
                made = new ArrayList<>();
                global.define(specialise(global.body(), global, unit));
                globals.addAll(made);
                globals.add(global);
            }
            rewritten.add(new Unit(unit.name(), unit.functors(), unit.types(), globals));
        }
        List<Note> notes = new ArrayList<>();
        copies.forEach((global, all) -> all.forEach(copied -> notes.add(new Note(
                Note.Kind.INLINED,
                global.toString(),
                "the function handed to it is called by name in " + copied.copy))));
        return program.with(rewritten).noting(notes);
    }

    private Expr specialise(Expr expr, Global caller, Unit unit) {
        Expr inner = Rewriter.parts(expr, part -> specialise(part, caller, unit));
        return inner instanceof Expr.Apply apply
                        && apply.function() instanceof Expr.GlobalRef ref
                        && ref.global() != caller
                ? call(apply, ref, caller, unit)
                : inner;
    }

    private Expr call(Expr.Apply apply, Expr.GlobalRef ref, Global caller, Unit unit) {
        Global global = ref.global();
        if (!(global.body() instanceof Expr.Lambda lambda)
                || apply.arguments().size() != lambda.parameters().size()
                || !knowsItsTypes(ref)
                || !units.containsKey(global)
                || !Types.parameters(ref.typeArguments()).isEmpty()) {
            return apply;
        }
        List<Expr> functions = functions(global, lambda, apply.arguments());
        if (functions.stream().allMatch(function -> function instanceof Expr.Unread)) {
            return apply;
        }
        Global copy = copy(ref, functions, caller, unit);
        return copy == null ? apply : applied(copy, apply, functions);
    }

    private static boolean knowsItsTypes(Expr.GlobalRef ref) {
        return ref.typeArguments().size() == ref.global().parameters().size();
    }

    private static Expr applied(Global copy, Expr.Apply call, List<Expr> functions) {
        List<Expr> rest = new ArrayList<>();
        for (int i = 0; i < functions.size(); i++) {
            if (functions.get(i) instanceof Expr.Unread) {
                rest.add(call.arguments().get(i));
            }
        }
        return new Expr.Apply(new Expr.GlobalRef(copy, List.of(), copy.type()), rest, call.type());
    }

    /** The functions of a functor's parameter among {@code arguments} that are handed on; others are {@link Expr.Unread}. */
    private static List<Expr> functions(Global global, Expr.Lambda lambda, List<Expr> arguments) {
        List<Expr> functions = new ArrayList<>();
        @Nullable Set<Integer> handedOn = null;
        for (Expr argument : arguments) {
            boolean candidate = argument instanceof Expr.OperationRef operation
                    && operation.operation().arity() > 0;
            if (candidate && handedOn == null) {
                handedOn = handedOn(global, lambda);
            }
            functions.add(
                    candidate && handedOn != null && handedOn.contains(functions.size())
                            ? argument
                            : new Expr.Unread(argument.type()));
        }
        // A function of no parameters would be a constant, computed once and for all.
        boolean all = functions.stream().noneMatch(function -> function instanceof Expr.Unread);
        return all
                ? arguments.stream()
                        .<Expr>map(one -> new Expr.Unread(one.type()))
                        .toList()
                : functions;
    }

    /** The parameters that a recursive function gives itself as they are in each call; none if it is not recursive. */
    private static Set<Integer> handedOn(Global global, Expr.Lambda lambda) {
        List<Local> parameters = lambda.parameters();
        Set<Integer> same = new HashSet<>();
        for (int i = 0; i < parameters.size(); i++) {
            same.add(i);
        }
        int[] references = {0};
        int[] calls = {0};
        int[] size = {0};
        Occurrences.walk(lambda.body(), part -> {
            size[0]++;
            references[0] += part instanceof Expr.GlobalRef ref && ref.global() == global ? 1 : 0;
            if (part instanceof Expr.Apply apply
                    && apply.function() instanceof Expr.GlobalRef ref
                    && ref.global() == global
                    && apply.arguments().size() == parameters.size()) {
                calls[0]++;
                same.removeIf(i -> !(apply.arguments().get(i) instanceof Expr.LocalRef local
                        && local.local() == parameters.get(i)));
            }
        });
        // A reference that is no call of all arguments hands the function itself to somebody.
        return references[0] == 0 || references[0] != calls[0] || size[0] > LARGEST ? Set.of() : same;
    }

    private @Nullable Global copy(Expr.GlobalRef ref, List<Expr> functions, Global caller, Unit unit) {
        List<Copied> known = copies.computeIfAbsent(ref.global(), unknown -> new ArrayList<>());
        for (Copied copied : known) {
            if (copied.unit == unit
                    && isSame(copied.functions, functions)
                    && isSameTypes(copied.typeArguments, ref.typeArguments())) {
                return copied.copy;
            }
        }
        if (known.size() == COPIES_MAX || !isPortable(ref.global(), unit)) {
            return null;
        }
        Expr.Lambda lambda = Copy.of(ref);
        Map<Local, Expr> given = new HashMap<>();
        List<Local> left = new ArrayList<>();
        StringBuilder name = new StringBuilder(ref.global().name()).append("_by");
        for (int i = 0; i < functions.size(); i++) {
            if (functions.get(i) instanceof Expr.OperationRef operation) {
                given.put(lambda.parameters().get(i), operation);
                name.append('_').append(operation.operation().name());
            } else {
                left.add(lambda.parameters().get(i));
            }
        }
        Expr body = Substitution.substitute(lambda.body(), given);
        Expr.Lambda shorter = new Expr.Lambda(left, body);
        Global copy = new Global(name.toString(), caller.modules(), ref.global().position(), shorter.type(), true);
        copy.define(shorter);
        copy.describe("{@code " + ref.global().name()
                + "}, made for the functions of the functor's parameter that it is given.");
        units.put(copy, unit);
        known.add(new Copied(unit, functions, ref.typeArguments(), copy));
        Expr own = Rewriter.parts(shorter, part -> ownCalls(part, ref.global(), copy, functions));
        copy.define(specialise(own, copy, unit));
        made.add(copy);
        return copy;
    }

    private static Expr ownCalls(Expr expr, Global original, Global copy, List<Expr> functions) {
        Expr inner = Rewriter.parts(expr, part -> ownCalls(part, original, copy, functions));
        return inner instanceof Expr.Apply apply
                        && apply.function() instanceof Expr.GlobalRef ref
                        && ref.global() == original
                ? applied(copy, apply, functions)
                : inner;
    }

    /** Whether what {@code global} refers to can be referred to in {@code unit}. */
    private boolean isPortable(Global global, Unit unit) {
        boolean[] portable = {true};
        Occurrences.walk(global.body(), part -> {
            if (part instanceof Expr.GlobalRef inner && inner.global() != global) {
                portable[0] &= knowsItsTypes(inner)
                        && (units.get(global) == unit || !inner.global().lifted());
            }
        });
        return portable[0];
    }

    private static boolean isSame(List<Expr> left, List<Expr> right) {
        for (int i = 0; i < left.size(); i++) {
            boolean same = left.get(i) instanceof Expr.OperationRef one
                            && right.get(i) instanceof Expr.OperationRef other
                            && isSameTypes(one.typeArguments(), other.typeArguments())
                    ? one.operation() == other.operation()
                    : left.get(i) instanceof Expr.Unread && right.get(i) instanceof Expr.Unread;
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSameTypes(List<Type> left, List<Type> right) {
        boolean same = left.size() == right.size();
        for (int i = 0; same && i < left.size(); i++) {
            same = Types.same(left.get(i), right.get(i));
        }
        return same;
    }
}
