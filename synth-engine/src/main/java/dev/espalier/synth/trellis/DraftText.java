package dev.espalier.synth.trellis;

import dev.espalier.synth.gate.CompiledSpecification;
import dev.espalier.synth.growth.CoreText;
import dev.espalier.synth.growth.Theorem;
import dev.espalier.synth.prover.coqidetop.CoqSentences;
import java.util.ArrayList;
import java.util.List;

/**
 * A draft as the prover reads it. The frame, heads, statements and ends, is the engine's; only what is between them comes
 * from moves.
 */
final class DraftText {
    private static final String CORE_HEAD = """
            From Coq Require Import List Bool Arith.
            From Espalier.Framework Require Import Parameters Core.
            From Espalier.Kit Require Import FiniteSet Vector Map.
            Import ListNotations.

            Module %s (P : PARAMETERS) (M : MAP P) <: CORE P.
              Import P.
            """.formatted(CoreText.FUNCTOR);

    private static final String PROOF_REQUIRES = """
            From Coq Require Import List Bool Arith Lia.
            From Espalier.Framework Require Import
              Parameters Machine Refinement LocalSimulation LocalSimulationProof.
            From Espalier.Framework Require Import HistorySimulation HistorySimulationProof.
            From Espalier.Framework Require Import Progress LocalInvariant LocalProgress LocalProgressProof.
            From Espalier.Kit Require Import FiniteSet Vector Map Decide Needs.
            From Espalier.Suite Require Import PutHistory PutFacts.
            Import ListNotations.
            """;

    private final CompiledSpecification.Loading loading;
    private final String title;

    /**
     * @param loading how a file comes by the specification
     * @param title what people call it
     */
    DraftText(CompiledSpecification.Loading loading, String title) {
        this.loading = loading;
        this.title = title;
    }

    /** A sentence, and the item that it is of; empty for one of the frame. */
    record Labelled(String item, String sentence) {}

    /** All sentences, with holes where something is missing: the prover accepts them if the draft stands. */
    List<Labelled> sentences(Draft draft) {
        List<Labelled> all = new ArrayList<>();
        frame(all, CORE_HEAD);
        draft.core().forEach(item -> add(all, item.name(), item.written()));
        draft.missing()
                .forEach(member -> add(all, member.word(), "Parameter " + member.word() + " : " + member.type() + "."));
        frame(all, "End " + CoreText.FUNCTOR + ".");
        frame(all, proofHead(""));
        draft.proof().forEach(item -> add(all, item.name(), item.written()));
        for (Theorem theorem : Theorem.values()) {
            String tactics = draft.theorems().get(theorem.word());
            boolean asked = theorem == Theorem.REFINEMENT;
            if (tactics != null || asked) {
                add(all, theorem.word(), theorem(theorem, tactics == null ? "" : tactics));
            }
        }
        frame(all, "End Proof.");
        return all;
    }

    /** The sentences up to what proves {@code name}, without its proof and what comes after. */
    List<Labelled> before(Draft draft, String name) {
        List<Labelled> all = sentences(draft);
        int end = 0;
        while (end < all.size() && !all.get(end).item().equals(name)) {
            end++;
        }
        return all.subList(0, end);
    }

    private static void frame(List<Labelled> all, String text) {
        add(all, "", text);
    }

    private static void add(List<Labelled> all, String item, String text) {
        CoqSentences.split(text).forEach(sentence -> all.add(new Labelled(item, sentence)));
    }

    /** The statement of {@code theorem} as a sentence. */
    static String statement(Theorem theorem) {
        return "Theorem " + theorem.word() + " :\n      " + theorem.statement() + ".";
    }

    private static String theorem(Theorem theorem, String tactics) {
        return statement(theorem) + "\n  "
                + (tactics.isEmpty() ? "Admitted." : "Proof.\n" + tactics.strip() + "\nQed.");
    }

    private static String required(String module) {
        int dot = module.lastIndexOf('.');
        return "From " + module.substring(0, dot) + " Require " + module.substring(dot + 1) + ".\n";
    }

    private String proofHead(String module) {
        StringBuilder text = new StringBuilder(PROOF_REQUIRES);
        loading.modules().forEach(one -> text.append(required(one)));
        text.append(module.isEmpty() ? "" : required(module));
        return text.append("""

                Module Proof (P : PARAMETERS) (M : MAP P).
                  Module I := %s%s P M.
                  Module S := %s.
                  Module Implementation := MachineOf P I.
                  Module Specification := MachineOf P S.
                """.formatted(module.isEmpty() ? "" : module + ".", CoreText.FUNCTOR, loading.applied()))
                .toString();
    }

    /** The core's file; of a draft with holes, what is there of it. */
    String coreFile(Draft draft) {
        StringBuilder text = new StringBuilder("(** A core for " + title + ", grown by moves. *)\n\n" + CORE_HEAD);
        draft.core().forEach(item -> text.append('\n').append(item.written()).append('\n'));
        draft.missing()
                .forEach(member -> text.append("\n(* hole: ")
                        .append(member.word())
                        .append(" : ")
                        .append(member.type())
                        .append(" *)\n"));
        return text.append("\nEnd " + CoreText.FUNCTOR + ".\n").toString();
    }

    /** The proof's file. */
    String proofFile(Draft draft) {
        StringBuilder text =
                new StringBuilder("(** The core of " + CoreText.MODULE + ".v refines " + title + ". *)\n\n");
        text.append(proofHead(CoreText.MODULE));
        draft.proof().forEach(item -> text.append('\n').append(item.written()).append('\n'));
        for (Theorem theorem : Theorem.values()) {
            String tactics = draft.theorems().get(theorem.word());
            if (tactics != null || theorem == Theorem.REFINEMENT) {
                text.append("\n  ")
                        .append(theorem(theorem, tactics == null ? "" : tactics))
                        .append('\n');
            }
        }
        return text.append("\nEnd Proof.\n").toString();
    }
}
