package dev.espalier.bridge.passes.representation;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Representation;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Rewriter;
import dev.espalier.bridge.passes.Substitution;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Constructors of numbers, and branches on them, as operations on what represents the numbers. */
final class NumberLowering {
    private NumberLowering() {}

    /** {@code expr} without constructors of numbers. */
    static Expr lower(Expr expr) {
        return switch (Rewriter.parts(expr, NumberLowering::lower)) {
            case Expr.Construct construct -> construct(construct);
            case Expr.Switch branch -> branch(branch);
            case Expr other -> other;
        };
    }

    private static Expr construct(Expr.Construct construct) {
        int index = construct.constructor().index();
        return switch (construct.constructor().owner().representation()) {
            case NATURAL -> index == 0 ? new Expr.IntegerLiteral(0) : successor(argument(construct));
            case POSITIVE ->
                switch (index) {
                    case 0 -> doubled(argument(construct), 1);
                    case 1 -> doubled(argument(construct), 0);
                    default -> Operations.whole(1);
                };
            case BINARY_NATURAL -> index == 0 ? Operations.whole(0) : argument(construct);
            case BINARY_INTEGER ->
                switch (index) {
                    case 0 -> Operations.whole(0);
                    case 1 -> argument(construct);
                    default -> negated(argument(construct));
                };
            case null, default -> construct;
        };
    }

    private static Expr argument(Expr.Construct construct) {
        return construct.arguments().getFirst();
    }

    private static Expr successor(Expr number) {
        return number instanceof Expr.IntegerLiteral literal
                ? new Expr.IntegerLiteral(Math.incrementExact(literal.value()))
                : Operations.natural(Primitive.SUCCESSOR, number);
    }

    private static Expr doubled(Expr number, int bit) {
        Optional<Long> literal = literal(number);
        if (literal.isPresent() && literal.get() < Long.MAX_VALUE / 2) {
            return Operations.whole(literal.get() * 2 + bit);
        }
        return Operations.whole(bit == 0 ? Primitive.WHOLE_TWICE : Primitive.WHOLE_TWICE_AND_ONE, number);
    }

    private static Expr negated(Expr number) {
        return literal(number)
                .map(value -> Operations.whole(-value))
                .orElseGet(() -> Operations.whole(Primitive.WHOLE_NEGATE, number));
    }

    /** The whole number that {@code expr} is a literal of. */
    private static Optional<Long> literal(Expr expr) {
        return expr instanceof Expr.Apply apply
                        && apply.function() instanceof Expr.PrimitiveRef ref
                        && ref.primitive() == Primitive.WHOLE
                        && apply.arguments().getFirst() instanceof Expr.IntegerLiteral literal
                ? Optional.of(literal.value())
                : Optional.empty();
    }

    private static Expr branch(Expr.Switch branch) {
        TypeSymbol symbol = branch.branches().getFirst().constructor().owner();
        Representation representation = symbol.representation();
        Expr number = new Expr.LocalRef(branch.scrutinee());
        return switch (representation) {
            case NATURAL ->
                choose(
                        Operations.test(Primitive.EQUAL, number, new Expr.IntegerLiteral(0)),
                        side(branch, 0, number),
                        side(branch, 1, Operations.natural(Primitive.PREDECESSOR, number)));
            case POSITIVE -> positive(branch, number);
            case BINARY_NATURAL ->
                choose(
                        Operations.test(Primitive.WHOLE_IS_ZERO, number),
                        side(branch, 0, number),
                        side(branch, 1, number));
            case BINARY_INTEGER -> integer(branch, number);
            case null, default -> branch;
        };
    }

    private static Expr positive(Expr.Switch branch, Expr number) {
        Expr half = Operations.whole(Primitive.WHOLE_HALF, number);
        Expr odd = Operations.test(Primitive.WHOLE_IS_ODD, number);
        Expr one = Operations.test(Primitive.WHOLE_IS_ONE, number);
        if (tests(branch, 1) && branch.branches().size() == 1) {
            return choose(odd, other(branch), side(branch, 1, half));
        }
        if (tests(branch, 0) && branch.branches().size() == 1) {
            Expr larger = new Expr.If(one, new Expr.BooleanLiteral(false), odd);
            return choose(larger, side(branch, 0, half), other(branch));
        }
        if (tests(branch, 2) && branch.branches().size() == 1) {
            return choose(one, side(branch, 2, number), other(branch));
        }
        return choose(one, side(branch, 2, number), choose(odd, side(branch, 0, half), side(branch, 1, half)));
    }

    private static Expr integer(Expr.Switch branch, Expr number) {
        Expr zero = Operations.test(Primitive.WHOLE_IS_ZERO, number);
        Expr positive = Operations.test(Primitive.WHOLE_IS_POSITIVE, number);
        Expr opposite = Operations.whole(Primitive.WHOLE_NEGATE, number);
        if (branch.branches().size() == 1 && tests(branch, 0)) {
            return choose(zero, side(branch, 0, number), other(branch));
        }
        if (branch.branches().size() == 1 && tests(branch, 1)) {
            return choose(positive, side(branch, 1, number), other(branch));
        }
        if (branch.branches().size() == 1) {
            Expr negative = Operations.test(Primitive.WHOLE_LESS, number, Operations.whole(0));
            return choose(negative, side(branch, 2, opposite), other(branch));
        }
        return choose(
                zero, side(branch, 0, number), choose(positive, side(branch, 1, number), side(branch, 2, opposite)));
    }

    private static Expr choose(Expr condition, Expr then, Expr otherwise) {
        return new Expr.If(condition, then, otherwise);
    }

    private static boolean tests(Expr.Switch branch, int index) {
        return find(branch, index) != null;
    }

    private static Expr.@Nullable Branch find(Expr.Switch branch, int index) {
        return branch.branches().stream()
                .filter(one -> one.constructor().index() == index)
                .findFirst()
                .orElse(null);
    }

    private static Expr other(Expr.Switch branch) {
        return Objects.requireNonNull(branch.otherwise(), "a branch without its other side");
    }

    /** What happens for the constructor {@code index}, whose argument is then {@code part}. */
    private static Expr side(Expr.Switch branch, int index, Expr part) {
        Expr.Branch found = find(branch, index);
        if (found == null) {
            return other(branch);
        }
        if (found.fields().isEmpty()) {
            return found.body();
        }
        Local field = found.fields().getFirst();
        int uses = Occurrences.count(found.body()).getOrDefault(field, 0);
        if (uses == 0) {
            return found.body();
        }
        // What is cheap and used once needs no name, unless a function would compute it whenever it is called.
        boolean unnamed = uses == 1 && !Occurrences.captured(found.body()).contains(field);
        return part instanceof Expr.LocalRef || unnamed
                ? Substitution.substitute(found.body(), Map.of(field, part))
                : new Expr.Let(field, part, found.body());
    }
}
