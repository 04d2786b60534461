package dev.espalier.bridge.passes.representation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.source.SourceText;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which types are recognised, and as what: by name and by shape. */
class RepresentationsTest {
    private static final String BINARY = "type positive = XI of positive | XO of positive | XH ";

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '"', textBlock = """
            type bool = True | False                       # bool             # boolean
            type sumbool = Left | Right                    # sumbool          # boolean
            type unit = Tt                                 # unit             # Unit
            type 'a option = Some of 'a | None             # own option       # Option<Own>
            type 'a sumor = Inleft of 'a | Inright         # own sumor        # Option<Own>
            type 'a list = Nil | Cons of 'a * 'a list      # own list         # ConsList<Own>
            type ('a, 'b) prod = Pair of 'a * 'b           # (own, own) prod  # Pair<Own, Own>
            type nat = O | S of nat                        # nat              # long
            type positive = XI of positive | XO of positive | XH # positive   # Whole
            type n = N0 | Npos of positive                 # n                # Whole
            type z = Z0 | Zpos of positive | Zneg of positive # z             # Whole
            """)
    void aBasicTypeIsWhatJavaHasForIt(String declaration, String type, String java) {
        BridgeResult result = translate(declaration, type);
        assertThat(text(result)).contains("public static " + java + " same(" + java + " x)");
        assertThat(result.notes()).anyMatch(note -> note.place().startsWith("type "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '"', textBlock = """
            type bool = False | True                       # bool             # Bool
            type truth = True | False                      # truth            # Truth
            type bool = True | False | Maybe               # bool             # Bool
            type 'a option = None | Some of 'a             # own option       # OptionType<Own>
            type 'a option = Some of own | None            # own option       # OptionType<Own>
            type 'a list = Nil | Cons of 'a list * 'a      # own list         # ConsListX
            type ('a, 'b) prod = Pair of 'b * 'a           # (own, own) prod  # Prod<Own, Own>
            type nat = O | S of nat * nat                  # nat              # Nat
            type nat = S of nat | O                        # nat              # Nat
            type nat = O | S of own                        # nat              # Nat
            type z = Z0 | Zpos of positive | Zneg of own   # z                # Z
            """)
    void aTypeOfAnotherShapeStaysWhatItIs(String declaration, String type, String java) {
        String expected = java.replace("ConsListX", "List<Own>");
        assertThat(text(translate(declaration, type)))
                .contains("public static " + expected + " same(" + expected + " x)");
    }

    @Test
    void aTypeInAModuleIsRecognisedToo() {
        String program = "module Datatypes = struct type nat = O | S of nat end"
                + " let rec twice = function Datatypes.O -> Datatypes.O | Datatypes.S n ->"
                + " Datatypes.S (Datatypes.S (twice n))";
        BridgeResult result = Bridge.translate(BridgeRequest.library("p", new SourceText("t.ml", program), null));
        assertThat(text(result)).contains("public static long twice(long argument)");
        assertThat(result.notes())
                .anyMatch(note -> note.toString()
                        .equals("type Datatypes.nat: becomes integers of 64 bits, checked for overflow"));
    }

    @Test
    void variantsWithoutArgumentsAreEnumsAndConstantsAreShared() {
        String text = text(Bridge.translate(BridgeRequest.library(
                "p",
                new SourceText(
                        "t.ml",
                        "type colour = Red | DarkBlue type 'a tree = Leaf | Node of 'a tree * 'a"
                                + " let f = function Red -> Node (Leaf, DarkBlue) | DarkBlue -> Leaf"),
                null)));
        assertThat(text)
                .contains("public enum Colour", "DARK_BLUE", "argument == Colour.RED", "Tree.leaf()")
                .contains("private static final Leaf<?> SHARED = new Leaf<>();")
                .doesNotContain("new Tree.Leaf", "new Colour");
    }

    private static BridgeResult translate(String declaration, String type) {
        String before = declaration.startsWith("type positive") ? "" : BINARY;
        String program = "type own = Own | Other " + before + declaration + " let same (x : " + type + ") = x";
        return Bridge.translate(BridgeRequest.library("p", new SourceText("t.ml", program), null));
    }

    private static String text(BridgeResult result) {
        return Objects.requireNonNull(result.files().get("p/T.java"));
    }
}
