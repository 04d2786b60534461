(** The runs in which a get waits for ever, as scripts that are carried out, and
    what follows from them. *)

From Coq Require Import List PeanoNat.
From Espalier.Framework Require Import
  Parameters Core Machine World Refinement Progress Naturals Script.
From Espalier.Reference Require SessionLimits.
Import ListNotations.

Module Proof <: SessionLimits.STATEMENT.
  Module P := Naturals.Naturals.
  Module ReadYourWritesCore := SessionReadYourWrites.SessionReadYourWrites P.
  Module ReadYourWrites := MachineOf P ReadYourWritesCore.
  Module MonotonicReadsCore := SessionMonotonicReads.SessionMonotonicReads P.
  Module MonotonicReads := MachineOf P MonotonicReadsCore.

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
  Lemma script_waits : forall M may_get may_put script programs c n k g,
    (forall k g c r s, may_get k g c r s = true <-> get_guard M k g c r s) ->
    (forall k v p c r s, may_put k v p c r s = true -> put_guard M k v p c r s) ->
    match after M may_get may_put script programs with
    | Some (_, w) =>
        network w = [GetRequest 0 c n k g] /\
        may_get k g c 0 (stores w 0) = false
    | None => False
    end ->
    get_waits_for_ever M programs.
  Proof.
    intros M may_get may_put script programs c n k g Hget Hput H.
    destruct (after M may_get may_put script programs) as [[events w] |] eqn:E;
      [| contradiction].
    destruct H as [Hnet Hguard].
    exists w, c, n, k, g. split; [| split; [exact Hnet |]].
    - exists events. eapply perform_run; [| | exact E].
      + intros. apply Hget. assumption.
      + exact Hput.
    - rewrite <- Hget, Hguard. discriminate.
  Qed.

  Theorem read_your_writes_waits :
    get_waits_for_ever ReadYourWrites.machine SessionLimits.puts_then_get.
  Proof.
    apply (script_waits ReadYourWrites.machine
      ReadYourWritesCore.get_guard ReadYourWritesCore.put_guard
      [Call 1 0; Call 1 0; Apply 0 1 0 2; Apply 0 1 0 1; Ask 1]
      SessionLimits.puts_then_get 1 2 0 2).
    - reflexivity.
    - auto.
    - vm_compute. auto.
  Qed.

  Theorem monotonic_reads_waits :
    get_waits_for_ever MonotonicReads.machine SessionLimits.puts_and_a_reader.
  Proof.
    apply (script_waits MonotonicReads.machine
      MonotonicReadsCore.get_guard MonotonicReadsCore.put_guard
      [Call 1 0; Call 1 0; Apply 0 1 0 2; Ask 2; Answer 0 2; Take 2;
       Apply 0 1 0 1; Ask 2]
      SessionLimits.puts_and_a_reader 2 1 0 [(1, 2)]).
    - reflexivity.
    - auto.
    - vm_compute. auto.
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

  Theorem read_your_writes_no_progress :
    ~ progressive P.client_eq_dec P.replica_eq_dec ReadYourWrites.machine.
  Proof. exact (waiting_no_progress _ _ read_your_writes_waits). Qed.

  Theorem monotonic_reads_no_progress :
    ~ progressive P.client_eq_dec P.replica_eq_dec MonotonicReads.machine.
  Proof. exact (waiting_no_progress _ _ monotonic_reads_waits). Qed.

  Theorem always_enabled_no_seen : forall M : machine nat nat nat nat,
    (forall k v p c r s, put_guard M k v p c r s) -> ~ seen_is_final M.
  Proof.
    intros M Halways [Hnot _ _ Happlied].
    pose (p := fst (put_request M 0 1 0 1 (client_init M 1))).
    pose (s := replica_init M 0 0).
    apply (Hnot 0 1 p 1 0 (put M 0 1 p 1 0 s)); auto.
  Qed.

  Theorem read_your_writes_no_seen : ~ seen_is_final ReadYourWrites.machine.
  Proof. apply always_enabled_no_seen. reflexivity. Qed.

  Theorem monotonic_reads_no_seen : ~ seen_is_final MonotonicReads.machine.
  Proof. apply always_enabled_no_seen. reflexivity. Qed.

End Proof.
