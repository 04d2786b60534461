package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.passes.Occurrences;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a look-up in a state map whose result is only asked whether it is there, and for what it is: as a variable that
 * is {@code null} where nothing was found, so that no option is made. Entries of state maps are never {@code null}.
 */
final class LookupEmitter {
    private final JavaTypes types;
    private final ExpressionEmitter expressions;
    private final Set<Local> found = new HashSet<>();

    LookupEmitter(JavaTypes types, ExpressionEmitter expressions) {
        this.types = types;
        this.expressions = expressions;
    }

    /** Whether {@code let} names what a map holds, and its body does nothing with the name but branch on it. */
    boolean isLookup(Expr.Let let) {
        if (!(let.value() instanceof Expr.Apply apply
                && apply.function() instanceof Expr.PrimitiveRef ref
                && ref.primitive() == Primitive.MAP_FIND
                && apply.arguments().size() == ref.primitive().arity())) {
            return false;
        }
        boolean[] branchesOnly = {true};
        Occurrences.walk(let.body(), part -> {
            boolean escapes = part instanceof Expr.LocalRef reference && reference.local() == let.local();
            boolean isOpen = part instanceof Expr.Switch branch
                    && branch.scrutinee() == let.local()
                    && branch.otherwise() == null
                    && branch.branches().size() == 1;
            branchesOnly[0] &= !escapes && !isOpen;
        });
        return branchesOnly[0];
    }

    /** The declaration; it is named as the first branch names what was found. */
    Doc declare(Expr.Let let, Scope scope, List<Doc> out) {
        Expr.Apply find = (Expr.Apply) let.value();
        Type held = ((Type.Named) let.local().type().resolved()).arguments().getFirst();
        int mark = scope.mark();
        Doc value = Doc.of(
                expressions.receiver(find.arguments().getLast(), scope, out),
                Doc.list(".get(", expressions.arguments(find.arguments().subList(0, 1), scope, out), ")"));
        Local named = new Local(name(let), held);
        String name = scope.declareAfter(mark, named);
        scope.alias(let.local(), name);
        found.add(let.local());
        return Doc.of(Doc.text(types.boxed(held) + " " + name + " = "), value, Doc.text(";"));
    }

    private static String name(Expr.Let let) {
        String[] name = {let.local().name()};
        boolean[] known = {false};
        Occurrences.walk(let.body(), part -> {
            if (part instanceof Expr.Switch branch && branch.scrutinee() == let.local()) {
                for (Expr.Branch one : branch.branches()) {
                    boolean names = !one.fields().isEmpty()
                            && !one.fields().getFirst().name().equals("_")
                            && !known[0];
                    if (names) {
                        name[0] = one.fields().getFirst().name();
                        known[0] = true;
                    }
                }
            }
        });
        return name[0];
    }

    /** Whether {@code local} was declared here. */
    boolean isFound(Local local) {
        return found.contains(local);
    }

    /** What is asked where {@code tested} applies; the variable itself is what the branch calls the entry. */
    String test(Expr.Switch branch, Expr.Branch tested, Scope inner) {
        if (tested.fields().isEmpty()) {
            return " == null";
        }
        inner.aliasBoxed(tested.fields().getFirst(), inner.name(branch.scrutinee()));
        return " != null";
    }
}
