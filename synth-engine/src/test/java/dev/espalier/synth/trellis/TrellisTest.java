package dev.espalier.synth.trellis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.espalier.synth.search.SharedEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves under the rails, judged by the real prover. */
class TrellisTest {
    private static final long BYTES = 2L << 30;

    @TempDir
    private Path folder;

    private Trellis open() throws Exception {
        return Trellis.open(
                folder, SharedEngine.specification("strong/none"), "strong/none", SharedEngine.synthesis(), BYTES);
    }

    private static Move.Define core(String name, String text) {
        return new Move.Define(name, text, false, Optional.empty());
    }

    private static Move.Define proof(String name, String text) {
        return new Move.Define(name, text, true, Optional.empty());
    }

    private static void accepted(Trellis trellis, Move move) throws Exception {
        assertThat(trellis.apply(move, "test")).isInstanceOf(Grade.Accepted.class);
    }

    private static Grade.Refused refused(Trellis trellis, Move move) throws Exception {
        String before = trellis.core() + trellis.proof();
        Grade grade = trellis.apply(move, "test");
        assertThat(grade).isInstanceOf(Grade.Refused.class);
        assertThat(trellis.core() + trellis.proof())
                .as("a refused move changes nothing")
                .isEqualTo(before);
        return (Grade.Refused) grade;
    }

    @Test
    void movesAreGradedKeptAndTakenBack() throws Exception {
        String core;
        String proof;
        try (Trellis trellis = open()) {
            assertThat(trellis.holes()).hasSize(16).contains("put_guard", "refinement");
            assertThat(trellis.look("put_guard", "").beside()).contains("put_seen");

            accepted(trellis, core("client_state", "Definition client_state := nat."));
            accepted(trellis, core("put_payload", "Definition put_payload := nat."));
            Grade.Refused wrong = refused(
                    trellis,
                    core(
                            "put_request",
                            "Definition put_request (k : key) (v : value) (now : nat) (c : client) (s : client_state)"
                                    + " : put_payload * client_state := s."));
            assertThat(wrong.by()).isEqualTo(Grade.By.PROVER);
            assertThat(wrong.kind()).isEqualTo("TYPE");
            assertThat(wrong.message()).contains("put_payload * client_state");
            accepted(
                    trellis,
                    core(
                            "put_request",
                            "Definition put_request (k : key) (v : value) (now : nat) (c : client) (s : client_state)"
                                    + " : put_payload * client_state := (S s, S s)."));

            accepted(
                    trellis,
                    new Move.Decompose(
                            "refinement",
                            "Lemma counts : forall k v now c s, fst (I.put_request k v now c s) = Datatypes.S s."
                                    + " Lemma open_one : forall n : nat, n + 0 = n.",
                            Optional.empty()));
            assertThat(refused(trellis, new Move.Prove("counts", "intros. discriminate."))
                            .goals())
                    .isNotEmpty();
            assertThat(trellis.look("counts", "intros.").goals())
                    .singleElement()
                    .asString()
                    .contains("fst");
            accepted(trellis, new Move.Prove("counts", "intros. reflexivity."));
            assertThat(refused(trellis, new Move.Prove("refinement", "exact I."))
                            .item())
                    .isEqualTo("refinement");
            assertThat(trellis.search("open_one")).isPresent();
            assertThat(trellis.holes())
                    .doesNotContain("counts", "open_one", "put_request")
                    .contains("refinement");

            // Another body takes the ground from a proof, which is open again.
            Grade repaired = trellis.apply(
                    new Move.Repair(
                            "put_request",
                            "Definition put_request (k : key) (v : value) (now : nat) (c : client) (s : client_state)"
                                    + " : put_payload * client_state := (s, S s)."),
                    "test");
            assertThat(repaired)
                    .isInstanceOfSatisfying(
                            Grade.Accepted.class,
                            grade -> assertThat(grade.reopened()).containsExactly("counts"));
            accepted(trellis, new Move.Revert("counts"));
            assertThat(refused(trellis, new Move.Revert("client_state")).item()).isEqualTo("put_request");
            assertThat(trellis.ask("Check Nat.add_comm.")).contains("n + m = m + n");
            assertThat(trellis.ask("Redirect \"out\" Check nat.")).contains("a question is");
            core = trellis.core();
            proof = trellis.proof();
            assertThat(trellis.audit(finding -> {}))
                    .as("a development with holes")
                    .isFalse();
            assertThatIOException().isThrownBy(this::open).withMessageContaining("open in another process");
        }
        // What was cut off in writing is as if it had not been.
        Path record = folder.resolve(MoveLog.FILE);
        Files.writeString(record, Files.readString(record) + "{\"event\":\"move\",\"numb");
        try (Trellis again = open()) {
            assertThat(again.core()).isEqualTo(core);
            assertThat(again.proof()).isEqualTo(proof);
            accepted(again, new Move.Revert("0"));
            assertThat(again.holes()).hasSize(16);
            List<Entry> entries = again.record();
            assertThat(entries.getLast()).isInstanceOf(Entry.Moved.class);
        }
        assertThatIOException()
                .isThrownBy(() -> Trellis.open(
                        folder, SharedEngine.specification("strong/mr"), "strong/mr", SharedEngine.synthesis(), BYTES))
                .withMessageContaining("strong/none");
    }

    @Test
    void whatLoopsOrFillsMemoryIsCutOffAndTheDevelopmentGoesOn() throws Exception {
        try (Trellis trellis = Trellis.open(
                folder, SharedEngine.specification("strong/none"), "strong/none", SharedEngine.synthesis(), 1L << 29)) {
            accepted(trellis, new Move.Decompose("refinement", "Lemma small : 1 + 1 = 2.", Optional.empty()));
            Grade.Refused large = refused(
                    trellis,
                    new Move.Prove("small", "let n := eval vm_compute in (repeat 0 (2 ^ 28)) in idtac. reflexivity."));
            assertThat(large.kind()).isIn("MEMORY", "TIMEOUT", "DEAD_PROVER");
            accepted(trellis, new Move.Prove("small", "reflexivity."));
            accepted(trellis, proof("two", "Definition two := 2."));
        }
    }
}
