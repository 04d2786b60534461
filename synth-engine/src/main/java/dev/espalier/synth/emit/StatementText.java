package dev.espalier.synth.emit;

import dev.espalier.synth.growth.Theorem;
import java.util.List;

/** Writes what is claimed of a grown core, and the file that extracts it. */
final class StatementText {
    private StatementText() {}

    /** The statement's file, with a claim for each of {@code theorems}. */
    static String statement(CoreName name, LoadedSpecification specification, List<Theorem> theorems) {
        String module = name.module();
        StringBuilder text = new StringBuilder("""
                (** What is claimed of the core %s, grown for %s, over any map that has
                    the laws of kit/Map.v. A proof is a module of this type: the proof gate checks
                    it against this file, whose hash the certificate names. *)

                From Espalier.Framework Require Import Parameters Machine Refinement%s.
                From Espalier.Kit Require Import Map.
                """.formatted(
                name.core(), specification.name(), theorems.equals(List.of(Theorem.REFINEMENT)) ? "" : " Progress"));
        specification.kept().modules().forEach(one -> text.append(LoadedSpecification.required(one)));
        text.append("""
                From Espalier.Grown Require %1$s.

                Module Type STATEMENT (P : PARAMETERS) (M : MAP P).
                  Module Core := %1$s.%1$s P M.
                  Module Implementation := MachineOf P Core.
                  Module Abstract := %2$s.
                  Module Specification := MachineOf P Abstract.
                """.formatted(module, specification.kept().applied()));
        theorems.forEach(theorem -> text.append("\n  (** ")
                .append(theorem.meaning())
                .append(" *)\n  Parameter ")
                .append(theorem.word())
                .append(" :\n    ")
                .append(theorem.statement())
                .append(".\n"));
        return text.append("End STATEMENT.\n").toString();
    }

    /** The extraction's file. */
    static String extraction(CoreName name) {
        return """
                (** Extraction of the grown core %1$s. [nat] becomes OCaml's [int]; see
                    VectorClock.v here. The map stays a parameter: the bridge puts the runtime's
                    in its place. *)

                From Coq Require Import Extraction ExtrOcamlBasic ExtrOcamlNatInt.
                From Espalier.Grown Require %2$s.

                Extraction Language OCaml.
                Extraction "%2$s.ml" %2$s.%2$s.
                """.formatted(name.core(), name.module());
    }
}
