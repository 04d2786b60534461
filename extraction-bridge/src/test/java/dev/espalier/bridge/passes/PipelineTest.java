package dev.espalier.bridge.passes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ocaml.ItemParser;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.types.ModuleElaborator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private static final String NAT_MATCH = "(fun fO fS n -> if n=0 then fO () else fS (n-1))";

    @Test
    void theMatchOnNumbersBecomesAConditional() {
        Global f = last("let rec f n a = " + NAT_MATCH + " (fun _ -> a) (fun m -> f m (a + n)) n");
        assertThat(count(f, Expr.Lambda.class)).isEqualTo(1);
        assertThat(count(f, Expr.If.class)).isEqualTo(1);
        assertThat(count(f, Expr.Jump.class)).isEqualTo(1);
    }

    @Test
    void anArgumentWithWorkIsEvaluatedOnce() {
        Global f = last("let rec g n = g n let f n = (fun a b -> a + b + a) (g n) 1");
        assertThat(count(f, Expr.Let.class)).isEqualTo(1);
    }

    @Test
    void matchesAreCompiledAway() {
        Global f = last("let f a b = match a, b with Some x, Some y -> x + y | None, y -> 0 | _, None -> 1");
        assertThat(count(f, Expr.Match.class)).isZero();
        assertThat(count(f, Expr.MakeRecord.class)).isZero();
        assertThat(count(f, Expr.Switch.class)).isEqualTo(2);
    }

    @Test
    void projectionFunctionsBecomeFieldAccesses() {
        Program program = program("type t = { a : int } let a t = t.a let f t = a t + 1");
        Global f = program.units().getFirst().globals().getLast();
        assertThat(count(f, Expr.Select.class)).isEqualTo(1);
        assertThat(Projections.of(program.units().getFirst().globals().getFirst()))
                .isPresent();
        assertThat(Projections.of(f)).isEmpty();
    }

    @Test
    void localFunctionsAreLiftedWithWhatTheyCapture() {
        Program program = program("let f a = let rec g n = if n = a then a else g (n + 1) in g 0");
        List<Global> globals = program.units().getFirst().globals();
        assertThat(globals).hasSize(2);
        assertThat(globals.get(1).lifted()).isTrue();
        assertThat(globals.get(1).arity()).isEqualTo(2);
        assertThat(count(globals.get(1), Expr.Jump.class)).isEqualTo(1);
    }

    @Test
    void everyFunctionValueHasOneParameter() {
        Global f = last("let add a b c = a + b + c let f x = (add x, add, fun p q -> p + q)");
        parts(f).stream()
                .filter(part -> part instanceof Expr.Lambda && part != f.body())
                .forEach(part -> assertThat(((Expr.Lambda) part).parameters()).hasSize(1));
        assertThat(count(f, Expr.Lambda.class)).isEqualTo(1 + 2 + 3 + 2);
    }

    private static long count(Global global, Class<? extends Expr> kind) {
        return parts(global).stream().filter(kind::isInstance).count();
    }

    private static List<Expr> parts(Global global) {
        List<Expr> parts = new ArrayList<>();
        Occurrences.walk(global.body(), parts::add);
        return parts;
    }

    private static Global last(String source) {
        return program(source).units().getFirst().globals().getLast();
    }

    private static Program program(String source) {
        return Pipeline.run(
                ModuleElaborator.elaborate(ItemParser.implementation(new SourceText("f.ml", source)), null));
    }
}
