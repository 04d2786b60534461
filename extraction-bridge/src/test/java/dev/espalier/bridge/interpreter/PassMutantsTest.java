package dev.espalier.bridge.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.passes.Pipeline;
import dev.espalier.bridge.passes.Rewriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The comparison of {@link EveryPassTest} means nothing unless it fails for each pass that is a little wrong. */
class PassMutantsTest {
    private static final List<Long> INPUTS =
            LongStream.rangeClosed(0, 12).boxed().toList();

    /** A pass that is wrong: what it does to a part of what the right one made, or {@code null} to leave it. */
    private record Mutant(String pass, String what, String source, UnaryOperator<Expr> change) {
        @Override
        public String toString() {
            return pass + ": " + what;
        }
    }

    static List<Arguments> mutants() {
        List<Mutant> mutants = List.of(
                new Mutant(
                        "representation",
                        "the truth values swapped",
                        "type bool = True | False "
                                + "let run n = match (if n > 3 then True else False) with True -> 1 | False -> 2",
                        expr -> expr instanceof Expr.BooleanLiteral literal
                                ? new Expr.BooleanLiteral(!literal.value())
                                : expr),
                new Mutant(
                        "simplification",
                        "arguments bound in the wrong order",
                        "let run n = (fun a b -> a - b) (n + 1) (n * 2)",
                        expr -> expr instanceof Expr.Apply apply && is(apply, Primitive.SUBTRACT)
                                ? swapped(apply)
                                : expr),
                new Mutant(
                        "simplification",
                        "a variable that is used is dropped",
                        "let run n = let a = n + 1 in let a = a * 2 in a + n",
                        expr -> expr instanceof Expr.Let let && let.value() instanceof Expr.Apply apply
                                ? new Expr.Let(let.local(), apply.arguments().getFirst(), let.body())
                                : expr),
                new Mutant(
                        "matching",
                        "two branches swapped",
                        "type t = A | B of int let f t = match t with A -> 1 | B x -> 2 "
                                + "let run n = f (if n = 2 then A else B n)",
                        expr -> expr instanceof Expr.Switch branch ? swapped(branch) : expr),
                new Mutant(
                        "matching",
                        "a guard dropped",
                        "let f o = match o with Some x when x > 5 -> x | Some _ -> 0 | None -> 1 "
                                + "let run n = f (if n = 2 then None else Some n)",
                        expr -> expr instanceof Expr.If condition
                                        && condition.condition() instanceof Expr.Apply apply
                                        && is(apply, Primitive.GREATER)
                                ? condition.then()
                                : expr),
                new Mutant(
                        "numbers",
                        "a successor forgotten",
                        "type nat = O | S of nat let rec of_int n = if n = 0 then O else S (of_int (n - 1)) "
                                + "let pred n = match n with O -> O | S m -> m "
                                + "let rec value n = match n with O -> 0 | S m -> 1 + value m "
                                + "let run n = value (pred (of_int n))",
                        expr -> expr instanceof Expr.Apply apply && is(apply, Primitive.SUCCESSOR)
                                ? apply.arguments().getFirst()
                                : expr),
                new Mutant(
                        "lifting",
                        "captured variables in the wrong order",
                        "let run n = let a = n + 1 in let b = n * 2 in "
                                + "let rec g i = if i = 0 then a - b else g (i - 1) in g 2",
                        expr -> expr instanceof Expr.Apply apply
                                        && apply.function() instanceof Expr.GlobalRef
                                        && apply.arguments().size() == 2
                                        && apply.arguments().get(1) instanceof Expr.LocalRef
                                ? swapped(apply)
                                : expr),
                new Mutant(
                        "expansion",
                        "the argument that is given comes last",
                        "let rec sub a b = if b = 0 then a else sub (a - 1) (b - 1) let less = sub 20 let run n = less n",
                        expr -> expr instanceof Expr.Apply apply
                                        && apply.function() instanceof Expr.GlobalRef
                                        && apply.arguments().getFirst() instanceof Expr.IntegerLiteral
                                ? swapped(apply)
                                : expr),
                new Mutant(
                        "inlining",
                        "the arguments the other way round",
                        "let minus a b = a - b let run n = minus (n + 5) n",
                        expr -> expr instanceof Expr.Apply apply && is(apply, Primitive.SUBTRACT)
                                ? swapped(apply)
                                : expr),
                new Mutant(
                        "inlining",
                        "an argument that is not used is not evaluated",
                        "let run n = let first a b = a in first n (100 / n) + first n 1",
                        expr -> expr instanceof Expr.Apply apply
                                        && apply.function() instanceof Expr.GlobalRef
                                        && apply.arguments().size() == 2
                                ? apply.arguments().getFirst()
                                : expr instanceof Expr.Let let ? let.body() : expr),
                new Mutant(
                        "inlining",
                        "a function that is handed over called where it should not be",
                        "let choose b f x = if b then f x else x let run n = choose (n > 3) (fun x -> x * 10) n",
                        expr -> expr instanceof Expr.If condition
                                        && condition.then() instanceof Expr.Apply apply
                                        && is(apply, Primitive.MULTIPLY)
                                ? condition.then()
                                : expr),
                new Mutant(
                        "erasure",
                        "another argument goes than the parameter",
                        "let run n = let rec go p i acc = if i = 0 then acc else go p (i - 1) (acc + i) in go n 4 7",
                        expr -> expr instanceof Expr.Apply apply
                                        && apply.function() instanceof Expr.GlobalRef
                                        && apply.arguments().stream().allMatch(Expr.IntegerLiteral.class::isInstance)
                                ? swapped(apply)
                                : expr),
                new Mutant(
                        "erasure",
                        "an argument goes that does work",
                        "let run n = let rec go w i = if i = 0 then 1 else go w (i - 1) in go (100 / n) 2",
                        expr -> expr instanceof Expr.Apply apply && is(apply, Primitive.DIVIDE)
                                ? apply.arguments().getFirst()
                                : expr),
                new Mutant(
                        "erasure",
                        "a conversion takes what is converted with it",
                        "let run n = (Obj.magic (Obj.repr (n * 2)) : int) + 1",
                        expr -> expr instanceof Expr.Apply apply && is(apply, Primitive.MULTIPLY)
                                ? apply.arguments().getFirst()
                                : expr),
                new Mutant(
                        "reuse",
                        "the parts in other places are the same whole",
                        "let turned n p = match p with (a, b) -> if n > 3 then (a, b) else (b, a) "
                                + "let run n = match turned n (n, 7) with (a, b) -> a - b",
                        expr -> expr instanceof Expr.MakeRecord made
                                        && made.fields().getFirst() instanceof Expr.LocalRef
                                ? new Expr.MakeRecord(
                                        made.symbol(), made.fields().reversed(), made.type())
                                : expr),
                new Mutant(
                        "splitting",
                        "the rest is given its variables in the wrong order",
                        "let f a b = " + "1 + (".repeat(300) + "a - b" + ")".repeat(300) + " let run n = f (n * 2) 3",
                        expr -> expr instanceof Expr.Apply apply
                                        && apply.function() instanceof Expr.GlobalRef ref
                                        && ref.global().lifted()
                                ? swapped(apply)
                                : expr),
                new Mutant(
                        "currying",
                        "a function of two arguments takes them the other way round",
                        "let twice f x = f (f x 1) 2 let run n = twice (fun a b -> a * 3 - b) n",
                        expr -> expr instanceof Expr.Lambda outer
                                        && outer.parameters().size() == 1
                                        && outer.body() instanceof Expr.Lambda inner
                                ? new Expr.Lambda(inner.parameters(), new Expr.Lambda(outer.parameters(), inner.body()))
                                : expr),
                new Mutant(
                        "mutual",
                        "the loop begins at the wrong definition",
                        "let rec even n = if n = 0 then true else odd (n - 1) "
                                + "and odd n = if n = 0 then false else even (n - 1) "
                                + "let run n = if even n then 10 else 20",
                        expr -> expr instanceof Expr.Apply apply
                                        && apply.function() instanceof Expr.GlobalRef
                                        && apply.arguments().getFirst() instanceof Expr.IntegerLiteral first
                                ? with(apply, 0, new Expr.IntegerLiteral(1 - first.value()))
                                : expr),
                new Mutant(
                        "modulo",
                        "a layer forgotten",
                        "let rec map f l = match l with [] -> [] | x :: r -> f x :: map f r "
                                + "let rec sum l = match l with [] -> 0 | x :: r -> x + sum r "
                                + "let run n = sum (map (fun x -> x + n) [1; 2; 3])",
                        expr -> expr instanceof Expr.Extend extend && extend.rest() instanceof Expr.Extend
                                ? extend.rest()
                                : expr instanceof Expr.Extend extend ? extend.rest() : expr),
                new Mutant(
                        "tailcalls",
                        "the new values are exchanged",
                        "let rec f a b n = if n = 0 then a - b else f (a + 2) (b + 1) (n - 1) let run n = f 1 5 n",
                        expr -> expr instanceof Expr.Jump jump
                                        && jump.arguments().size() > 1
                                ? new Expr.Jump(swapped(jump.arguments()), jump.type())
                                : expr));
        return mutants.stream().map(Arguments::of).toList();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void aWrongPassIsNoticed(Object argument) {
        Mutant mutant = (Mutant) argument;
        Program right = Oracle.elaborate("f", mutant.source, null);
        Map<String, List<String>> expected = Oracle.afterEachPass(right, INPUTS);
        List<String> results = Objects.requireNonNull(expected.get("front end"));
        assertThat(expected.values()).allMatch(results::equals);

        List<List<String>> wrong = new ArrayList<>();
        boolean[] done = {false};
        Pipeline.run(Oracle.elaborate("f", mutant.source, null), (number, pass, nanoseconds, made) -> {
            if (pass.name().equals(mutant.pass) && !done[0]) {
                made.globals().forEach(global -> global.define(changed(global.body(), mutant.change)));
                wrong.add(Oracle.results(made, INPUTS));
                done[0] = !wrong.getLast().equals(results);
            }
        });
        assertThat(wrong).as("the pass runs").isNotEmpty();
        assertThat(wrong.getLast()).isNotEqualTo(results);
    }

    private static Expr changed(Expr expr, UnaryOperator<Expr> change) {
        return change.apply(Rewriter.parts(expr, part -> changed(part, change)));
    }

    private static boolean is(Expr.Apply apply, Primitive primitive) {
        return apply.function() instanceof Expr.PrimitiveRef ref && ref.primitive() == primitive;
    }

    private static Expr swapped(Expr.Apply apply) {
        return new Expr.Apply(apply.function(), swapped(apply.arguments()), apply.type());
    }

    private static List<Expr> swapped(List<Expr> arguments) {
        List<Expr> changed = new ArrayList<>(arguments);
        changed.set(0, arguments.get(1));
        changed.set(1, arguments.get(0));
        return changed;
    }

    private static Expr with(Expr.Apply apply, int index, Expr argument) {
        List<Expr> changed = new ArrayList<>(apply.arguments());
        changed.set(index, argument);
        return new Expr.Apply(apply.function(), changed, apply.type());
    }

    private static Expr swapped(Expr.Switch branches) {
        List<Expr.Branch> all = branches.branches();
        Expr first = all.getFirst().body();
        Expr otherwise = branches.otherwise();
        Expr second = all.size() > 1 ? all.get(1).body() : Objects.requireNonNull(otherwise);
        List<Expr.Branch> changed = new ArrayList<>(all);
        changed.set(
                0, new Expr.Branch(all.getFirst().constructor(), all.getFirst().fields(), second));
        if (all.size() > 1) {
            changed.set(1, new Expr.Branch(all.get(1).constructor(), all.get(1).fields(), first));
        }
        return new Expr.Switch(branches.scrutinee(), changed, all.size() > 1 ? otherwise : first, branches.type());
    }
}
