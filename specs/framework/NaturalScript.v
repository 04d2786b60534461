(** Scripts for executable cores over numbers: a witness is a list of steps and
    one evaluation. *)

From Coq Require Import List PeanoNat.
From Espalier.Framework Require Import Core Machine World Naturals Script.

Module ScriptOf (C : CORE Naturals).
  Module Scripted := MachineOf Naturals C.

  Definition seen_by (script : list (@action nat nat nat nat))
    (replicas : list nat) (programs : nat -> list (@operation nat nat)) :=
    option_map fst
      (perform Nat.eq_dec Nat.eq_dec Nat.eq_dec Nat.eq_dec Scripted.machine
         C.get_guard C.put_guard replicas script
         (initial Scripted.machine 0 programs)).

  Lemma script_trace : forall script replicas programs events,
    seen_by script replicas programs = Some events ->
    trace Nat.eq_dec Nat.eq_dec Scripted.machine replicas True 0 programs events.
  Proof.
    intros script replicas programs events H.
    eapply perform_trace with (may_get := C.get_guard) (may_put := C.put_guard);
      [ intros; assumption | intros; assumption | exact H ].
  Qed.
End ScriptOf.
