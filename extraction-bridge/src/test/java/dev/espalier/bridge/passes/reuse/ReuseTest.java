package dev.espalier.bridge.passes.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.bench.PerKeyCore;
import dev.espalier.bridge.passes.AfterPass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReuseTest {
    private static final String TYPES = "type r = { a : int; b : int } type s = { c : int; d : int } ";

    private static String after(String source) {
        return AfterPass.of("reuse", TYPES + source).definition("f");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    let f r = { a = r.a; b = r.b }                                         ~ -> r
                    let f (p : int * int) = let (x, y) = p in if x > y then (x, y) else p  ~ then p else p
                    let f o = match o with Some x -> Some x | None -> Some 1               ~ Some (x : int) -> o
                    """)
    void allPartsOfAValueAreTheValue(String source, String expected) {
        assertThat(after(source)).endsWith(expected);
    }

    @Test
    void partsInOtherPlacesOrOfOtherValuesAreNot() {
        assertThat(after("let f r = { a = r.b; b = r.a }")).contains("{");
        assertThat(after("let f r q = { a = r.a; b = q.b }")).contains("{");
        assertThat(after("let f r = { c = r.a; d = r.b }")).contains("{");
    }

    @Test
    void aStateThatIsLookedIntoMakesNoOptionAndAVectorNoSecondPair() throws Exception {
        String core = PerKeyCore.translation().files().entrySet().stream()
                .filter(file -> file.getKey().endsWith("/PerKey.java"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(core)
                .contains("Entry<Value, Client> e = r.store().get(k);", "if (e != null) {", "cell.withTail(")
                .doesNotContain("Option");
    }
}
