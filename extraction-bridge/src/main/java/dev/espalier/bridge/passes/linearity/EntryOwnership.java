package dev.espalier.bridge.passes.linearity;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Rewriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a map may overwrite its entries of one record type instead of replacing them. It may if nobody but the map holds an
 * entry when the next change comes:
 *
 * <ul>
 *   <li>what is put into a map was made for it and has no other name;
 *   <li>what is found is only taken apart: it becomes part of no other value, and no function value or unknown function
 *       gets hold of it, which the types of all expressions show;
 *   <li>what was found before a change is not looked at after it, nor beside it, where any order is possible.
 * </ul>
 *
 * <p>It supposes that each state is used once ({@link Linearity}): an entry of an old map would show what came after.
 */
final class EntryOwnership {
    private final TypeSymbol entry;
    private final Set<Global> changing = new HashSet<>();
    private final Map<Local, Expr.Let> bound = new HashMap<>();
    private @Nullable String reason;
    private @Nullable Global definition;

    private EntryOwnership(TypeSymbol entry) {
        this.entry = entry;
    }

    /** Why entries of type {@code entry} may not be overwritten; {@code null} if they may be. */
    static LinearityReport.@Nullable Shared reasonAgainst(Program program, TypeSymbol entry) {
        EntryOwnership ownership = new EntryOwnership(entry);
        ownership.declarations(program);
        ownership.findChanging(program.globals());
        for (Global global : program.globals()) {
            if (ownership.reason == null) {
                ownership.definition(global);
            }
        }
        return ownership.reason == null
                ? null
                : new LinearityReport.Shared(entry, ownership.definition, ownership.reason);
    }

    private void declarations(Program program) {
        program.units().forEach(unit -> {
            for (TypeSymbol symbol : unit.types()) {
                List<Type> parts = new ArrayList<>();
                symbol.fields().forEach(field -> parts.add(field.type()));
                symbol.constructors().forEach(constructor -> parts.addAll(constructor.arguments()));
                if (parts.stream().anyMatch(part -> EntryTypes.exposes(part, entry))) {
                    fail("values of type " + symbol.name() + " may hold one");
                }
            }
        });
    }

    /** Definitions that change a map of entries, themselves or through what they call. */
    private void findChanging(List<Global> globals) {
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Global global : globals) {
                grown |= !changing.contains(global) && changes(global.body()) && changing.add(global);
            }
        }
    }

    /** Whether evaluating {@code expr}, or calling what it makes, may change a map of entries. */
    private boolean changes(Expr expr) {
        boolean[] changes = {false};
        Occurrences.walk(
                expr,
                part -> changes[0] |= switch (part) {
                    case Expr.PrimitiveRef ref
                    when ref.primitive() == Primitive.MAP_ADD || ref.primitive() == Primitive.MAP_REMOVE ->
                        EntryTypes.mayBeMap(EntryTypes.result(ref.type()), entry);
                    case Expr.GlobalRef ref -> changing.contains(ref.global());
                    default -> part instanceof Expr.Jump && definition != null && changing.contains(definition);
                });
        return changes[0];
    }

    private void definition(Global global) {
        definition = global;
        bound.clear();
        Occurrences.walk(global.body(), part -> {
            if (part instanceof Expr.Let let) {
                bound.put(let.local(), let);
            }
        });
        if (global.body() instanceof Expr.Lambda lambda) {
            lambda.parameters().forEach(parameter -> value(parameter.type(), "parameter " + parameter.name()));
            check(lambda.body());
        } else {
            check(global.body());
        }
    }

    private boolean isEntry(Type type) {
        return EntryTypes.isEntry(type, entry);
    }

    /** Entries, maps of them and what has nothing to do with them may be values; all else would hide an entry. */
    private void value(Type type, String what) {
        if (!isEntry(type) && EntryTypes.exposes(type, entry)) {
            fail(what + " may hold one");
        }
    }

    private void check(Expr expr) {
        value(expr.type(), "a value in it");
        switch (expr) {
            case Expr.Apply apply -> application(apply);
            case Expr.RuntimeRef empty when EntryTypes.isMap(empty.type(), entry) -> {}
            case Expr.OperationRef empty when EntryTypes.isMap(empty.type(), entry) -> {}
            case Expr.GlobalRef ref -> instance(ref.typeArguments());
            case Expr.RuntimeRef ref -> instance(ref.typeArguments());
            case Expr.OperationRef ref -> instance(ref.typeArguments());
            case Expr.Lambda lambda -> function(lambda);
            case Expr.Let let -> {
                value(let.local().type(), let.local().name());
                check(let.value());
                check(let.body());
                after(let.value(), let.body(), List.of(let.local()));
            }
            case Expr.If condition -> {
                check(condition.condition());
                check(condition.then());
                check(condition.otherwise());
                after(condition.condition(), condition.then(), List.of());
                after(condition.condition(), condition.otherwise(), List.of());
            }
            case Expr.Switch branches -> Rewriter.each(branches, this::check);
            case Expr.Join join -> {
                join.point().parameters().forEach(parameter -> value(parameter.type(), parameter.name()));
                check(join.body());
                check(join.after());
                after(join.body(), join.after(), join.point().parameters());
            }
            case Expr.Build build -> check(build.body());
            case Expr.Extend extend -> {
                Expr element = extend.element();
                if (element != null) {
                    kept(element, "a list that is built");
                    check(element);
                    after(element, extend.rest(), List.of());
                }
                check(extend.rest());
            }
            case Expr.Match match -> fail("a match is not compiled");
            case Expr.LetFunctions functions -> fail("a local function is left");
            default -> parts(expr);
        }
    }

    /** A function that is general in a type may do anything with values of it. */
    private void instance(List<Type> typeArguments) {
        if (typeArguments.stream().anyMatch(argument -> EntryTypes.exposes(argument, entry))) {
            fail("a general function is used for one");
        }
    }

    private void function(Expr.Lambda lambda) {
        for (Local local : Occurrences.free(lambda)) {
            if (isEntry(local.type())) {
                fail(local.name() + " is captured by a function value");
            }
        }
        check(lambda.body());
    }

    private void application(Expr.Apply apply) {
        switch (apply.function()) {
            case Expr.GlobalRef ref
            when ref.global().arity() == apply.arguments().size() -> instance(ref.typeArguments());
            case Expr.PrimitiveRef ref when ref.primitive() == Primitive.MAP_FIND -> {}
            case Expr.PrimitiveRef ref
            when ref.primitive() == Primitive.MAP_ADD && apply.arguments().size() == 3 -> {
                Expr added = apply.arguments().get(1);
                if (isEntry(added.type()) && !isFresh(added)) {
                    fail("what is added was not made for the map alone");
                }
            }
            default -> {
                apply.arguments().forEach(argument -> kept(argument, "what is not known to look only"));
                kept(apply, "what is not known to have made it");
                check(apply.function());
            }
        }
        apart(apply.arguments());
    }

    private void kept(Expr expr, String by) {
        if (isEntry(expr.type())) {
            fail("one is handed to or comes from " + by);
        }
    }

    /** Whether {@code expr} gives a record that was just made, and that only the place where it stands refers to. */
    private boolean isFresh(Expr expr) {
        return switch (expr) {
            case Expr.MakeRecord made -> made.symbol() == entry;
            case Expr.LocalRef ref ->
                bound.get(ref.local()) instanceof Expr.Let let
                        && isFresh(let.value())
                        && most(ref.local(), let.body()) == 1;
            case Expr.Let let -> isFresh(let.body());
            case Expr.If condition -> isFresh(condition.then()) && isFresh(condition.otherwise());
            default -> false;
        };
    }

    /** How often {@code local} is referred to, at most, on one way through {@code expr}. */
    private static int most(Local local, Expr expr) {
        return switch (expr) {
            case Expr.LocalRef ref -> ref.local() == local ? 1 : 0;
            case Expr.If condition ->
                most(local, condition.condition())
                        + Math.max(most(local, condition.then()), most(local, condition.otherwise()));
            case Expr.Switch branches -> {
                int[] most = {0};
                Rewriter.each(branches, body -> most[0] = Math.max(most[0], most(local, body)));
                yield most[0] + (branches.scrutinee() == local ? 1 : 0);
            }
            default -> {
                int[] sum = {0};
                Rewriter.each(expr, part -> sum[0] += most(local, part));
                yield sum[0];
            }
        };
    }

    private void parts(Expr expr) {
        List<Expr> parts = new ArrayList<>();
        Rewriter.each(expr, parts::add);
        apart(parts);
    }

    /** Parts that may be evaluated in any order: if one changes a map, no other looks at an entry. */
    private void apart(List<Expr> parts) {
        parts.forEach(this::check);
        for (Expr one : parts) {
            for (Expr other : parts) {
                if (one != other
                        && changes(one)
                        && (looks(other) || !entriesIn(other).isEmpty())) {
                    fail("a map is changed in the same expression in which one is looked at");
                }
            }
        }
    }

    /** Whether {@code expr} finds an entry by itself. */
    private boolean looks(Expr expr) {
        boolean[] looks = {false};
        Occurrences.walk(expr, part -> looks[0] |= part instanceof Expr.Apply && isEntry(part.type()));
        return looks[0];
    }

    /** If {@code first} changes a map, {@code then} knows no entry from before it: none but {@code given}, which it gave. */
    private void after(Expr first, Expr then, List<Local> given) {
        if (!changes(first)) {
            return;
        }
        for (Local local : entriesIn(then)) {
            if (!given.contains(local)) {
                fail(local.name() + " is looked at after a map was changed");
            }
        }
    }

    /** Entries that {@code expr} refers to and does not bind. */
    private Set<Local> entriesIn(Expr expr) {
        Set<Local> entries = new LinkedHashSet<>();
        for (Local local : Occurrences.free(expr)) {
            if (isEntry(local.type())) {
                entries.add(local);
            }
        }
        return entries;
    }

    private void fail(String why) {
        if (reason == null) {
            reason = why;
        }
    }
}
