(** The two witnesses: scripts that the strong machines carry out, and tables of
    what may stand in the suite's clients, stores and messages. *)

From Coq Require Import List Bool PeanoNat.
From Espalier.Framework Require Import
  Parameters Core Machine World Refinement Naturals Script NaturalScript
  Exclusion.
From Espalier.Suite Require StrongNotSuite.
Import ListNotations.

(** Splits a membership in a table. *)
Ltac rows H := simpl in H;
  repeat match type of H with
    | _ \/ _ => destruct H as [H | H]
    | False => destruct H
    end.

(** Finds the row, by computation. *)
Ltac row := first [left; reflexivity | right; row].

Module Proof <: StrongNotSuite.STATEMENT.
  Module P := Naturals.Naturals.
  Module StrongRywCore := Strong.Strong P Guarantees.Ryw.
  Module StrongRyw := MachineOf P StrongRywCore.
  Module StrongMrCore := Strong.Strong P Guarantees.Mr.
  Module StrongMr := MachineOf P StrongMrCore.
  Module RywCore := ReadYourWrites.Specification P.
  Module Ryw := MachineOf P RywCore.
  Module MrCore := MonotonicReads.Specification P.
  Module Mr := MachineOf P MrCore.

  Module StrongRywScript := ScriptOf StrongRywCore.
  Module StrongMrScript := ScriptOf StrongMrCore.

  Theorem strong_ryw_does :
    trace P.client_eq_dec P.replica_eq_dec StrongRyw.machine [0] True 0
      StrongNotSuite.two_puts_and_a_get StrongNotSuite.older_own_put.
  Proof.
    apply (StrongRywScript.script_trace
      [Call 1 0; Call 1 0; Apply 0 1 0 2; Apply 0 1 0 1;
       Ask 1; Answer 0 1; Take 1]).
    vm_compute. reflexivity.
  Qed.

  Theorem strong_mr_does :
    trace P.client_eq_dec P.replica_eq_dec StrongMr.machine [0] True 0
      StrongNotSuite.two_puts_and_two_gets StrongNotSuite.newer_then_older.
  Proof.
    apply (StrongMrScript.script_trace
      [Call 1 0; Call 1 0; Apply 0 1 0 2; Ask 2; Answer 0 2; Take 2;
       Apply 0 1 0 1; Ask 2; Answer 0 2; Take 2]).
    vm_compute. reflexivity.
  Qed.

  (** * What RYW-star can come to *)

  Module R := RywCore.

  Definition of_ryw (s : R.session) (todo : list (@operation nat nat))
    (next : nat) (waiting : option nat) : client_world Ryw.machine :=
    Build_client_world (M := Ryw.machine) s todo next waiting.

  Definition none_put : R.session := R.client_init 1.
  Definition one_put : R.session := snd (R.put_request 0 1 0 1 none_put).
  Definition both_put : R.session := snd (R.put_request 0 2 0 1 one_put).

  Definition ryw_clients (c : nat) : list (client_world Ryw.machine) :=
    match c with
    | 1 => [of_ryw none_put [Put 0 1; Put 0 2; Get 0] 0 None;
            of_ryw one_put [Put 0 2; Get 0] 1 None;
            of_ryw both_put [Get 0] 2 None;
            of_ryw both_put [] 3 (Some 2)]
    | _ => [of_ryw (R.client_init c) [] 0 None]
    end.

  Definition ryw_entries : list R.entry :=
    [R.Build_entry 0 None 0 [];
     R.Build_entry 1 (Some 1) 1 [];
     R.Build_entry 2 (Some 1) 2 [1]].

  Definition ryw_message (m : message Ryw.machine) : Prop :=
    match m with
    | GetRequest _ c n k g => (c, n, k, g) = (1, 2, 0, [2; 1])
    | PutRequest _ c k v p =>
        In (c, k, v, p)
          [(1, 0, 1, R.Build_put_of 1 []); (1, 0, 2, R.Build_put_of 2 [1])]
    | GetResponse _ _ _ v _ => v <> 1
    end.

  Definition ryw_supposed (o : @event nat nat nat) : Prop :=
    In o StrongNotSuite.older_own_put.
  Definition ryw_possible (o : @event nat nat nat) : Prop :=
    o <> GetReturned 1 2 0 1.

  Definition ryw_excluded :
    exclusion Ryw.machine 0 StrongNotSuite.two_puts_and_a_get
      ryw_supposed ryw_possible.
  Proof.
    refine {|
      client_may := fun c w => In w (ryw_clients c);
      store_may := fun _ (s : replica_state Ryw.machine) => In (s 0) ryw_entries;
      message_may := ryw_message
    |}.
    - intros c. destruct c as [| [| c]]; left; reflexivity.
    - intros r. row.
    - intros c k rest n s H.
      destruct c as [| [| c]]; rows H; inversion H; subst; clear H.
      split; [row | intros r; reflexivity].
    - intros c k v rest n s now H _. unfold ryw_possible.
      destruct c as [| [| c]]; rows H; inversion H; subst; clear H;
        (split; [discriminate |]); (split; [row | intros r; row]).
    - intros r c n k g s Hm Hs Hg. split; [| exact Hs].
      inversion Hm; subst; clear Hm. simpl in Hg |- *. intros W.
      unfold R.get_guard in Hg.
      rows Hs; rewrite <- Hs in *; (discriminate W || discriminate Hg).
    - intros r c k v p s Hm Hs _. simpl. unfold R.put.
      rows Hm; inversion Hm; subst; row.
    - intros c n k v a s todo m Hm Hc Ho. exfalso.
      unfold ryw_supposed, StrongNotSuite.older_own_put in Ho.
      rows Ho; inversion Ho; subst. apply Hm. reflexivity.
  Defined.

  Theorem ryw_does_not : forall replicas,
    ~ trace P.client_eq_dec P.replica_eq_dec Ryw.machine replicas True 0
        StrongNotSuite.two_puts_and_a_get StrongNotSuite.older_own_put.
  Proof.
    intros replicas H.
    assert (All : Forall ryw_possible StrongNotSuite.older_own_put).
    { eapply excluded; [exact ryw_excluded | | exact H].
      apply Forall_forall. auto. }
    rewrite Forall_forall in All.
    apply (All (GetReturned 1 2 0 1)); [simpl; tauto | reflexivity].
  Qed.

  (** * What MR-star can come to *)

  Module M := MrCore.

  Definition of_mr (s : M.session) (todo : list (@operation nat nat))
    (next : nat) (waiting : option nat) : client_world Mr.machine :=
    Build_client_world (M := Mr.machine) s todo next waiting.

  Definition writer_0 : M.session := M.client_init 1.
  Definition writer_1 : M.session := snd (M.put_request 0 1 0 1 writer_0).
  Definition writer_2 : M.session := snd (M.put_request 0 2 0 1 writer_1).
  Definition reader_0 : M.session := M.client_init 2.
  Definition reader_1 : M.session :=
    M.get_response 0 2 (Some (1, 2)) 2 reader_0.

  Definition mr_clients (c : nat) : list (client_world Mr.machine) :=
    match c with
    | 1 => [of_mr writer_0 [Put 0 1; Put 0 2] 0 None;
            of_mr writer_1 [Put 0 2] 1 None;
            of_mr writer_2 [] 2 None]
    | 2 => [of_mr reader_0 [Get 0; Get 0] 0 None;
            of_mr reader_0 [Get 0] 1 (Some 0);
            of_mr reader_1 [Get 0] 1 None;
            of_mr reader_1 [] 2 (Some 1)]
    | _ => [of_mr (M.client_init c) [] 0 None]
    end.

  Definition mr_entries : list M.entry :=
    [M.Build_entry 0 None [];
     M.Build_entry 1 (Some (1, 1)) [];
     M.Build_entry 2 (Some (1, 2)) [(1, 1)]].

  Definition mr_message (m : message Mr.machine) : Prop :=
    match m with
    | GetRequest _ c n k g =>
        In (c, n, k, g) [(2, 0, 0, []); (2, 1, 0, [(1, 2)])]
    | PutRequest _ c k v p =>
        In (c, k, v, p)
          [(1, 0, 1, M.Build_put_of (1, 1) []);
           (1, 0, 2, M.Build_put_of (1, 2) [(1, 1)])]
    | GetResponse _ n _ v a =>
        In (v, a) [(0, None); (1, Some (1, 1)); (2, Some (1, 2))] /\
        (n, v) <> (1, 1)
    end.

  Definition mr_supposed (o : @event nat nat nat) : Prop :=
    In o StrongNotSuite.newer_then_older.
  Definition mr_possible (o : @event nat nat nat) : Prop :=
    o <> GetReturned 2 1 0 1.

  Definition mr_excluded :
    exclusion Mr.machine 0 StrongNotSuite.two_puts_and_two_gets
      mr_supposed mr_possible.
  Proof.
    refine {|
      client_may := fun c w => In w (mr_clients c);
      store_may := fun _ (s : replica_state Mr.machine) => In (s 0) mr_entries;
      message_may := mr_message
    |}.
    - intros c. destruct c as [| [| [| c]]]; left; reflexivity.
    - intros r. row.
    - intros c k rest n s H.
      destruct c as [| [| [| c]]]; rows H; inversion H; subst; clear H;
        (split; [row | intros r; row]).
    - intros c k v rest n s now H _. unfold mr_possible.
      destruct c as [| [| [| c]]]; rows H; inversion H; subst; clear H;
        (split; [discriminate |]); (split; [row | intros r; row]).
    - intros r c n k g s Hm Hs Hg. split; [| exact Hs].
      simpl in Hg |- *. unfold M.get_guard in Hg.
      rows Hm; inversion Hm; subst; clear Hm; rows Hs; rewrite <- Hs in *;
        solve [discriminate Hg | split; [row | discriminate]].
    - intros r c k v p s Hm Hs _. simpl. unfold M.put.
      rows Hm; inversion Hm; subst; row.
    - intros c n k v a s todo m [Ha Hnot] Hc Ho. split.
      + intros E. inversion E; subst. apply Hnot. reflexivity.
      + unfold mr_supposed, StrongNotSuite.newer_then_older in Ho.
        rows Ho; inversion Ho; subst; clear Ho;
          [| exfalso; apply Hnot; reflexivity].
        rows Ha; inversion Ha; subst.
        rows Hc; inversion Hc; subst. row.
  Defined.

  Theorem mr_does_not : forall replicas,
    ~ trace P.client_eq_dec P.replica_eq_dec Mr.machine replicas True 0
        StrongNotSuite.two_puts_and_two_gets StrongNotSuite.newer_then_older.
  Proof.
    intros replicas H.
    assert (All : Forall mr_possible StrongNotSuite.newer_then_older).
    { eapply excluded; [exact mr_excluded | | exact H].
      apply Forall_forall. auto. }
    rewrite Forall_forall in All.
    apply (All (GetReturned 2 1 0 1)); [simpl; tauto | reflexivity].
  Qed.

  (** * Hence *)

  Theorem strong_ryw_does_not_refine_ryw :
    ~ refines P.client_eq_dec P.replica_eq_dec StrongRyw.machine Ryw.machine.
  Proof.
    intros H. apply (ryw_does_not [0]). apply H. exact strong_ryw_does.
  Qed.

  Theorem strong_mr_does_not_refine_mr :
    ~ refines P.client_eq_dec P.replica_eq_dec StrongMr.machine Mr.machine.
  Proof.
    intros H. apply (mr_does_not [0]). apply H. exact strong_mr_does.
  Qed.

End Proof.
