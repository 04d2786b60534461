(** The runs in which a get waits for ever, as scripts that are carried out; and
    the core that hears nothing. *)

From Coq Require Import List PeanoNat.
From Espalier.Framework Require Import
  Parameters Core Machine World Refinement Progress LocalSimulation
  LocalSimulationProof Naturals Script.
From Espalier.Suite Require CausalStuck.
Import ListNotations.

Module Proof <: CausalStuck.STATEMENT.
  Module P := Naturals.Naturals.
  Module CausalCore := Causal.Specification P.
  Module Causal := MachineOf P CausalCore.
  Module LabelledCore := LabelledCausal.Specification P CausalRefuted.OddAndEven.
  Module Labelled := MachineOf P LabelledCore.
  Module ExactCore := CausalExact.CausalExact P.
  Module Exact := MachineOf P ExactCore.

  Definition get_waits_for_ever (M : machine nat nat nat nat)
    (programs : nat -> list (@operation nat nat)) : Prop :=
    exists w c n k g,
      reachable P.client_eq_dec P.replica_eq_dec M [0] False 0 programs w /\
      network w = [GetRequest 0 c n k g] /\
      ~ get_guard M k g c 0 (stores w 0).

  Definition after (M : machine nat nat nat nat)
    (may_get : nat -> get_payload M -> nat -> nat -> replica_state M -> bool)
    (may_put :
       nat -> nat -> put_payload M -> nat -> nat -> replica_state M -> bool)
    (script : list (@action nat nat nat nat))
    (programs : nat -> list (@operation nat nat)) :=
    perform Nat.eq_dec Nat.eq_dec Nat.eq_dec Nat.eq_dec M may_get may_put [0]
      script (initial M 0 programs).

  (** A script that ends with one request in the network, that may not be
      answered. *)
  Lemma script_waits : forall M may_get may_put script programs c n k,
    (forall k g c r s, may_get k g c r s = true <-> get_guard M k g c r s) ->
    (forall k v p c r s, may_put k v p c r s = true -> put_guard M k v p c r s) ->
    match after M may_get may_put script programs with
    | Some (_, w) => exists g,
        network w = [GetRequest 0 c n k g] /\
        may_get k g c 0 (stores w 0) = false
    | None => False
    end ->
    get_waits_for_ever M programs.
  Proof.
    intros M may_get may_put script programs c n k Hget Hput H.
    destruct (after M may_get may_put script programs) as [[events w] |] eqn:E;
      [| contradiction].
    destruct H as [g [Hnet Hguard]].
    exists w, c, n, k, g. split; [| split; [exact Hnet |]].
    - exists events. eapply perform_run; [| | exact E].
      + intros. apply Hget. assumption.
      + exact Hput.
    - rewrite <- Hget, Hguard. discriminate.
  Qed.

  Lemma waiting_no_progress : forall M programs,
    get_waits_for_ever M programs ->
    ~ progressive P.client_eq_dec P.replica_eq_dec M.
  Proof.
    intros M programs [w [c [n [k [g [Hw [Hnet Hguard]]]]]]] H.
    apply Hguard.
    eapply (every_get_is_enabled _ _ M H); eauto.
    - simpl. auto.
    - intros c' k' v' p' [Hin _]. rewrite Hnet in Hin.
      destruct Hin as [E | []]. discriminate.
    - rewrite Hnet. simpl. eauto.
  Qed.

  Definition two_reads : list (@action nat nat nat nat) :=
    [Call 1 0; Call 2 0; Apply 0 1 0 1; Ask 3; Answer 0 3; Take 3;
     Apply 0 2 0 2; Ask 3].

  Definition through_the_reader : list (@action nat nat nat nat) :=
    two_reads ++
    [Answer 0 3; Take 3; Call 3 0; Apply 0 3 1 3; Ask 4; Answer 0 4; Take 4;
     Ask 4].

  Theorem causal_waits :
    get_waits_for_ever Causal.machine CausalRefuted.reader_between.
  Proof.
    apply (script_waits Causal.machine CausalCore.get_guard CausalCore.put_guard
      through_the_reader CausalRefuted.reader_between 4 1 0);
      [reflexivity | auto |].
    vm_compute. eexists. split; reflexivity.
  Qed.

  Theorem exact_waits :
    get_waits_for_ever Exact.machine CausalRefuted.reader_between.
  Proof.
    apply (script_waits Exact.machine ExactCore.get_guard ExactCore.put_guard
      through_the_reader CausalRefuted.reader_between 4 1 0);
      [reflexivity | auto |].
    vm_compute. eexists. split; reflexivity.
  Qed.

  Theorem labelled_waits :
    get_waits_for_ever Labelled.machine CausalRefuted.two_puts.
  Proof.
    apply (script_waits Labelled.machine LabelledCore.get_guard
      LabelledCore.put_guard two_reads CausalRefuted.two_puts 3 1 0);
      [reflexivity | auto |].
    vm_compute. eexists. split; reflexivity.
  Qed.

  Theorem causal_no_progress :
    ~ progressive P.client_eq_dec P.replica_eq_dec Causal.machine.
  Proof. exact (waiting_no_progress _ _ causal_waits). Qed.

  Theorem exact_no_progress :
    ~ progressive P.client_eq_dec P.replica_eq_dec Exact.machine.
  Proof. exact (waiting_no_progress _ _ exact_waits). Qed.

  Theorem labelled_no_progress :
    ~ progressive P.client_eq_dec P.replica_eq_dec Labelled.machine.
  Proof. exact (waiting_no_progress _ _ labelled_waits). Qed.

End Proof.

Module Vacuous (P : PARAMETERS) <: CausalStuck.VACUOUS_STATEMENT P.
  Module CausalCore := Causal.Specification P.
  Module Causal := MachineOf P CausalCore.
  Module DeafCore := Deaf.Deaf P.
  Module Deaf := MachineOf P DeafCore.
  Module C := CausalCore.

  (** CC-star keeps the initial entries, which it may always answer. *)
  Definition simulation : local_simulation Deaf.machine Causal.machine.
  Proof.
    refine {|
      client_related := fun _ _ _ => True;
      replica_related := fun _ (v : replica_state Deaf.machine)
        (t : replica_state Causal.machine) =>
        forall k, C.written (t k) = None /\ C.content (t k) = v;
      get_related := fun _ _ _ _ => True;
      answer_related := fun _ _ _ _ _ => True;
      put_related := fun _ _ _ _ _ => True
    |}; simpl; intros; try (exists now); try discriminate; repeat split; auto.
    - unfold C.get_guard. rewrite (proj1 (H0 k)). reflexivity.
    - symmetry. apply (H0 k).
    - apply (H0 k0).
    - apply (H0 k0).
  Defined.

  Theorem deaf_refines_causal :
    refines P.client_eq_dec P.replica_eq_dec Deaf.machine Causal.machine.
  Proof. apply local_simulation_refines. exact simulation. Qed.

  Theorem deaf_seen : seen_is_final Deaf.machine.
  Proof. constructor; simpl; intros; auto; discriminate. Qed.

  Theorem deaf_progress :
    progressive P.client_eq_dec P.replica_eq_dec Deaf.machine.
  Proof.
    constructor; simpl; intros; [| reflexivity].
    destruct H0 as [_ N]. exfalso. apply N. reflexivity.
  Qed.

End Vacuous.
