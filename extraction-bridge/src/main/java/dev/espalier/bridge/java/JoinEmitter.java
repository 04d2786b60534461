package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.JoinPoint;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.passes.Occurrences;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Writes join points as labelled blocks: a branch that leaves breaks out of the block, to what follows it. */
final class JoinEmitter {
    private final JavaTypes types;
    private final BodyEmitter bodies;
    private final ExpressionEmitter expressions;
    private final Map<JoinPoint, Target> targets = new HashMap<>();

    /** Where leaving leads: a label, and the variables of those parameters that are used there. */
    private record Target(String label, Map<Local, String> variables) {}

    JoinEmitter(JavaTypes types, BodyEmitter bodies, ExpressionEmitter expressions) {
        this.types = types;
        this.bodies = bodies;
        this.expressions = expressions;
    }

    void join(Expr.Join join, BodyEmitter.Destination destination, Scope scope, List<Doc> out) {
        boolean[] reached = {false};
        Occurrences.walk(
                join.body(), part -> reached[0] |= part instanceof Expr.Leave leave && leave.point() == join.point());
        if (!reached[0]) {
            bodies.statements(join.body(), destination, scope, out);
        } else if (destination instanceof BodyEmitter.Assign(String variable)) {
            // What assigns the variable in the block must skip what follows the block.
            String done = scope.fresh("done");
            List<Doc> all = new ArrayList<>();
            block(join, new BodyEmitter.AssignAndLeave(variable, done), destination, scope.inner(), all);
            out.add(Doc.block(Doc.text(done + ":"), all));
        } else {
            block(join, destination, destination, scope, out);
        }
    }

    private void block(
            Expr.Join join, BodyEmitter.Destination inside, BodyEmitter.Destination after, Scope scope, List<Doc> out) {
        Set<Local> used = Occurrences.free(join.after());
        Map<Local, String> variables = new HashMap<>();
        for (Local parameter : join.point().parameters()) {
            if (used.contains(parameter)) {
                String name = scope.declare(parameter);
                variables.put(parameter, name);
                out.add(Doc.text(types.plain(parameter.type()) + " " + name + ";"));
            }
        }
        String label = scope.fresh("joined");
        targets.put(join.point(), new Target(label, variables));
        List<Doc> statements = new ArrayList<>();
        bodies.statements(join.body(), inside, scope.inner(), statements);
        out.add(Doc.block(Doc.text(label + ":"), statements));
        bodies.statements(join.after(), after, scope, out);
    }

    void leave(Expr.Leave leave, Scope scope, List<Doc> out) {
        Target target = Objects.requireNonNull(targets.get(leave.point()));
        for (int i = 0; i < leave.arguments().size(); i++) {
            String variable = target.variables.get(leave.point().parameters().get(i));
            if (variable != null) {
                Doc value =
                        expressions.emit(leave.arguments().get(i), scope, out).doc();
                out.add(Doc.of(Doc.text(variable + " = "), value, Doc.text(";")));
            }
        }
        out.add(Doc.text("break " + target.label + ";"));
    }
}
