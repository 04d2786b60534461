package dev.espalier.bridge.passes.tailcalls;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.passes.Pass;
import java.util.ArrayList;
import java.util.List;

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
            global.define(new Expr.Lambda(lambda.parameters(), tail(lambda.body(), global)));
        }
    }

    private static Expr tail(Expr expr, Global self) {
        return switch (expr) {
            case Expr.Apply apply
            when apply.function() instanceof Expr.GlobalRef ref && ref.global() == self && isOwn(ref) ->
                new Expr.Jump(apply.arguments(), apply.type());
            case Expr.Let let -> new Expr.Let(let.local(), let.value(), tail(let.body(), self));
            case Expr.If condition ->
                new Expr.If(condition.condition(), tail(condition.then(), self), tail(condition.otherwise(), self));
            case Expr.Switch branch -> {
                List<Expr.Branch> branches = new ArrayList<>();
                for (Expr.Branch one : branch.branches()) {
                    branches.add(new Expr.Branch(one.constructor(), one.fields(), tail(one.body(), self)));
                }
                Expr otherwise = branch.otherwise();
                yield new Expr.Switch(
                        branch.scrutinee(), branches, otherwise == null ? null : tail(otherwise, self), branch.type());
            }
            default -> expr;
        };
    }

    /** Inside its own definition a function has one type: the variables of the loop keep theirs. */
    private static boolean isOwn(Expr.GlobalRef ref) {
        return ref.typeArguments().isEmpty()
                || ref.typeArguments().stream()
                        .map(type -> type.resolved())
                        .toList()
                        .equals(ref.global().parameters());
    }
}
