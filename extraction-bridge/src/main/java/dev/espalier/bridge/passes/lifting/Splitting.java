package dev.espalier.bridge.passes.lifting;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.JoinPoint;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Pass;
import dev.espalier.bridge.passes.Rewriter;
import dev.espalier.bridge.passes.Substitution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts expressions that nest deeply (a list of thousands of elements, a large number in unary) into definitions of their
 * own: the methods of a class file have at most 64 KiB, and a Java compiler recurses over nested expressions.
 */
public final class Splitting implements Pass {
    /** Where an expression is cut, in levels of nesting. */
    private static final int DEPTH = 160;

    /** Where it is tried again if it cannot be cut there. */
    private static final int STEP = 40;

    /** What is less deep than this is not cut off. */
    private static final int LEAST = 40;

    /** Most variables that a definition made here takes. */
    private static final int MOST_PARAMETERS = 24;

    /** The pass. */
    public Splitting() {}

    @Override
    public String name() {
        return "splitting";
    }

    @Override
    public Program run(Program program) {
        List<Unit> units = new ArrayList<>();
        for (Unit unit : program.units()) {
            List<Global> globals = new ArrayList<>();
            for (Global global : unit.globals()) {
                List<Global> rests = new ArrayList<>();
                global.define(split(global.body(), 0, global, rests));
                globals.add(global);
                globals.addAll(rests);
            }
            units.add(new Unit(unit.name(), unit.functors(), unit.types(), globals));
        }
        return program.with(units);
    }

    private static Expr split(Expr expr, int depth, Global owner, List<Global> rests) {
        if (depth >= DEPTH && (depth - DEPTH) % STEP == 0 && isCut(expr)) {
            return rest(expr, owner, rests);
        }
        return Rewriter.parts(expr, part -> split(part, depth + 1, owner, rests));
    }

    private static boolean isCut(Expr expr) {
        return isDeep(expr, LEAST) && Occurrences.free(expr).size() <= MOST_PARAMETERS && !leaves(expr);
    }

    private static boolean isDeep(Expr expr, int levels) {
        if (levels == 0) {
            return true;
        }
        boolean[] deep = {false};
        Rewriter.parts(expr, part -> {
            deep[0] = deep[0] || isDeep(part, levels - 1);
            return part;
        });
        return deep[0];
    }

    /** Whether {@code expr} goes on at a join point outside of it. */
    private static boolean leaves(Expr expr) {
        Set<JoinPoint> inside = new HashSet<>();
        Set<JoinPoint> left = new HashSet<>();
        Occurrences.walk(expr, part -> {
            if (part instanceof Expr.Join join) {
                inside.add(join.point());
            } else if (part instanceof Expr.Leave leave) {
                left.add(leave.point());
            }
        });
        return !inside.containsAll(left);
    }

    /** Makes {@code expr} a definition that takes its variables; gives the call. */
    private static Expr rest(Expr expr, Global owner, List<Global> rests) {
        List<Local> parameters = new ArrayList<>();
        List<Expr> arguments = new ArrayList<>();
        Map<Local, Expr> renaming = new HashMap<>();
        for (Local free : Occurrences.free(expr)) {
            Local parameter = new Local(free.name(), free.type());
            parameters.add(parameter);
            arguments.add(new Expr.LocalRef(free));
            renaming.put(free, new Expr.LocalRef(parameter));
        }
        if (parameters.isEmpty()) {
            parameters.add(new Local("_", Builtins.UNIT_TYPE));
            arguments.add(new Expr.UnitLiteral());
        }
        List<Type> mentioned = new ArrayList<>();
        Occurrences.walk(expr, part -> mentioned.add(part.type()));
        Type type = new Expr.Lambda(parameters, expr).type();
        mentioned.add(type);
        Global rest = new Global(owner.name() + "_rest", owner.modules(), owner.position(), type, true);
        rest.generalise(type, List.copyOf(Types.parameters(mentioned)));
        rest.describe("The rest of {@code " + owner.name() + "}, which is too long for one method.");
        rests.add(rest);
        Expr body = Substitution.substitute(split(expr, 0, owner, rests), renaming);
        rest.define(new Expr.Lambda(parameters, body));
        return new Expr.Apply(new Expr.GlobalRef(rest, List.copyOf(rest.parameters()), type), arguments, expr.type());
    }
}
