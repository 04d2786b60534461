package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.passes.Components;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Rewriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The known functions that call themselves, directly or through other known functions, and are no loops: they may need
 * more stack than there is. Each that is called from outside of its group gets a method that catches the end of the
 * stack, around the method that recurses; inside the group the latter is called. A group with a function that must not
 * be {@linkplain Global#restartable called again}, or whose depth {@linkplain Global#shallow is bounded}, gets none. Recursion through function values needs none: the
 * runtime's {@code Func.apply} catches it.
 */
final class Recursion {
    private final Map<Global, Integer> groups = new HashMap<>();
    private final Set<Global> guarded = new HashSet<>();
    private final Set<Global> deep = new HashSet<>();

    Recursion(Program program, TailSteps steps) {
        Map<Global, Set<Global>> calls = new HashMap<>();
        Map<Global, Set<Global>> references = new HashMap<>();
        for (Global global : program.globals()) {
            calls.put(global, called(global.body()));
            references.put(global, Occurrences.globals(global.body()));
        }
        Set<Global> calledFromOutside = new HashSet<>();
        for (List<Global> group : Components.of(program.globals(), global -> of(calls, global))) {
            boolean recursive = group.size() > 1 || of(calls, group.getFirst()).contains(group.getFirst());
            boolean bounded = group.stream().anyMatch(Global::shallow);
            if (recursive && !bounded && group.stream().allMatch(Global::restartable)) {
                int number = groups.size();
                group.forEach(global -> groups.put(global, number));
            }
        }
        references.forEach((global, mentioned) ->
                mentioned.stream().filter(other -> !isInside(global, other)).forEach(calledFromOutside::add));
        for (Global global : groups.keySet()) {
            if (steps.contains(global) || !global.lifted() || calledFromOutside.contains(global)) {
                guarded.add(global);
            }
        }
        for (List<Global> group : Components.of(program.globals(), global -> of(references, global))) {
            boolean reaches = group.size() > 1
                    || group.stream()
                            .flatMap(global -> of(references, global).stream())
                            .anyMatch(other -> deep.contains(other) || group.contains(other));
            if (reaches) {
                deep.addAll(group);
            }
        }
    }

    private static Set<Global> of(Map<Global, Set<Global>> graph, Global global) {
        return graph.getOrDefault(global, Set.of());
    }

    /** Whether the method of {@code global} catches the end of the stack. */
    boolean isGuarded(Global global) {
        return guarded.contains(global);
    }

    /** Whether {@code called} is in the recursive group of {@code caller}; {@code null} is in none. */
    boolean isInside(@Nullable Global caller, Global called) {
        Integer group = caller == null ? null : groups.get(caller);
        return group != null && group.equals(groups.get(called));
    }

    /** Whether the value of {@code global} comes out of functions that recurse, directly or through others. */
    boolean isDeep(Global global) {
        return deep.contains(global);
    }

    /** What {@code body} calls itself, not in the function values that it makes. */
    private static Set<Global> called(Expr body) {
        Set<Global> called = new LinkedHashSet<>();
        outsideOfLambdas(body instanceof Expr.Lambda lambda ? lambda.body() : body, part -> {
            if (part instanceof Expr.GlobalRef ref) {
                called.add(ref.global());
            }
        });
        return called;
    }

    private static void outsideOfLambdas(Expr expr, Consumer<Expr> visitor) {
        visitor.accept(expr);
        if (!(expr instanceof Expr.Lambda)) {
            Rewriter.parts(expr, part -> {
                outsideOfLambdas(part, visitor);
                return part;
            });
        }
    }
}
