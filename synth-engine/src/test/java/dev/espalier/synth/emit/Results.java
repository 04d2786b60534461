package dev.espalier.synth.emit;

import dev.espalier.core.Sha256;
import dev.espalier.synth.search.Event;
import dev.espalier.synth.search.Journal;
import dev.espalier.synth.spec.Catalogue;
import dev.espalier.synth.spec.Specification;
import dev.espalier.synth.spec.SpecificationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The results of a search as it leaves them, without what only the prover looks at.
 *
 * @param specs the specifications that it was made with
 */
record Results(Path folder, Path specs) {
    private static final String CORE = """
            (** A core for %s, grown by search: everything as it is best. *)

            From Espalier.Framework Require Import Parameters Core.
            From Espalier.Kit Require Import Vector Map.

            Module Grown (P : PARAMETERS) (M : MAP P) <: CORE P.
            End Grown.
            """;

    private static final String PROOF = """
            (** The core of Espalier.Candidate.Core.v refines %s. *)

            From Coq Require Import List Bool Arith Lia.
            From Espalier.Framework Require Import
              Parameters Machine Refinement LocalSimulation LocalSimulationProof.
            From Espalier.Kit Require Import FiniteSet Vector Map Decide.
            %sFrom Espalier.Candidate Require Core.

            Module Proof (P : PARAMETERS) (M : MAP P).
              Module I := Espalier.Candidate.Core.Grown P M.
              Module S := %s.
              Module Implementation := MachineOf P I.
              Module Specification := MachineOf P S.

              Lemma client_starts : forall c,
                client_related c (I.client_init c) (S.client_init c).
              Proof. close_obligation. Qed.

              Theorem refinement :
                refines P.client_eq_dec P.replica_eq_dec
                  Implementation.machine Specification.machine.
              Proof. exact (local_simulation_refines _ _ _ _ simulation). Qed.
            %s
            End Proof.
            """;

    /** A copy of the repository's specifications. */
    static Path specs(Path folder) throws IOException {
        Path repository = Path.of("..", "specs");
        try (Stream<Path> walk = Files.walk(repository, 2)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(repository.relativize(file).toString());
                if (file.toString().matches(".*(\\.v|FROZEN.sha256|_CoqProject)")) {
                    Files.createDirectories(copy.resolveSibling(""));
                    Files.copy(file, copy);
                }
            }
        }
        return folder;
    }

    /** A search for a point of the strong family, whose proof has the theorem of refinement and {@code more}. */
    void write(String specification, List<String> more) throws IOException, SpecificationException {
        write(Catalogue.read(specs).named(specification).orElseThrow(), more);
    }

    /** A search for {@code specification}. */
    void write(Specification specification, List<String> more) throws IOException {
        LoadedSpecification loaded = LoadedSpecification.of(specification, Set.of());
        StringBuilder required = new StringBuilder();
        loaded.found().modules().forEach(module -> required.append(LoadedSpecification.required(module)));
        StringBuilder theorems = new StringBuilder();
        more.forEach(theorem -> theorems.append("\n  Theorem ").append(theorem).append(" : True.\n"));
        String core = CORE.formatted(specification.name());
        String proof =
                PROOF.formatted(specification.name(), required, loaded.found().applied(), theorems);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("Core.v"), core);
        Files.writeString(folder.resolve("Proof.v"), proof);
        Files.deleteIfExists(folder.resolve(SearchFolder.JOURNAL));
        try (Journal journal = Journal.open(folder.resolve(SearchFolder.JOURNAL))) {
            journal.add(start(
                    specification.name(),
                    specs,
                    specification.source().outside().stream().toList()));
            journal.add(new Event.Designed(4, -1, "everything as it is best", Map.of(), ""));
            journal.add(new Event.End("proved", 4, hash(core), hash(proof), 9));
        }
    }

    static Event.Start start(String specification, Path specs, List<Path> outside) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (String file : List.of("framework/Core.v", "strong/Strong.v", "strong/Guarantees.v")) {
            sources.put(file, hash(Files.readString(specs.resolve(file))));
        }
        for (Path file : outside) {
            sources.put("outside/" + file.getFileName(), hash(Files.readString(file)));
        }
        return new Event.Start(1, specification, sources, "8.16.1", 1, "search", 60, null);
    }

    private static String hash(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
