package dev.espalier.bridge.passes.representation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.ir.Note;
import dev.espalier.bridge.source.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Known functions are recognised by what they compute, and by nothing else. */
class ReferenceTest {
    private static final String NAT = "type nat = O | S of nat ";
    private static final String ADD = "let rec add n m = match n with O -> m | S p -> S (add p m) ";

    static List<String> files() {
        return Reference.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyKnownFunctionIsInEachReference(String file) {
        List<String> replaced = replaced(translate(Reference.text(file)));
        assertThat(replaced).containsAll(new KnownFunctions().replacements().keySet());
    }

    @Test
    void namesOfFunctionsVariablesAndModulesDoNotMatter() {
        String renamed =
                "module M = struct " + NAT + "end" + " let rec plus a = function M.O -> a | M.S b -> M.S (plus a b)";
        assertThat(replaced(translate(renamed))).isEmpty(); // recursion on the other argument: another definition
        String same = "module M = struct " + NAT + "end"
                + " let rec plus x y = match x with M.O -> y | M.S rest -> M.S (plus rest y)"
                + " let rec times a b = match a with M.O -> M.O | M.S c -> plus b (times c b)";
        assertThat(replaced(translate(same))).containsExactly("plus", "times");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '"', textBlock = """
            let rec add n m = match n with O -> m | S p -> S (S (add p m))       # another result
            let rec add n m = match n with O -> n | S p -> S (add p m)           # another case for zero
            let rec add n m = match n with O -> m | S p -> S (add m p)           # arguments swapped
            let rec add n m = match m with O -> m | S p -> S (add p n)           # another argument matched
            let add n m = match n with O -> m | S p -> S p                       # not recursive
            let mul n m = match n with O -> O | S p -> m                         # another product
            let rec sub n m = match n with O -> n | S k -> (match m with O -> O | S l -> sub k l)  # zero for n - 0
            """)
    void aFunctionThatOnlyHasTheNameIsLeftAlone(String definition, String difference) {
        String module = "module Nat = struct " + NAT + definition + " end";
        List<String> replaced = replaced(translate(module));
        assertThat(replaced).as(difference).doesNotContain("Nat.add", "Nat.mul", "Nat.sub", "Nat.eqb");
    }

    @Test
    void aFunctionIsWhatItsBodySaysAndNotItsName() {
        String misleading = "module Nat = struct " + NAT + "let rec eqb n m = match n with O -> true"
                + " | S k -> (match m with O -> false | S l -> eqb k l) end";
        assertThat(translate(misleading).notes())
                .anyMatch(
                        note -> note.toString().matches("Nat.eqb: is the standard library's (Nat.leb|le_lt_dec), .*"));
    }

    @Test
    void aFunctionIsNotKnownIfOneThatItCallsDiffers() {
        String wrong = NAT + ADD.replace("S (add p m)", "S (S (add p m))")
                + "let rec mul n m = match n with O -> O | S p -> add m (mul p m)";
        String right = NAT + ADD + "let rec mul n m = match n with O -> O | S p -> add m (mul p m)";
        assertThat(replaced(translate(right))).containsExactly("add", "mul");
        assertThat(replaced(translate(wrong))).isEmpty();
    }

    @Test
    void functionsOfOtherTypesAreNotKnown() {
        String own = "type count = Zero | Next of count"
                + " let rec add n m = match n with Zero -> m | Next p -> Next (add p m)";
        assertThat(replaced(translate(own))).isEmpty();
    }

    private static BridgeResult translate(String program) {
        return Bridge.translate(BridgeRequest.library("p", new SourceText("t.ml", program), null));
    }

    private static List<String> replaced(BridgeResult result) {
        return result.notes().stream()
                .filter(note -> note.text().contains("standard library"))
                .map(Note::place)
                .toList();
    }
}
