package dev.espalier.synth.rank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.audit.Finding;
import dev.espalier.synth.search.SharedEngine;
import dev.espalier.synth.search.Synthesis;
import dev.espalier.synth.trellis.MoveScripts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a core keeps that a hand wrote: extracted by the real prover, translated, and run. */
class KeptStateTest {
    private static String changed(String text, String... replacements) {
        String changed = text;
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(changed).contains(replacements[i]);
            changed = changed.replace(replacements[i], replacements[i + 1]);
        }
        return changed;
    }

    @Test
    void aRecordForEachKeyIsBoundedAndAFunctionOrALogIsNot() throws Exception {
        String core = MoveScripts.core("none");
        // A store that is a function: each put closes over the one before.
        String function = changed(
                core,
                "store : M.map replica_entry",
                "store : key -> option replica_entry",
                "M.find k (store s)",
                "store s k",
                "store := M.empty",
                "store := fun _ => None",
                "store := M.add k {| content := v |} (store r)",
                "store := fun asked => if key_eq_dec k asked then Some {| content := v |} else store r asked");
        String log = changed(
                core,
                "initial : value;",
                "initial : value; log : list nat;",
                "initial := v;",
                "initial := v; log := [];",
                "initial := initial r;",
                "initial := initial r; log := earlier_puts p :: log r;");
        String payload = changed(
                core,
                "{ made : nat }",
                "{ made : nat; names : list nat }",
                "{| made := 0 |}",
                "{| made := 0; names := [] |}",
                "{ earlier_puts : nat }",
                "{ earlier_puts : nat; sent : list nat }",
                "({| earlier_puts := made s |}, {| made := S (made s) |})",
                "({| earlier_puts := made s; sent := names s |}, {| made := S (made s); names := made s :: names s |})");
        List<String> said = new ArrayList<>();
        Synthesis engine = SharedEngine.synthesis();
        try (Synthesis.Foundation foundation = engine.foundation(SharedEngine.specification("strong/none"), 2L << 30)) {
            assertThat(KeptState.check(foundation.compiled(), core)).hasSize(2).allMatch(Finding::passed);
            assertThat(KeptState.check(foundation.compiled(), function))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.passed()).isFalse();
                        assertThat(finding.detail()).contains("a function is part of it");
                    });
            for (String growing : List.of(log, payload)) {
                Finding last = KeptState.check(foundation.compiled(), growing).getLast();
                assertThat(last.passed()).isFalse();
                assertThat(last.detail()).contains("bytes after 300 operations over 6 keys");
                said.add(last.detail());
            }
            assertThat(said.getLast()).contains("a put's payload");
        }
    }
}
