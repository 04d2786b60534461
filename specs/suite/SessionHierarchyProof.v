(** The hierarchy of the suite's session specifications. Towards the relaxed
    machine only the values count; the rest is SessionSplit.v. *)

From Espalier.Framework Require Import
  Parameters Machine Refinement LocalSimulation LocalSimulationProof.
From Espalier.Suite Require SessionHierarchy SessionSplit.

Module Proof (P : PARAMETERS) <: SessionHierarchy.STATEMENT P.
  Module RelaxedCore := Relaxed.Specification P.
  Module Relaxed := MachineOf P RelaxedCore.
  Module Together <: SessionSplit.BOTH P.
    Module RywMwCore := ReadYourWritesMonotonicWrites.Specification P.
  End Together.
  Module Split := SessionSplit.Split P Together.
  Module RywCore := Split.RywCore.
  Module Ryw := MachineOf P RywCore.
  Module MrCore := MonotonicReads.Specification P.
  Module Mr := MachineOf P MrCore.
  Module MwCore := Split.MwCore.
  Module Mw := MachineOf P MwCore.
  Module RywMwCore := Split.RywMwCore.
  Module RywMw := MachineOf P RywMwCore.

  (** A machine whose replicas map each key to a value, and put there the value
      that they are given, refines the relaxed one. *)
  Lemma last_value_refines_relaxed :
    forall (M : machine P.key P.value P.client P.replica)
      (value_of : replica_state M -> P.key -> P.value),
    (forall r v k, value_of (replica_init M r v) k = v) ->
    (forall k g c r s, fst (fst (get M k g c r s)) = value_of s k) ->
    (forall k g c r s j,
       value_of (snd (get M k g c r s)) j = value_of s j) ->
    (forall k v p c r s j,
       value_of (put M k v p c r s) j =
       if P.key_eq_dec k j then v else value_of s j) ->
    refines P.client_eq_dec P.replica_eq_dec M Relaxed.machine.
  Proof.
    intros M value_of Hinit Hget Hkeeps Hput. apply local_simulation_refines.
    refine {|
      LocalSimulation.client_related := fun _ _ _ => True;
      LocalSimulation.replica_related :=
        fun _ s (t : replica_state Relaxed.machine) =>
          forall k, value_of s k = t k;
      LocalSimulation.get_related := fun _ _ _ _ => True;
      LocalSimulation.answer_related := fun _ _ _ _ _ => True;
      LocalSimulation.put_related := fun _ _ _ _ _ => True
    |}; auto.
    - intros k c r g h s t _ Hr _. split; [reflexivity |].
      split; [rewrite Hget; apply Hr |]. split; [auto |].
      intros j. rewrite Hkeeps. apply Hr.
    - intros k v now c s t _. exists 0. auto.
    - intros k v c r p q s t _ Hr _. split; [reflexivity |].
      intros j. rewrite Hput. simpl. unfold RelaxedCore.put.
      destruct (P.key_eq_dec k j); auto.
  Qed.

  Theorem ryw_refines_relaxed :
    refines P.client_eq_dec P.replica_eq_dec Ryw.machine Relaxed.machine.
  Proof.
    apply (last_value_refines_relaxed Ryw.machine
      (fun (s : replica_state Ryw.machine) k => RywCore.content (s k)));
      simpl; auto.
    intros k v p c r s j. unfold RywCore.put. destruct (P.key_eq_dec k j); auto.
  Qed.

  Theorem mr_refines_relaxed :
    refines P.client_eq_dec P.replica_eq_dec Mr.machine Relaxed.machine.
  Proof.
    apply (last_value_refines_relaxed Mr.machine
      (fun (s : replica_state Mr.machine) k => MrCore.content (s k)));
      simpl; auto.
    intros k v p c r s j. unfold MrCore.put. destruct (P.key_eq_dec k j); auto.
  Qed.

  Theorem mw_refines_relaxed :
    refines P.client_eq_dec P.replica_eq_dec Mw.machine Relaxed.machine.
  Proof.
    apply (last_value_refines_relaxed Mw.machine
      (fun (s : replica_state Mw.machine) k => MwCore.content (s k)));
      simpl; auto.
    intros k v p c r s j. unfold MwCore.put. destruct (P.key_eq_dec k j); auto.
  Qed.

  Theorem ryw_mw_refines_relaxed :
    refines P.client_eq_dec P.replica_eq_dec RywMw.machine Relaxed.machine.
  Proof.
    apply (last_value_refines_relaxed RywMw.machine
      (fun (s : replica_state RywMw.machine) k => RywMwCore.content (s k)));
      simpl; auto.
    intros k v p c r s j. unfold RywMwCore.put.
    destruct (P.key_eq_dec k j); auto.
  Qed.

  Theorem ryw_mw_refines_ryw :
    refines P.client_eq_dec P.replica_eq_dec RywMw.machine Ryw.machine.
  Proof. exact Split.ryw_mw_refines_ryw. Qed.

  Theorem ryw_mw_refines_mw :
    refines P.client_eq_dec P.replica_eq_dec RywMw.machine Mw.machine.
  Proof. exact Split.ryw_mw_refines_mw. Qed.

End Proof.
