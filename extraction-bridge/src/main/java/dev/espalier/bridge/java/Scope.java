package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Local;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The Java variables in scope. Java forbids hiding a local variable, so names are free of the enclosing ones too. */
final class Scope {
    private final @Nullable Scope parent;
    private final Map<Local, String> names = new HashMap<>();
    private final Set<Local> boxed = new HashSet<>();
    private final Set<String> taken = new HashSet<>();

    /** A name taken inside {@code depth} nested lambdas. */
    private record InLambda(String name, int depth) {}

    /** Names taken inside lambdas of the statement being written, for the whole method. */
    private final List<InLambda> inLambdas;

    private final int depth;

    private Scope(@Nullable Scope parent, int depth) {
        this.parent = parent;
        this.depth = depth;
        this.inLambdas = parent == null ? new ArrayList<>() : parent.inLambdas;
    }

    /** The scope of a method's body, in which {@code reserved} names must not be hidden. */
    static Scope method(Set<String> reserved) {
        Scope scope = new Scope(null, 0);
        scope.taken.addAll(reserved);
        return scope;
    }

    /** A block's scope. */
    Scope inner() {
        return new Scope(this, depth);
    }

    /** A lambda's scope. */
    Scope lambda() {
        return new Scope(this, depth + 1);
    }

    /** How many names lambdas have taken: where a statement begins. */
    int mark() {
        return inLambdas.size();
    }

    /**
     * Declares the variable whose initial value is all that was written since {@code mark}. Lambdas in it, and in the
     * statements around that are not complete yet, must not declare the same name.
     */
    String declareAfter(int mark, Local local) {
        Set<String> added = new HashSet<>();
        inLambdas.stream().filter(one -> one.depth > depth).forEach(one -> added.add(one.name));
        forget(mark);
        added.removeAll(taken);
        taken.addAll(added);
        String name = declare(local);
        taken.removeAll(added);
        return name;
    }

    /** Ends the statement that began at {@code mark}. */
    void forget(int mark) {
        List<InLambda> inside = inLambdas.subList(mark, inLambdas.size());
        // The statement around this one, which has a lambda that this is in, is not complete: it knows them still.
        inside.replaceAll(one -> one.depth > depth ? new InLambda(one.name, depth) : one);
        inside.removeIf(one -> one.depth == 0);
    }

    /** Declares {@code local} under a free name. */
    String declare(Local local) {
        String name = fresh(local.name().equals("_") ? "ignored" : local.name());
        names.put(local, name);
        return name;
    }

    /** Declares {@code local} as a variable of a boxed type. */
    String declareBoxed(Local local) {
        boxed.add(local);
        return declare(local);
    }

    /** Lets {@code local} be written as {@code name}. */
    void alias(Local local, String name) {
        names.put(local, name);
    }

    /** Lets {@code local} be written as {@code name}, a variable of a boxed type. */
    void aliasBoxed(Local local, String name) {
        boxed.add(local);
        alias(local, name);
    }

    /** A free name like {@code wish}. */
    String fresh(String wish) {
        String name = JavaNames.free(JavaNames.lower(wish), this::isTaken);
        taken.add(name);
        if (depth > 0) {
            inLambdas.add(new InLambda(name, depth));
        }
        return name;
    }

    String name(Local local) {
        String name = find(scope -> scope.names.get(local));
        if (name == null) {
            throw new IllegalStateException("variable " + local + " is not in scope");
        }
        return name;
    }

    /** Whether the variable holds a {@code Long} or {@code Boolean}, which {@code ==} would compare by identity. */
    boolean isBoxed(Local local) {
        return find(scope -> scope.boxed.contains(local) ? local : null) != null;
    }

    private boolean isTaken(String name) {
        return find(scope -> scope.taken.contains(name) ? name : null) != null;
    }

    private <T> @Nullable T find(Function<Scope, @Nullable T> look) {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            T found = look.apply(scope);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
