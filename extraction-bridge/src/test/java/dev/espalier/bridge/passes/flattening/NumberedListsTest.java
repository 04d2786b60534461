package dev.espalier.bridge.passes.flattening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a list of pairs with numbers has one object a pair, and where it may not. */
class NumberedListsTest {
    private static final String SUM = "let rec sum = function [] -> 0 | (_, n) :: rest -> n + sum rest ";
    private static final String RAISE = "let rec raise (c : bool) (t : int) = function [] -> (c, t) :: []"
            + " | p :: rest -> let (c', t') = p in if c then (c', t) :: rest else p :: raise c t rest ";

    @Test
    void aPairThatIsOnlyTakenApartOrHandedOnIsNeverMade() {
        String text = translate(SUM + RAISE);
        assertThat(text)
                .contains("built.add(cell.first(), cell.second());", "cell.withTail(", "cell.withSecond(t)", ", 16L)")
                .doesNotContain("Pair", "ConsList");
    }

    @Test
    void aPairThatIsUsedAsOneIsMade() {
        assertThat(translate("let first (d : bool * int) = function [] -> d | p :: _ -> p"))
                .contains("Pair<Boolean, Long> p = cell.head();")
                .doesNotContain("ConsList");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "let rec length = function [] -> 0 | _ :: rest -> 1 + length rest "
                        + "let size (l : (bool * int) list) = length l",
                "let first d = function [] -> d | p :: _ -> p let two = first (1, 2) ((3, 4) :: [])",
                "let rec firsts = function [] -> [] | (a, _) :: rest -> a :: firsts rest "
                        + "let names (l : (bool * int) list) = firsts l",
                "type 'a bag = Bag of 'a list let bag (l : (bool * int) list) = Bag l",
                "type ('a, 'b) table = { rows : ('a * 'b) list } let table (l : (bool * int) list) = { rows = l }",
                "let blind (l : (bool * int) list) : (int * bool) list = Obj.magic l",
                "type 'a list = Nil | Cons of 'a * 'a list let one (b : bool) n = Cons ((b, n + 1), Nil)",
            })
    void whereTheTypeIsOutOfSightAllListsStayAsTheyAre(String program) {
        assertThat(translate(SUM + program)).doesNotContain("NumberedList").contains("ConsList");
    }

    @Test
    void theProgramThatIsComparedWithOcamlHasNoOtherLists() throws IOException {
        String program = Files.readString(Path.of("src/test/resources/programs/numbered.ml"));
        assertThat(translate(program)).contains("NumberedList").doesNotContain("ConsList");
    }

    @Test
    void listsOfOtherPairsAreNone() {
        assertThat(
                        translate(
                                "let rec count = function [] -> 0 | (b, true) :: rest -> count rest | _ :: rest -> 1 + count rest"))
                .doesNotContain("NumberedList");
    }

    private static String translate(String program) {
        return String.join(
                "\n",
                Bridge.translate(BridgeRequest.library("p", new SourceText("t.ml", program), null))
                        .files()
                        .values());
    }
}
