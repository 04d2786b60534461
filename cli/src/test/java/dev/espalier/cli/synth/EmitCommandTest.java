package dev.espalier.cli.synth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.cli.CommandRun;
import dev.espalier.core.Sha256;
import dev.espalier.synth.search.Event;
import dev.espalier.synth.search.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused, and that what is refused leaves nothing. What the files are is tested where they are written. */
final class EmitCommandTest {
    private static final String HOME = "espalier.home";
    private static final String CORE = """
            (** A core for strong/ryw+, grown by search: nothing at all. *)
            From Espalier.Framework Require Import Parameters Core.
            From Espalier.Kit Require Import Map.
            Module Grown (P : PARAMETERS) (M : MAP P) <: CORE P.
            Axiom everything : False.
            End Grown.
            """;
    private static final String PROOF = """
            (** The core of Espalier.Candidate.Core.v refines strong/ryw+. *)
            From Espalier.Framework Require Import Parameters Machine Refinement.
            From Espalier.Kit Require Import Map.
            From Espalier.Strong Require Strong.
            From Espalier.Strong Require Guarantees.
            From Espalier.Candidate Require Core.
            Module Proof (P : PARAMETERS) (M : MAP P).
              Module I := Espalier.Candidate.Core.Grown P M.
              Module S := Espalier.Strong.Strong.Strong P Espalier.Strong.Guarantees.Ryw_plus.
              Module Implementation := MachineOf P I.
              Module Specification := MachineOf P S.
              Theorem refinement :
                refines P.client_eq_dec P.replica_eq_dec
                  Implementation.machine Specification.machine.
              Proof. destruct I.everything. Qed.
            End Proof.
            """;

    @TempDir
    private Path home;

    private Path found;

    @BeforeEach
    void copyTheProject() throws IOException {
        Path project = Path.of("..").toAbsolutePath().normalize();
        for (Path folder : List.of(Path.of("specs"), Path.of("verified-cores", "causal-plus"))) {
            try (Stream<Path> walk = Files.walk(project.resolve(folder))) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    if (file.toString().matches(".*(\\.v|\\.json|FROZEN.sha256|_CoqProject)")) {
                        Path copy = home.resolve(project.relativize(file).toString());
                        Files.createDirectories(copy.resolveSibling(""));
                        Files.copy(file, copy);
                    }
                }
            }
        }
        found = Files.createDirectories(home.resolve(".espalier/synth/strong-ryw+"));
        System.setProperty(HOME, home.toString());
    }

    @AfterEach
    void forgetTheCopy() {
        System.clearProperty(HOME);
    }

    private void searched() throws IOException {
        Files.writeString(found.resolve("Core.v"), CORE);
        Files.writeString(found.resolve("Proof.v"), PROOF);
        try (Journal journal = Journal.open(found.resolve("journal.jsonl"))) {
            journal.add(new Event.Start(1, "strong/ryw+", Map.of(), "8.16.1", 1, "search", 60, null));
            journal.add(new Event.End("proved", 0, hash(CORE), hash(PROOF), 9));
        }
    }

    private static String hash(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(CommandRun run, String... words) {
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains(words).doesNotContain("unexpected", "\tat ");
    }

    @Test
    void withoutASearchThereIsNothingToEmit() {
        refused(CommandRun.of("synth", "emit"), "no search left a core", "espalier synth SPEC");
        refused(
                CommandRun.of("synth", "emit", "strong/causal"),
                "nothing was searched for strong/causal",
                "espalier synth strong/causal");
        refused(CommandRun.of("synth", "emit", home.toString()), "no folder of a search");
    }

    @Test
    void aCoreThatIsThereIsNotReplaced() throws IOException {
        searched();
        refused(
                CommandRun.of("synth", "emit", "--name", "causal-plus"),
                "there is a core of this name already",
                "--name",
                "--force");
        refused(CommandRun.of("synth", "emit", "--name", "vector-clock"), "the same file name", "--name");
        refused(CommandRun.of("synth", "emit", "--name", "Core!"), "lower-case words");
    }

    @Test
    void whatTheGateRefusesLeavesNothing() throws IOException {
        searched();
        Map<String, String> before = everything();
        CommandRun run = CommandRun.of("synth", "emit", "strong/ryw+");
        refused(run, "certificate");
        assertThat(everything()).isEqualTo(before);
    }

    private Map<String, String> everything() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(home)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                texts.put(home.relativize(file).toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
