package dev.espalier.bridge.passes.lifting;

import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.passes.Pass;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes local functions into definitions of their module, what they capture into parameters (Johnsson, "Lambda
 * lifting", 1985). Calls to them are then calls of known functions, and recursive ones can become loops.
 */
public final class LambdaLifting implements Pass {
    /** The pass. */
    public LambdaLifting() {}

    @Override
    public String name() {
        return "lifting";
    }

    @Override
    public Program run(Program program) {
        List<Unit> units = new ArrayList<>();
        for (Unit unit : program.units()) {
            List<Global> globals = new ArrayList<>();
            for (Global global : unit.globals()) {
                globals.add(global);
                globals.addAll(Lifter.lift(global));
            }
            units.add(new Unit(unit.name(), unit.functors(), unit.types(), globals));
        }
        return program.with(units);
    }
}
