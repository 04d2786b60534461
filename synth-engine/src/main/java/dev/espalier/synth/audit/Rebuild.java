package dev.espalier.synth.audit;

import dev.espalier.synth.gate.CompiledSpecification;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.growth.CoreText;
import dev.espalier.synth.growth.Theorem;
import dev.espalier.synth.prover.CommandOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Compiles a core and its proof where nothing of the search is left, asks what the theorem rests on, runs the independent
 * checker, and extracts the core to OCaml.
 */
public final class Rebuild {
    private static final String EXTRACTED = "Explored.ml";

    /** The proof's file, whose functor is {@code Proof}. */
    private static final String PROOF = "Espalier.Candidate.Proof";

    private final CompiledSpecification compiled;
    private final boolean independentChecker;
    private final Consumer<Finding> listener;

    /** In {@code compiled}, whose folder for new files has the logical name {@code Espalier.Candidate}. */
    public Rebuild(CompiledSpecification compiled, boolean independentChecker, Consumer<Finding> listener) {
        this.compiled = compiled;
        this.independentChecker = independentChecker;
        this.listener = listener;
    }

    /** A check that can fail in the ways of the proof gate; what it returns is the objection, empty if there is none. */
    private interface Check {
        String run() throws IOException, InterruptedException, GateFailure;
    }

    /**
     * Runs the checks; after the first that fails no other is run. Whether all were passed.
     *
     * @param core the core's file
     * @param proof the proof's file
     */
    public boolean check(String core, String proof) throws IOException, InterruptedException {
        boolean proved = step("no hole, axiom or forbidden command", () -> {
                    CompiledSpecification.scan("candidate/Core.v", core);
                    CompiledSpecification.scan("candidate/Proof.v", proof);
                    return "";
                })
                && step("core and proof compile from nothing", () -> {
                    String objection = compile("candidate/Core.v", core);
                    return objection.isEmpty() ? compile("candidate/Proof.v", proof) : objection;
                })
                && step(
                        "the theorems say what is asked of a core",
                        () -> compile("candidate/Claimed.v", claimed(proof)))
                && restOnNothing(theorems(proof))
                && (!independentChecker
                        || step("the independent checker agrees", () -> {
                            List<String> objections = compiled.recheck(PROOF);
                            return String.join("; ", objections);
                        }));
        return proved && step("the core extracts to OCaml", () -> compile("candidate/Explored.v", resource()));
    }

    /** Extracts {@code core}, whose proof is not asked for; whether that goes. */
    public boolean extracts(String core) throws IOException, InterruptedException {
        return step("the core compiles", () -> compile("candidate/Core.v", core))
                && step("the core extracts to OCaml", () -> compile("candidate/Explored.v", resource()));
    }

    /** A theorem of each name, as the proof's file has them; a refinement is asked for in any case. */
    private static Set<Theorem> theorems(String proof) {
        Set<Theorem> theorems = EnumSet.of(Theorem.REFINEMENT);
        theorems.addAll(Theorem.in(proof));
        return theorems;
    }

    /** The proof's module against the statements, which are made from the specification and not from the proof. */
    private String claimed(String proof) {
        StringBuilder text = new StringBuilder("""
                From Espalier.Framework Require Import Parameters Machine Refinement Progress.
                From Espalier.Kit Require Import Map.
                Require Espalier.Candidate.Core Espalier.Candidate.Proof.
                """);
        compiled.loading()
                .modules()
                .forEach(module -> text.append("Require ").append(module).append(".\n"));
        text.append("""
                Module Type STATEMENT (P : PARAMETERS) (M : MAP P).
                  Module I := %s.%s P M.
                  Module S := %s.
                  Module Implementation := MachineOf P I.
                  Module Specification := MachineOf P S.
                """.formatted(
                        CoreText.MODULE, CoreText.FUNCTOR, compiled.loading().applied()));
        theorems(proof)
                .forEach(theorem -> text.append("  Parameter ")
                        .append(theorem.word())
                        .append(" : ")
                        .append(theorem.statement())
                        .append(".\n"));
        return text.append("""
                End STATEMENT.
                Module Claimed (P : PARAMETERS) (M : MAP P) <: STATEMENT P M := Espalier.Candidate.Proof.Proof P M.
                """).toString();
    }

    private boolean restOnNothing(Set<Theorem> theorems) throws IOException, InterruptedException {
        boolean all = true;
        for (Theorem theorem : theorems) {
            all &= step(
                    theorem.word() + " rests on no assumption",
                    () -> String.join("; ", compiled.assumptions(PROOF + ".Proof", theorem.word())));
        }
        return all;
    }

    private static String resource() throws IOException {
        try (InputStream stream = Rebuild.class.getResourceAsStream("Explored.v")) {
            if (stream == null) {
                throw new IllegalStateException("Explored.v is missing from this program's archive");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Where the extracted core is, after {@link #check}: a functor {@code Explored} over the parameters alone. */
    public Path extracted() {
        Path there = compiled.folder().resolve(EXTRACTED);
        return Files.isRegularFile(there)
                ? there
                : compiled.folder().resolve("candidate").resolve(EXTRACTED);
    }

    private String compile(String path, String text) throws IOException, InterruptedException, GateFailure {
        CommandOutcome outcome = compiled.compile(path, text);
        return outcome.succeeded() ? "" : path + ": the prover " + outcome.ending() + ": " + outcome.said();
    }

    private boolean step(String name, Check check) throws IOException, InterruptedException {
        long start = System.nanoTime();
        String objection;
        try {
            objection = check.run();
        } catch (GateFailure e) {
            objection = String.valueOf(e.getMessage());
            if (e.isCutOff()) {
                listener.accept(Finding.cutOff(name, objection, Duration.ofNanos(System.nanoTime() - start)));
                return false;
            }
        }
        boolean passed = objection.isEmpty();
        listener.accept(
                new Finding(name, passed, passed ? "yes" : objection, Duration.ofNanos(System.nanoTime() - start)));
        return passed;
    }
}
