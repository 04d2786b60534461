package dev.espalier.bridge.passes.inlining;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.passes.AfterPass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InliningTest {
    private static AfterPass after(String source) {
        return AfterPass.of("inlining", source);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    let plus a b = a + b let f n = plus (plus n 1) 2        | %add (%add n 1) 2
                    let id x = x let f n = id (id n) + 1                    | %add n 1
                    type r = { a : int; b : int } let make a b = { a = a; b = b } let f n = make n (n + 1) | { a = n; b = %add n 1 }
                    type r = { a : int } let a r = r.a let get r = a r let f r = get r + 1 | %add r.a 1
                    let rec g a b = if a then b else g b a let h = g true let f n = h (n > 1) | g true (%greater n 1)
                    """)
    void detoursAreTakenNoMore(String source, String expected) {
        assertThat(after(source).definition("f")).endsWith("-> " + expected);
    }

    @Test
    void argumentsAreEvaluatedInTheirOrder() {
        String swap = "let rec work n = work n let swap a b = b - a ";
        assertThat(after(swap + "let f n = swap n 1").definition("f")).endsWith("%subtract 1 n");
        assertThat(after(swap + "let f n = swap (work n) 1").definition("f")).endsWith("%subtract 1 (work n)");
        // In place, they would change their order; and a name for one is more than the call.
        assertThat(after(swap + "let f n = swap (work n) (work 2)").definition("f"))
                .endsWith("swap (work n) (work 2)");
        assertThat(after("let rec work n = work n let f n = let swap a b = b - a in swap (work n) (work 2) + swap 1 2")
                        .definition("f"))
                .contains("work n", "work 2");
    }

    @Test
    void workIsDoneOnceAndNotLeftOut() {
        String start = "let rec work n = work n ";
        assertThat(after(start + "let first a b = a let f n = first n (work n)").definition("f"))
                .contains("work n");
        assertThat(after(start + "let double a = a + a let f n = double (work n)")
                        .definition("f"))
                .containsOnlyOnce("work n");
        assertThat(after(start + "let both g a = g a a let f n = both (fun x y -> x - y) (work n)")
                        .definition("f"))
                .containsOnlyOnce("work n")
                .contains("%subtract");
    }

    @Test
    void aConnectiveThatIsHandedOverStaysStrict() {
        String source = "let rec work n = work n let apply g x = g x ";
        assertThat(after(source + "let f n = apply (apply (||) (n > 1)) (work n)")
                        .definition("f"))
                .endsWith("apply %or (%greater n 1) (work n)");
        assertThat(after("let rec work n = work n let f n = let g = (&&) in g (n > 1) (work n)")
                        .definition("f"))
                .contains("= %and in")
                .endsWith("g (%greater n 1) (work n)");
    }

    @Test
    void functionsBecomeKnownWhereTheyAreHandedTo() {
        assertThat(after("let compose f g x = f (g x) let f n = compose (fun x -> x + n) (fun x -> x * 2) 7")
                        .definition("f"))
                .endsWith("%add (%multiply 7 2) n");
        assertThat(after("let choose b f x = if b then f x else x let f n = choose (n > 2) succ n")
                        .definition("f"))
                .endsWith("if %greater n 2 then %successor n else n");
        // It is called elsewhere only, or not with all it takes.
        assertThat(after("let rec map f l = match l with [] -> [] | x :: r -> f x :: map f r "
                                + "let all f l = match l with [] -> [] | _ -> map f l let f l = all succ l")
                        .definition("f"))
                .contains("all");
    }

    @Test
    void aLocalFunctionThatIsCalledOnceHasNoDefinition() {
        AfterPass once = after("let f n = let g x = if x > 3 then x * n else x - n in g (n + 1) + 2");
        assertThat(once.text()).doesNotContain("f_g");
        assertThat(once.notes())
                .containsExactly("f_g: 1 call of it is compiled in place, and no method of its own is left");
        assertThat(after("let f n = let g x = if x > 3 then x * n else x - n in g (n + 1) + g 2")
                        .text())
                .contains("let f_g");
    }

    @Test
    void whatOthersCanCallKeepsItsDefinition() {
        AfterPass made = after("let plus a b = a + b let f n = plus n 1 let g n = plus n 2");
        assertThat(made.definition("plus")).endsWith("%add a b");
        assertThat(made.notes()).containsExactly("plus: 2 calls of it are compiled in place");
    }

    @Test
    void recursionStaysACall() {
        assertThat(after("let rec f n = f n let g n = f n").definition("g")).endsWith("f n");
        assertThat(after("let rec even n = odd n and odd n = even n let g n = even n")
                        .definition("even"))
                .endsWith("odd n");
        assertThat(after("let self x = (Obj.magic x) x let f () : int = self (Obj.magic self)")
                        .text())
                .hasSizeLessThan(2000);
    }

    @Test
    void whatIsPrivateToAModuleIsNotCalledFromAnother() {
        AfterPass made = after("module A = struct let sum n = let rec go i acc = if i = 0 then acc else go (i - 1) "
                + "(acc + i) in go n 0 let on f n = let rec go i acc = if i = 0 then acc else go (i - 1) (acc + i) in "
                + "f (go n 0) end let g n = A.sum n + A.on succ n");
        assertThat(made.definition("g")).contains("A.sum n", "A.on").doesNotContain("go");
    }

    @Test
    void chainsDoNotBlowUp() {
        StringBuilder source = new StringBuilder("let f0 g x = g (g x) ");
        for (int i = 1; i <= 30; i++) {
            source.append("let f" + i + " g x = f" + (i - 1) + " g (f" + (i - 1) + " g x) ");
        }
        assertThat(after(source + "let run n = f30 succ n").text()).hasSizeLessThan(40_000);
    }
}
