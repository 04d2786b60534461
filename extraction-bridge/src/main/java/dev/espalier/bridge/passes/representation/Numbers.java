package dev.espalier.bridge.passes.representation;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.passes.Pass;

/**
 * Writes the constructors of represented numbers as arithmetic, and branches on them as comparisons. Runs on one-level
 * branches, so after match compilation.
 */
public final class Numbers implements Pass {
    /** The pass. */
    public Numbers() {}

    @Override
    public String name() {
        return "numbers";
    }

    @Override
    public Program run(Program program) {
        program.globals().forEach(global -> global.define(NumberLowering.lower(global.body())));
        return program;
    }
}
