package dev.espalier.bridge.passes.flattening;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Representation;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.passes.Occurrences;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a program's lists of pairs of an element and a number, {@code ('a * int) list}, may have one object for each pair
 * ({@code NumberedList} of the runtime) instead of a cell, a pair and a boxed number.
 *
 * <p>What such a list is in Java then depends on its type alone, so the type must be in sight wherever one is touched. It is
 * not where a polymorphic function or type takes {@code 'a list} and {@code 'a} stands for such a pair, or takes
 * {@code ('a * 'b) list} and {@code 'b} stands for numbers; nor where values change their type without a trace. One such
 * place, and all lists of the program stay as they are.
 */
public final class NumberedLists {
    private final Set<Type.Named> checked = new HashSet<>();
    private boolean found;
    private boolean hidden;

    private NumberedLists() {}

    /** Whether values of {@code type} are lists of pairs of an element and a number. */
    public static boolean isNumbered(Type type) {
        return type.resolved() instanceof Type.Named list
                && list.symbol() == Builtins.LIST
                && list.arguments().getFirst().resolved() instanceof Type.Named pair
                && pair.symbol() == Builtins.PAIR
                && Builtins.isInt(pair.arguments().getLast());
    }

    /** The type of the elements of such a list. */
    public static Type element(Type type) {
        Type pair = ((Type.Named) type.resolved()).arguments().getFirst();
        return ((Type.Named) pair.resolved()).arguments().getFirst();
    }

    /** Whether {@code program}, to be written as it is, has such lists and their type is in sight everywhere. */
    public static boolean areVisible(Program program) {
        NumberedLists lists = new NumberedLists();
        for (Global global : program.globals()) {
            lists.type(global.type());
            Occurrences.walk(global.body(), lists::part);
        }
        program.units().stream()
                .flatMap(unit -> unit.functors().stream())
                .flatMap(functor -> functor.operations().stream())
                .forEach(operation -> lists.type(operation.type()));
        return lists.found && !lists.hidden;
    }

    private void part(Expr part) {
        switch (part) {
            case Expr.PrimitiveRef ref ->
                hidden |= ref.primitive() == Primitive.CAST || ref.primitive() == Primitive.PROOF;
            case Expr.GlobalRef ref -> instance(ref.global().type(), ref.type());
            case Expr.FunctionRef ref -> instance(ref.function().type(), ref.type());
            case Expr.OperationRef ref -> instance(ref.operation().type(), ref.type());
            case Expr.RuntimeRef ref -> instance(ref.function().type(), ref.type());
            case Expr.Lambda lambda -> lambda.parameters().forEach(this::local);
            case Expr.Let let -> local(let.local());
            case Expr.Switch branches ->
                branches.branches().forEach(branch -> branch.fields().forEach(this::local));
            case Expr.Join join -> join.point().parameters().forEach(this::local);
            case Expr.Apply apply -> type(apply.type());
            case Expr.Construct construct -> type(construct.type());
            case Expr.MakeRecord record -> type(record.type());
            case Expr.Select select -> type(select.type());
            case Expr.Build build -> type(build.collector().type());
            default -> {}
        }
    }

    private void local(Local local) {
        type(local.type());
    }

    /** A value of type {@code general} is used at type {@code actual}. */
    private void instance(Type general, Type actual) {
        type(actual);
        hidden |= !agree(general, actual);
    }

    /** Whether the lists that {@code general} speaks of are the same in Java as those of its instance {@code actual}. */
    private static boolean agree(Type general, Type actual) {
        return switch (general.resolved()) {
            case Type.Variable unknown -> true;
            case Type.Parameter parameter -> true;
            case Type.Arrow arrow ->
                actual.resolved() instanceof Type.Arrow other
                        && agree(arrow.from(), other.from())
                        && agree(arrow.to(), other.to());
            case Type.Named named -> {
                boolean agree = actual.resolved() instanceof Type.Named other
                        && named.symbol() == other.symbol()
                        && isNumbered(named) == isNumbered(other);
                for (int i = 0; agree && i < named.arguments().size(); i++) {
                    agree = agree(
                            named.arguments().get(i),
                            ((Type.Named) actual.resolved()).arguments().get(i));
                }
                yield agree;
            }
        };
    }

    /** A type occurs: what it is declared as must agree with what its arguments make of it. */
    private void type(Type type) {
        if (type.solved() instanceof Type.Named declared) {
            // Rocq's own lists and pairs, which only look like OCaml's: validation makes them by constructors of their
            // own.
            Representation held = declared.symbol().representation();
            hidden |= held == Representation.LIST || held == Representation.PAIR;
        }
        switch (type.resolved()) {
            case Type.Variable unknown -> {}
            case Type.Parameter parameter -> {}
            case Type.Arrow arrow -> {
                type(arrow.from());
                type(arrow.to());
            }
            case Type.Named named -> {
                found |= isNumbered(named);
                if (!named.arguments().isEmpty() && checked.add(named)) {
                    named.arguments().forEach(this::type);
                    hidden |= named.symbol() != Builtins.LIST
                            && !declaredParts(named.symbol()).stream()
                                    .allMatch(part -> agree(part, Types.substitute(part, Types.instance(named))));
                }
            }
        }
    }

    private static List<Type> declaredParts(TypeSymbol symbol) {
        Set<Type> parts = new HashSet<>();
        symbol.fields().forEach(field -> parts.add(field.type()));
        symbol.constructors().forEach(constructor -> parts.addAll(constructor.arguments()));
        return List.copyOf(parts);
    }
}
