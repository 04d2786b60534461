package dev.espalier.bridge.passes.representation;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.JoinPoint;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.LocalFunction;
import dev.espalier.bridge.ir.TypeSymbol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether two definitions are the same up to the names of variables, functions and modules. Functions that they refer to
 * are compared by their bodies too; where a comparison comes back to a pair of functions that is being compared, that
 * pair counts as the same, so what holds is a bisimulation: the two compute the same.
 */
final class Sameness {
    private final Map<Global, Global> functions = new HashMap<>();
    private final Map<Local, Local> locals = new HashMap<>();
    private final Map<LocalFunction, LocalFunction> localFunctions = new HashMap<>();
    private final Map<JoinPoint, JoinPoint> points = new HashMap<>();

    private Sameness() {}

    /** Whether {@code left} and {@code right} are the same definition. */
    static boolean of(Global left, Global right) {
        return new Sameness().same(left, right);
    }

    private boolean same(Global left, Global right) {
        Global known = functions.putIfAbsent(left, right);
        return known == null ? same(left.body(), right.body()) : known == right;
    }

    private boolean same(Expr left, Expr right) {
        return switch (left) {
            case Expr.LocalRef a -> right instanceof Expr.LocalRef b && same(a.local(), b.local());
            case Expr.GlobalRef a -> right instanceof Expr.GlobalRef b && same(a.global(), b.global());
            case Expr.FunctionRef a ->
                right instanceof Expr.FunctionRef b && localFunctions.get(a.function()) == b.function();
            case Expr.OperationRef a -> false;
            case Expr.PrimitiveRef a -> right instanceof Expr.PrimitiveRef b && a.primitive() == b.primitive();
            case Expr.RuntimeRef a -> right instanceof Expr.RuntimeRef b && a.function() == b.function();
            case Expr.IntegerLiteral a -> a.equals(right);
            case Expr.CharacterLiteral a -> a.equals(right);
            case Expr.StringLiteral a -> a.equals(right);
            case Expr.FloatLiteral a -> a.equals(right);
            case Expr.BooleanLiteral a -> a.equals(right);
            case Expr.UnitLiteral a -> a.equals(right);
            case Expr.Absurd a -> right instanceof Expr.Absurd;
            case Expr.Lambda a ->
                right instanceof Expr.Lambda b && bind(a.parameters(), b.parameters()) && same(a.body(), b.body());
            case Expr.Apply a ->
                right instanceof Expr.Apply b && same(a.function(), b.function()) && all(a.arguments(), b.arguments());
            case Expr.Let a ->
                right instanceof Expr.Let b
                        && same(a.value(), b.value())
                        && bind(List.of(a.local()), List.of(b.local()))
                        && same(a.body(), b.body());
            case Expr.LetFunctions a -> right instanceof Expr.LetFunctions b && same(a, b);
            case Expr.If a ->
                right instanceof Expr.If b
                        && same(a.condition(), b.condition())
                        && same(a.then(), b.then())
                        && same(a.otherwise(), b.otherwise());
            case Expr.Switch a -> right instanceof Expr.Switch b && same(a, b);
            case Expr.Construct a ->
                right instanceof Expr.Construct b
                        && same(a.constructor(), b.constructor())
                        && all(a.arguments(), b.arguments());
            case Expr.MakeRecord a ->
                right instanceof Expr.MakeRecord b && a.symbol() == b.symbol() && all(a.fields(), b.fields());
            case Expr.Select a ->
                right instanceof Expr.Select b && a.field() == b.field() && same(a.record(), b.record());
            case Expr.Match a -> false;
            case Expr.Jump a -> false;
            case Expr.Build a -> false;
            case Expr.Extend a -> false;
            case Expr.Complete a -> false;
            case Expr.Join a -> right instanceof Expr.Join b && same(a, b);
            case Expr.Leave a ->
                right instanceof Expr.Leave b
                        && points.get(a.point()) == b.point()
                        && all(a.arguments(), b.arguments());
            case Expr.Unread a -> false;
        };
    }

    private boolean same(Expr.Join left, Expr.Join right) {
        points.put(left.point(), right.point());
        return bind(left.point().parameters(), right.point().parameters())
                && same(left.body(), right.body())
                && same(left.after(), right.after());
    }

    private boolean same(Local left, Local right) {
        return locals.get(left) == right;
    }

    /** Every variable is bound once, so what is bound stays so. */
    private boolean bind(List<Local> left, List<Local> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            locals.put(left.get(i), right.get(i));
        }
        return true;
    }

    private boolean all(List<Expr> left, List<Expr> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!same(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean same(Expr.LetFunctions left, Expr.LetFunctions right) {
        List<Expr.Definition> a = left.definitions();
        List<Expr.Definition> b = right.definitions();
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            localFunctions.put(a.get(i).function(), b.get(i).function());
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i).value(), b.get(i).value())) {
                return false;
            }
        }
        return same(left.body(), right.body());
    }

    private boolean same(Expr.Switch left, Expr.Switch right) {
        List<Expr.Branch> a = left.branches();
        List<Expr.Branch> b = right.branches();
        if (!same(left.scrutinee(), right.scrutinee()) || a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i).constructor(), b.get(i).constructor())
                    || !bind(a.get(i).fields(), b.get(i).fields())
                    || !same(a.get(i).body(), b.get(i).body())) {
                return false;
            }
        }
        @Nullable Expr otherwise = left.otherwise();
        @Nullable Expr other = right.otherwise();
        return otherwise == null || other == null ? otherwise == other : same(otherwise, other);
    }

    /** Constructors of one representation, or of types whose constructors agree in name, number and order. */
    private static boolean same(TypeSymbol.Constructor left, TypeSymbol.Constructor right) {
        return left.index() == right.index()
                && left.owner().representation() == right.owner().representation()
                && same(left.owner(), right.owner());
    }

    private static boolean same(TypeSymbol left, TypeSymbol right) {
        if (left == right || left.representation() != null) {
            return true;
        }
        List<TypeSymbol.Constructor> a = left.constructors();
        List<TypeSymbol.Constructor> b = right.constructors();
        if (a.size() != b.size()
                || left.parameters().size() != right.parameters().size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            boolean equal = Objects.equals(a.get(i).name(), b.get(i).name())
                    && a.get(i).arguments().size() == b.get(i).arguments().size();
            if (!equal) {
                return false;
            }
        }
        return true;
    }
}
