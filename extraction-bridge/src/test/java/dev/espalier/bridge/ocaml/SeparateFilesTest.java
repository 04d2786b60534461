package dev.espalier.bridge.ocaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.source.TranslationException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files that were extracted separately are one program. */
class SeparateFilesTest {
    private static final SourceText NUMBERS = new SourceText("numbers.ml", """
            type nat =
            | O
            | S of nat
            """);
    private static final SourceText ADDITION = new SourceText("Addition.ml", """
            open Numbers

            (** val add : nat -> nat -> nat **)

            let rec add n m =
              match n with
              | O -> m
              | S p -> S (add p m)
            """);
    /** Its constructor has the name of a file, which it does not refer to. */
    private static final SourceText USES = new SourceText("A_use.ml", """
            type kind = Addition | Other of kind
            module Again = Numbers
            let twice n = Addition.add n n
            let other = Other Addition
            """);

    @Test
    void eachIsAModuleBehindThoseThatItRefersTo() {
        SourceText together = SeparateFiles.together("All.ml", List.of(USES, ADDITION, NUMBERS));
        assertThat(together.content())
                .containsSubsequence("module Numbers = struct", "module Addition = struct", "module A_use = struct");
        assertThat(Bridge.translate(BridgeRequest.library("separate", together, null))
                        .files()
                        .values())
                .anyMatch(text -> text.contains("twice("));
    }

    @Test
    void aConstructorOfAFilesNameIsNoReference() {
        SourceText back = new SourceText("Numbers.ml", "type nat = O | S of nat\ntype sum = Addition of nat\n");
        assertThat(SeparateFiles.together("All.ml", List.of(ADDITION, back)).content())
                .containsSubsequence("module Numbers", "module Addition");
    }

    @Test
    void whatIsWrongIsSaidWithItsOwnFileAndLine() {
        SourceText wrong = new SourceText("Wrong.ml", "open Addition\n\nlet f n =\n  add n (missing n)\n");
        SourceText together = SeparateFiles.together("All.ml", List.of(wrong, NUMBERS, ADDITION));
        assertThatThrownBy(() -> Bridge.translate(BridgeRequest.library("separate", together, null)))
                .isInstanceOf(TranslationException.class)
                .hasMessageContaining("Wrong.ml:4:")
                .hasMessageContaining("missing");
    }

    @Test
    void aCircleIsSaid() {
        SourceText back = new SourceText("Numbers.ml", "let x = 1\nlet one = Addition.add\n");
        assertThatThrownBy(() -> SeparateFiles.together("All.ml", List.of(ADDITION, back)))
                .isInstanceOf(TranslationException.class)
                .hasMessageContaining("Numbers.ml:2:11")
                .hasMessageContaining("Addition, Numbers, and again Addition");
    }

    @Test
    void namesThatAreNoModulesOrTheSameAreRefused() {
        assertThatThrownBy(() -> SeparateFiles.together("All.ml", List.of(new SourceText("1st.ml", ""))))
                .hasMessageContaining("1st.ml:1:1")
                .hasMessageContaining("no name of a module");
        SourceText twin = new SourceText("Numbers.ml", "");
        assertThatThrownBy(() -> SeparateFiles.together("All.ml", List.of(NUMBERS, twin)))
                .hasMessageContaining("is module Numbers, and so is numbers.ml");
    }
}
