package dev.espalier.bridge.passes.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.passes.AfterPass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErasureTest {
    private static final String PROOF = "type __ = Obj.t let __ = let rec f _ = Obj.repr f in Obj.repr f ";

    private static AfterPass after(String source) {
        return AfterPass.of("erasure", PROOF + source);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    let f (n : int) : int = Obj.magic n                              | n
                    let f (n : int) = (Obj.magic (Obj.magic n : bool) : int) + 1     | %add n 1
                    let f (n : int) : bool = Obj.magic (Obj.repr (Obj.magic n : __)) | %cast n
                    let f (g : int -> int) n = (Obj.magic g : int -> int) n + 1      | %add (g n) 1
                    let f (n : int) : int = Obj.magic __ n true                      | %cast %proof
                    let f n = let unused = (Obj.magic n : bool) in n + 1             | %add n 1
                    """)
    void conversionsThatChangeNothingAreGone(String source, String expected) {
        assertThat(after(source).definition("f")).endsWith("-> " + expected);
    }

    @Test
    void aProofAppliedToWorkKeepsTheWork() {
        assertThat(after("let rec work n = work n let f (n : int) : int = Obj.magic __ (work n)")
                        .definition("f"))
                .contains("work n");
    }

    @Test
    void proofsThatAreHandedOnAndNeverUsedAreGone() {
        AfterPass made = after("let f (n : int) = let rec go p i = if i = 0 then n else go p (i - 1) in go __ 3");
        assertThat(made.definition("f")).endsWith("f_go n 3");
        assertThat(made.definition("f_go")).contains("(n : int) (i : int) ->").endsWith("f_go n (%subtract i 1)");
        assertThat(made.text()).contains("let f_go : int -> int -> int =");
        assertThat(made.notes()).containsExactly("f_go: a parameter that nothing uses is gone");
    }

    @Test
    void twoFunctionsMayHandAProofToEachOther() {
        AfterPass made = after("let f n = let rec a p i q = if i = 0 then n else b q i p "
                + "and b x i y = if i = 1 then n * 2 else a y (i - 1) x in a __ 9 __");
        assertThat(made.definition("f_a")).endsWith("f_b n i");
        assertThat(made.definition("f_b")).endsWith("f_a n (%subtract i 1)");
    }

    @Test
    void aFunctionInAGuardThatIsRepeatedKeepsWhatItUses() {
        AfterPass made = after("let f b n = match n with "
                + "(3 | 5) when (let rec go p i = if i = 0 then p else go p (i - 1) in go b 2) -> 1 | _ -> 2");
        assertThat(made.definition("f_go")).contains("fun (p");
        assertThat(made.definition("f_go.2")).contains("fun (p");
    }

    @Test
    void anArgumentThatDoesWorkStays() {
        assertThat(after("let rec work n = work n "
                                + "let f n = let rec go p i = if i = 0 then n else go p (i - 1) in go (work n) 3")
                        .definition("f"))
                .endsWith("f_go n (work n) 3");
        // What it is computed from is used for that.
        assertThat(after("let f n = let rec go p i = if i = 0 then n else go (p / i) (i - 1) in go n 3")
                        .definition("f_go"))
                .contains("%divide p i");
    }

    @Test
    void aFunctionKeepsAParameter() {
        AfterPass made = after("let f n = let rec go p q = if n > 9 then go p q else n in go __ __ "
                + "let g () = let rec forever p q = (forever p q : int) in if false then forever __ __ else 1 "
                + "let h b = let rec forever p q = (forever p q : int) in if b then forever __ __ else 1");
        assertThat(made.definition("f_go")).contains("fun (n : int) ->");
        assertThat(made.definition("h_forever")).contains("fun (p").doesNotContain("(q");
    }

    @Test
    void whatIsUsedAsAValueKeepsItsParameters() {
        assertThat(after("let rec map f l = match l with [] -> [] | x :: r -> f x :: map f r "
                                + "let f n l = let rec go i p = if i = 0 then n else go (i - 1) p in map (go 3) l")
                        .definition("f_go"))
                .contains("(i : int) (p");
    }

    @Test
    void whatOthersCanCallKeepsItsParameters() {
        AfterPass made = after("let rec go p i = if i = 0 then 1 else go p (i - 1) let f () = go __ 3");
        assertThat(made.definition("f")).endsWith("go %proof 3");
        assertThat(made.notes()).isEmpty();
    }
}
