package dev.espalier.bridge.passes;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.passes.currying.Currying;
import dev.espalier.bridge.passes.erasure.Erasure;
import dev.espalier.bridge.passes.expansion.EtaExpansion;
import dev.espalier.bridge.passes.inlining.Inlining;
import dev.espalier.bridge.passes.lifting.LambdaLifting;
import dev.espalier.bridge.passes.lifting.Splitting;
import dev.espalier.bridge.passes.matching.MatchCompilation;
import dev.espalier.bridge.passes.representation.Numbers;
import dev.espalier.bridge.passes.representation.Representations;
import dev.espalier.bridge.passes.reuse.Reuse;
import dev.espalier.bridge.passes.simplification.Simplification;
import dev.espalier.bridge.passes.specialisation.Specialisation;
import dev.espalier.bridge.passes.tailcalls.MutualTailCalls;
import dev.espalier.bridge.passes.tailcalls.SelfTailCalls;
import dev.espalier.bridge.passes.tailcalls.ShortLists;
import dev.espalier.bridge.passes.tailcalls.TailModuloConstructor;
import java.util.List;

/** The passes in their order, from what a front end gives to what Java emission takes: the whole of it on one page. */
public final class Pipeline {
    private static final List<Pass> PASSES = List.of(
            new Representations(),
            new Simplification(),
            new MatchCompilation(),
            new Simplification(),
            new Numbers(),
            new LambdaLifting(),
            new Simplification(),
            new EtaExpansion(),
            new Erasure(),
            new Specialisation(),
            new Inlining(),
            new Reuse(),
            new Erasure(),
            new Splitting(),
            new Currying(),
            new ShortLists(),
            new MutualTailCalls(),
            new TailModuloConstructor(),
            new SelfTailCalls());

    private Pipeline() {}

    /** Is told of each pass, for dumps and timings. */
    @FunctionalInterface
    public interface Observer {
        /**
         * A pass has run.
         *
         * @param number its place among the passes, from 1
         * @param nanoseconds how long it took
         * @param program what it made
         */
        void after(int number, Pass pass, long nanoseconds, Program program);
    }

    /** Rewrites the definitions of {@code program} in place, and gives the program with those added that passes make. */
    public static Program run(Program program) {
        return run(program, (number, pass, nanoseconds, made) -> {});
    }

    /** The same, observed. */
    public static Program run(Program program, Observer observer) {
        Program current = program;
        for (int i = 0; i < PASSES.size(); i++) {
            long start = System.nanoTime();
            current = PASSES.get(i).run(current);
            observer.after(i + 1, PASSES.get(i), System.nanoTime() - start, current);
        }
        return current;
    }

    /** The passes' names, in their order; one that runs more than once occurs more than once. */
    public static List<String> names() {
        return PASSES.stream().map(Pass::name).toList();
    }

    /** Prepares one more expression that refers to already processed definitions. */
    public static Expr prepare(Expr expr) {
        return Currying.definition(Simplification.simplify(expr));
    }
}
