package dev.espalier.bridge.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ocaml.ItemParser;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.source.TranslationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleElaboratorTest {
    @ParameterizedTest
    @CsvSource(delimiter = '%', quoteCharacter = '^', textBlock = """
            let v x = x % ('a1 -> 'a1)
            let v f g x = f (g x) % (('a1 -> 'a2) -> (('a3 -> 'a1) -> ('a3 -> 'a2)))
            let v = fun (a, b) -> (b, a) % (('a1 * 'a2) -> ('a2 * 'a1))
            let v x = let id y = y in (id x, id 1) % ('a1 -> ('a1 * int))
            let rec v l = match l with [] -> 0 | _ :: r -> 1 + v r % ('a1 list -> int)
            let v a b c = (a, b, c) % ('a1 -> ('a2 -> ('a3 -> (('a1 * 'a2) * 'a3))))
            let v = None % 'a1 option
            let v f = (f 1, f 2) % ((int -> 'a1) -> ('a1 * 'a1))
            let v = ( + ) % (int -> (int -> int))
            let v (x : 'a) : 'a list = [x] % ('a1 -> 'a1 list)
            """)
    void infersPrincipalTypes(String source, String type) {
        assertThat(value(source, null).type()).hasToString(type);
    }

    @Test
    void aSignatureMakesATypeLessGeneral() {
        Global value = value("let v x = x", "val v : int -> int");
        assertThat(value.type()).hasToString("(int -> int)");
        assertThat(value.parameters()).isEmpty();
        assertThat(value.shownType()).isEqualTo("int -> int");
    }

    @Test
    void aSignatureThatDoesNotFitIsAnError() {
        assertThatThrownBy(() -> value("let v x = x + 1", "val v : bool -> bool"))
                .isInstanceOf(TranslationException.class)
                .hasMessageContaining("f.ml:1:");
    }

    @Test
    void aVariableOfTheContextIsNotGeneralised() {
        assertThatThrownBy(() -> value("let v x = let f y = (x, y) in (f 1, x + 1, x && true)", null))
                .isInstanceOf(TranslationException.class);
    }

    @Test
    void aTypeThatContainsItselfIsAnError() {
        assertThatThrownBy(() -> value("let rec v x = v", null)).isInstanceOf(TranslationException.class);
    }

    private static Global value(String source, @Nullable String signature) {
        Program program = ModuleElaborator.elaborate(
                ItemParser.implementation(new SourceText("f.ml", source)),
                signature == null ? null : ItemParser.signature(new SourceText("f.mli", signature)));
        return program.units().getFirst().globals().getLast();
    }
}
