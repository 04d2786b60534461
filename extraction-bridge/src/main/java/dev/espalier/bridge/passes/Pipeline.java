package dev.espalier.bridge.passes;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Unit;
import java.util.ArrayList;
import java.util.List;

/** The passes in their order, from what inference gives to what Java emission takes. */
public final class Pipeline {
    private Pipeline() {}

    /** Rewrites the definitions of {@code program} in place, and gives the program with the lifted ones added. */
    public static Program run(Program program) {
        List<Unit> units = new ArrayList<>();
        for (Unit unit : program.units()) {
            unit.globals().forEach(global -> global.define(Simplification.simplify(global.body())));
        }
        for (Unit unit : program.units()) {
            List<Global> globals = new ArrayList<>();
            for (Global global : unit.globals()) {
                global.define(Simplification.simplify(MatchCompilation.compile(global.body())));
                globals.add(global);
                globals.addAll(LambdaLifting.lift(global));
            }
            units.add(new Unit(unit.name(), unit.functors(), unit.types(), globals));
        }
        Program result = new Program(units);
        allGlobals(result).forEach(global -> global.define(Simplification.simplify(global.body())));
        allGlobals(result).forEach(global -> {
            global.define(Currying.definition(global.body()));
            SelfTailCalls.rewrite(global);
        });
        return result;
    }

    /** Whether {@code global} only projects a record's field: calls became field accesses. */
    public static boolean isProjection(Global global) {
        return Simplification.projection(global).isPresent();
    }

    /** Prepares one more expression that refers to already processed definitions. */
    public static Expr prepare(Expr expr) {
        return Currying.definition(Simplification.simplify(expr));
    }

    private static List<Global> allGlobals(Program program) {
        return program.units().stream().flatMap(unit -> unit.globals().stream()).toList();
    }
}
