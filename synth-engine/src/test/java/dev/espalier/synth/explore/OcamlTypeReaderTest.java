package dev.espalier.synth.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.explore.OcamlType.Alias;
import dev.espalier.synth.explore.OcamlType.Constructors;
import dev.espalier.synth.explore.OcamlType.Declaration;
import dev.espalier.synth.explore.OcamlType.Fields;
import dev.espalier.synth.explore.OcamlType.Function;
import dev.espalier.synth.explore.OcamlType.Hidden;
import dev.espalier.synth.explore.OcamlType.Member;
import dev.espalier.synth.explore.OcamlType.Named;
import dev.espalier.synth.explore.OcamlType.Tuple;
import dev.espalier.synth.explore.OcamlType.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

class OcamlTypeReaderTest {
    private static final Named INT = new Named("int", List.of());

    @Test
    void declarationsAreReadAsTheCompilerPrintsThem() {
        String printed = """
                module A :
                  sig
                    type 'a tree = M.F(P.Q)(M.G).tree = Leaf | Branch of 'a tree * int
                    type entry =
                      M.F(P.Q).entry = {
                      content : P.value;
                      causes : (P.client * int) list;
                    }
                    val content : entry -> P.value
                    type store = P.key -> entry option
                    type hidden
                    type strange = [ `A ]
                  end
                """;

        Named entry = new Named("entry", List.of());
        assertThat(OcamlTypeReader.read(printed, 4))
                .containsExactly(
                        new Declaration(
                                "tree",
                                List.of("'a"),
                                new Constructors(List.of(
                                        new Member("Leaf", List.of()),
                                        new Member(
                                                "Branch",
                                                List.of(new Named("tree", List.of(new Variable("'a"))), INT))))),
                        new Declaration(
                                "entry",
                                List.of(),
                                new Fields(List.of(
                                        new Member("content", List.of(new Named("P.value", List.of()))),
                                        new Member(
                                                "causes",
                                                List.of(new Named(
                                                        "list",
                                                        List.of(new Tuple(
                                                                List.of(new Named("P.client", List.of()), INT))))))))),
                        new Declaration(
                                "store",
                                List.of(),
                                new Alias(new Function(
                                        new Named("P.key", List.of()), new Named("option", List.of(entry))))),
                        new Declaration("hidden", List.of(), new Hidden()),
                        new Declaration("strange", List.of(), new Hidden()));
    }

    @Test
    void onlyTheAskedDepthIsRead() {
        assertThat(OcamlTypeReader.read("type 'a set = 'a list\nmodule A :\n  sig\n    type t = int\n  end\n", 0))
                .containsExactly(new Declaration(
                        "set", List.of("'a"), new Alias(new Named("list", List.of(new Variable("'a"))))));
    }
}
