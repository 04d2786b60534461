(** Causal consistency as the suite has it, and progress.

    A session that holds two concurrent puts on a key, because something that it
    read depends on both, is refused the entry of either; and once every replica
    has one of the two, there is nothing else to answer. CC-star itself is stuck
    so, LCC-star already with two puts and one reader, and the core that does as
    CC-star does (reference/CausalExact.v). A core that always answers the initial
    value refines CC-star and is never stuck.

    Keys, values, clients and replicas are numbers; the initial value is 0. *)

From Coq Require Import List.
From Espalier.Framework Require Import Parameters Machine World Refinement
  Progress.
From Espalier.Framework Require Naturals.
From Espalier.Suite Require Causal LabelledCausal CausalRefuted.
From Espalier.Reference Require CausalExact Deaf.
Import ListNotations.

Module Type STATEMENT.
  Module P := Naturals.Naturals.
  Module CausalCore := Causal.Specification P.
  Module Causal := MachineOf P CausalCore.
  Module LabelledCore := LabelledCausal.Specification P CausalRefuted.OddAndEven.
  Module Labelled := MachineOf P LabelledCore.
  Module ExactCore := CausalExact.CausalExact P.
  Module Exact := MachineOf P ExactCore.

  (** One replica, and a network that has delivered every put: *)
  Definition get_waits_for_ever (M : machine nat nat nat nat)
    (programs : nat -> list (@operation nat nat)) : Prop :=
    exists w c n k g,
      reachable P.client_eq_dec P.replica_eq_dec M [0] False 0 programs w /\
      network w = [GetRequest 0 c n k g] /\
      ~ get_guard M k g c 0 (stores w 0).

  Parameter causal_waits :
    get_waits_for_ever Causal.machine CausalRefuted.reader_between.

  Parameter exact_waits :
    get_waits_for_ever Exact.machine CausalRefuted.reader_between.

  (** Two puts and a reader that cares for one of them are enough: *)
  Parameter labelled_waits :
    get_waits_for_ever Labelled.machine CausalRefuted.two_puts.

  Parameter causal_no_progress :
    ~ progressive P.client_eq_dec P.replica_eq_dec Causal.machine.

  Parameter exact_no_progress :
    ~ progressive P.client_eq_dec P.replica_eq_dec Exact.machine.

  Parameter labelled_no_progress :
    ~ progressive P.client_eq_dec P.replica_eq_dec Labelled.machine.
End STATEMENT.

(** All that is claimed of a core, of one that hears nothing. *)
Module Type VACUOUS_STATEMENT (P : PARAMETERS).
  Module CausalCore := Causal.Specification P.
  Module Causal := MachineOf P CausalCore.
  Module DeafCore := Deaf.Deaf P.
  Module Deaf := MachineOf P DeafCore.

  Parameter deaf_refines_causal :
    refines P.client_eq_dec P.replica_eq_dec Deaf.machine Causal.machine.

  Parameter deaf_seen : seen_is_final Deaf.machine.

  Parameter deaf_progress :
    progressive P.client_eq_dec P.replica_eq_dec Deaf.machine.
End VACUOUS_STATEMENT.
