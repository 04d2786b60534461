package dev.espalier.bridge.passes.reuse;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Pass;
import dev.espalier.bridge.passes.Rewriter;
import dev.espalier.bridge.passes.simplification.Simplification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value that is put together from all the parts of one that is in sight, each in its old place, is that one: Rocq's
 * {@code match p with (a, b) => if f a then ... else (a, b) :: rest} makes no second pair. Values never change, and nobody
 * can tell two equal ones apart, so only the allocation is gone.
 */
public final class Reuse implements Pass {
    /** The pass. */
    public Reuse() {}

    @Override
    public String name() {
        return "reuse";
    }

    @Override
    public Program run(Program program) {
        program.globals().forEach(Reuse::rewrite);
        return program;
    }

    private static void rewrite(Global global) {
        Expr body = global.body();
        Parts parts = new Parts(body);
        Expr reusing = parts.reuse(body);
        if (parts.reused) {
            global.define(Simplification.simplify(reusing)); // names of parts that nothing needs any more go
        }
    }

    /** Which part of what a variable holds. Every variable is bound once, so this is so wherever it is in scope. */
    private record Part(Local whole, Object kind, int index) {}

    private static final class Parts {
        private final Map<Local, Part> parts = new HashMap<>();
        private boolean reused;

        Parts(Expr body) {
            Occurrences.walk(body, expr -> {
                if (expr instanceof Expr.Let let && part(let.value()) instanceof Part part) {
                    parts.put(let.local(), part);
                } else if (expr instanceof Expr.Switch branches) {
                    branches.branches().forEach(branch -> enter(branches.scrutinee(), branch));
                }
            });
        }

        private void enter(Local scrutinee, Expr.Branch branch) {
            for (int i = 0; i < branch.fields().size(); i++) {
                parts.put(branch.fields().get(i), new Part(scrutinee, branch.constructor(), i));
            }
        }

        private @Nullable Part part(Expr expr) {
            return switch (expr) {
                case Expr.LocalRef ref -> parts.get(ref.local());
                case Expr.Select select
                when select.record() instanceof Expr.LocalRef ref ->
                    new Part(ref.local(), select.field().owner(), select.field().index());
                default -> null;
            };
        }

        Expr reuse(Expr expr) {
            Expr inside = Rewriter.parts(expr, this::reuse);
            return switch (inside) {
                case Expr.Construct made -> whole(made.constructor(), made.arguments(), made);
                case Expr.MakeRecord made -> whole(made.symbol(), made.fields(), made);
                default -> inside;
            };
        }

        /** The value that {@code made} takes all its parts from, or else {@code made}. */
        private Expr whole(Object kind, List<Expr> fields, Expr made) {
            Part first = fields.isEmpty() ? null : part(fields.getFirst());
            if (first == null || !Types.same(first.whole.type(), made.type())) {
                return made;
            }
            for (int i = 0; i < fields.size(); i++) {
                Part part = part(fields.get(i));
                if (part == null || part.whole != first.whole || part.kind != kind || part.index != i) {
                    return made;
                }
            }
            reused = true;
            return new Expr.LocalRef(first.whole);
        }
    }
}
