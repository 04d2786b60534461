package dev.espalier.bridge.passes.specialisation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.passes.AfterPass;
import dev.espalier.bridge.source.SourceText;
import org.junit.jupiter.api.Test;

class SpecialisationTest {
    private static final String SIGNATURE =
            "module type P = sig type t val same : t -> t -> bool val less : t -> t -> bool end ";

    private static final String COUNT =
            "let rec count eq x l = match l with [] -> 0 | y :: r -> if eq x y then succ (count eq x r) else count eq x r "
                    + "let rec both eq l m = match l with [] -> 0 | x :: r -> count eq x m + both eq r m ";

    private static AfterPass after(String functions, String inside) {
        return AfterPass.of(
                "specialisation", SIGNATURE + functions + "module F = functor (A:P) -> struct " + inside + " end");
    }

    @Test
    void aFunctionOfTheParameterThatIsHandedOnIsCalledByName() {
        AfterPass after = after(COUNT, "let f x l = count A.same x l let g x l = count A.same x l");
        assertThat(after.text()).contains("A.same x y").doesNotContain("count A.same", "count_by_same A.same");
        assertThat(after.definition("F.f")).contains("F.count_by_same x l");
        assertThat(after.definition("F.g")).contains("F.count_by_same x l");
        assertThat(after.notes()).contains("count: the function handed to it is called by name in F.count_by_same");
    }

    @Test
    void whatTheCopyCallsIsMadeForTheFunctionAsWell() {
        AfterPass after = after(COUNT, "let f l m = both A.less l m");
        assertThat(after.definition("F.both_by_less"))
                .contains("F.count_by_less x m")
                .doesNotContain("A.less");
        assertThat(after.definition("F.count_by_less")).contains("A.less x y");
    }

    @Test
    void eachFunctionHasItsOwnCopyAndTheOriginalStays() {
        AfterPass after = after(COUNT, "let f x l = count A.same x l + count A.less x l");
        assertThat(after.definition("F.f")).contains("F.count_by_same x l", "F.count_by_less x l");
        assertThat(after.definition("count")).contains("eq x y", "count eq x r");
    }

    @Test
    void aFunctionThatIsNotHandedOnAsItIsIsNotKnown() {
        String swapped = "let rec g a b x l = match l with [] -> 0 | y :: r -> if a x y then g b a x r else 1 ";
        assertThat(after(swapped, "let f x l = g A.same A.less x l").definition("F.f"))
                .contains("A.same", "A.less");
        assertThat(after(COUNT, "let f x l = (count A.same, 1)").definition("F.f"))
                .contains("A.same");
    }

    @Test
    void whatIsLeftAsAMethodOfAnOpenFunctorIsFound() {
        String source = SIGNATURE + COUNT + "module F = functor (A:P) -> struct let f x l = count A.same x l end";
        String files = Bridge.translate(BridgeRequest.library("p", new SourceText("t.ml", source), null))
                .files()
                .toString();
        assertThat(files).contains("private long countBySame(").doesNotContain("A.same,");
    }
}
