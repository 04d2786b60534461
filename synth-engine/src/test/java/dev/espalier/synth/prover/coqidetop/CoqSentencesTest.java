package dev.espalier.synth.prover.coqidetop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CoqSentencesTest {
    @Test
    void bulletsAndBracesAreSentences() {
        assertThat(CoqSentences.split("split. - + { exact I. } ** auto. 2: { now left. } [g]:{ idtac. }"))
                .containsExactly(
                        "split.",
                        "-",
                        "+",
                        "{",
                        "exact I.",
                        "}",
                        "**",
                        "auto.",
                        "2: {",
                        "now left.",
                        "}",
                        "[g]:{",
                        "idtac.",
                        "}");
    }

    @Test
    void aFullStopEndsOnlyBeforeWhiteSpace() {
        assertThat(CoqSentences.split("exact Nat.le.\nauto... x .. y.\n1.5 {| a |} - b."))
                .containsExactly("exact Nat.le.", "auto...", "x .. y.", "1.5 {| a |} - b.");
    }

    @Test
    void commentsAndStringsHideFullStops() {
        assertThat(CoqSentences.split("(* a. (* b. *) \" *) \" c. *) idtac \"x. \"\" y. \". (* end. *)"))
                .containsExactly("(* a. (* b. *) \" *) \" c. *) idtac \"x. \"\" y. \".");
    }

    @Test
    void whatDoesNotEndIsLeftToCoq() {
        assertThat(CoqSentences.split("auto. intros")).containsExactly("auto.", "intros");
        assertThat(CoqSentences.split("(* no end")).containsExactly("(* no end");
        assertThat(CoqSentences.split("idtac \"no end.")).containsExactly("idtac \"no end.");
        assertThat(CoqSentences.split(" \n (* . *) ")).isEmpty();
    }
}
