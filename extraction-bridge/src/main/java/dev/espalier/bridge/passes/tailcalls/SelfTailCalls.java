package dev.espalier.bridge.passes.tailcalls;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.passes.Pass;

/** Turns calls that a definition makes to itself in tail position into jumps to its beginning. */
public final class SelfTailCalls implements Pass {
    /** The pass. */
    public SelfTailCalls() {}

    @Override
    public String name() {
        return "tailcalls";
    }

    @Override
    public Program run(Program program) {
        program.globals().forEach(SelfTailCalls::rewrite);
        return program;
    }

    /** Rewrites the definition of {@code global}. */
    private static void rewrite(Global global) {
        if (global.body() instanceof Expr.Lambda lambda) {
            Expr body = Tails.map(
                    lambda.body(),
                    tail -> Tails.isSelfCall(tail, global),
                    tail -> Tails.isSelfCall(tail, global)
                            ? new Expr.Jump(((Expr.Apply) tail).arguments(), tail.type())
                            : tail);
            global.define(new Expr.Lambda(lambda.parameters(), body));
        }
    }
}
