(** The two refutations. That the strong machine has a history is a script that is
    carried out; that the suite's has it not is a table of what may stand in
    clients, stores and messages. *)

From Coq Require Import List Bool PeanoNat.
From Espalier.Framework Require Import
  Parameters Core Machine World Refinement Naturals Script NaturalScript
  Exclusion.
From Espalier.Strong Require Guarantees Strong.
From Espalier.Suite Require ReadYourWrites MonotonicReads StrongToSuiteRefuted.
Import ListNotations.

(** Splits a membership in a table. *)
Ltac rows H := simpl in H;
  repeat match type of H with
    | _ \/ _ => destruct H as [H | H]
    | False => destruct H
    end.

(** Finds the row, by computation. *)
Ltac row := first [left; reflexivity | right; row].

(** Takes a client, one of whose rows is the one at hand. *)
Ltac clients c H :=
  destruct c as [| [| [| c]]]; rows H; inversion H; subst; clear H.

Module Proof <: StrongToSuiteRefuted.STATEMENT.
  Module P := Naturals.Naturals.
  Module StrongCore := Strong.Strong P Guarantees.Ryw_mr_wfr.
  Module Strong := MachineOf P StrongCore.
  Module RywCore := ReadYourWrites.Specification P.
  Module Ryw := MachineOf P RywCore.
  Module MrCore := MonotonicReads.Specification P.
  Module Mr := MachineOf P MrCore.
  Module StrongScript := ScriptOf StrongCore.

  Theorem strong_hides_own_put :
    trace P.client_eq_dec P.replica_eq_dec Strong.machine [0] True 0
      StrongToSuiteRefuted.own_programs StrongToSuiteRefuted.own_put_hidden.
  Proof.
    apply (StrongScript.script_trace
      [Call 1 0; Call 1 0; Apply 0 1 0 2; Apply 0 1 0 1;
       Ask 1; Answer 0 1; Take 1]).
    vm_compute. reflexivity.
  Qed.

  Theorem strong_reads_backwards :
    trace P.client_eq_dec P.replica_eq_dec Strong.machine [0] True 0
      StrongToSuiteRefuted.reader_programs StrongToSuiteRefuted.reads_backwards.
  Proof.
    apply (StrongScript.script_trace
      [Call 1 0; Call 1 0; Apply 0 1 0 2; Ask 2; Answer 0 2; Take 2;
       Apply 0 1 0 1; Ask 2; Answer 0 2; Take 2]).
    vm_compute. reflexivity.
  Qed.

  (** * What RYW-star can come to while only those events are observed *)

  Module R := RywCore.

  Definition own_0 : R.client_state := R.client_init 1.
  Definition own_1 : R.client_state := snd (R.put_request 0 1 0 1 own_0).
  Definition own_2 : R.client_state := snd (R.put_request 0 2 0 1 own_1).

  Definition own_clients (c : nat) : list (client_world Ryw.machine) :=
    let at_ s todo n waits :=
      Build_client_world (M := Ryw.machine) s todo n waits in
    match c with
    | 1 => [at_ own_0 [Put 0 1; Put 0 2; Get 0] 0 None;
            at_ own_1 [Put 0 2; Get 0] 1 None;
            at_ own_2 [Get 0] 2 None;
            at_ own_2 [] 3 (Some 2)]
    | _ => [at_ (R.client_init c) [] 0 None]
    end.

  Definition own_puts : list (nat * nat * nat * R.put_of) :=
    [(1, 0, 1, fst (R.put_request 0 1 0 1 own_0));
     (1, 0, 2, fst (R.put_request 0 2 0 1 own_1))].

  Definition own_entries : list R.entry :=
    [R.Build_entry 0 None 0 []; R.Build_entry 1 (Some 1) 1 [];
     R.Build_entry 2 (Some 1) 2 [1]].

  Definition own_message (m : message Ryw.machine) : Prop :=
    match m with
    | GetRequest _ c n k g =>
        In (c, n, k, g) [(1, 2, 0, fst (R.get_request 0 1 own_2))]
    | PutRequest _ c k v p => In (c, k, v, p) own_puts
    | GetResponse c n _ v _ => (c, n, v) <> (1, 2, 1)
    end.

  Definition own_supposed (o : @event nat nat nat) : Prop :=
    In o StrongToSuiteRefuted.own_put_hidden.
  Definition own_possible (o : @event nat nat nat) : Prop :=
    o <> GetReturned 1 2 0 1.

  Definition own_excluded :
    exclusion Ryw.machine 0 StrongToSuiteRefuted.own_programs
      own_supposed own_possible.
  Proof.
    refine {|
      client_may := fun c w => In w (own_clients c);
      store_may := fun _ (s : replica_state Ryw.machine) =>
        forall k, In (s k) own_entries;
      message_may := own_message
    |}.
    - intros c. destruct c as [| [| [| c]]]; left; reflexivity.
    - intros r k. left. reflexivity.
    - intros c k rest n s H. clients c H; (split; [row | intros r; row]).
    - intros c k v rest n s now H _. unfold own_possible.
      clients c H; (split; [discriminate |]); (split; [row | intros r; row]).
    - intros r c n k g s Hm Hs Hg. split; [| exact Hs].
      pose proof (Hs k) as E. simpl in Hg |- *. unfold R.get_guard in Hg.
      rows Hm; inversion Hm; subst; clear Hm.
      rows E; rewrite <- E in *; (discriminate || discriminate Hg).
    - intros r c k v p s Hm Hs _ asked. simpl. unfold R.put.
      destruct (Naturals.key_eq_dec k asked); [| apply Hs].
      rows Hm; inversion Hm; subst; row.
    - intros c n k v a s todo m Hm Hc Ho. simpl in Hm. unfold own_possible.
      unfold own_supposed, StrongToSuiteRefuted.own_put_hidden in Ho.
      rows Ho; inversion Ho; subst; clear Ho. elim Hm. reflexivity.
  Defined.

  Theorem ryw_does_not : forall replicas,
    ~ trace P.client_eq_dec P.replica_eq_dec Ryw.machine replicas True 0
        StrongToSuiteRefuted.own_programs StrongToSuiteRefuted.own_put_hidden.
  Proof.
    intros replicas H.
    assert (All : Forall own_possible StrongToSuiteRefuted.own_put_hidden).
    { eapply excluded; [exact own_excluded | | exact H].
      apply Forall_forall. auto. }
    rewrite Forall_forall in All.
    apply (All (GetReturned 1 2 0 1)); [simpl; tauto | reflexivity].
  Qed.

  (** * What MR-star can come to *)

  Module S := MrCore.

  Definition writer_0 : S.client_state := S.client_init 1.
  Definition writer_1 : S.client_state := snd (S.put_request 0 1 0 1 writer_0).
  Definition writer_2 : S.client_state := snd (S.put_request 0 2 0 1 writer_1).
  Definition reader_0 : S.client_state := S.client_init 2.
  Definition reader_1 : S.client_state :=
    S.get_response 0 2 (Some (1, 2)) 2 reader_0.

  Definition reader_clients (c : nat) : list (client_world Mr.machine) :=
    let at_ s todo n waits :=
      Build_client_world (M := Mr.machine) s todo n waits in
    match c with
    | 1 => [at_ writer_0 [Put 0 1; Put 0 2] 0 None;
            at_ writer_1 [Put 0 2] 1 None; at_ writer_2 [] 2 None]
    | 2 => [at_ reader_0 [Get 0; Get 0] 0 None;
            at_ reader_0 [Get 0] 1 (Some 0);
            at_ reader_1 [Get 0] 1 None; at_ reader_1 [] 2 (Some 1)]
    | _ => [at_ (S.client_init c) [] 0 None]
    end.

  Definition reader_puts : list (nat * nat * nat * S.put_of) :=
    [(1, 0, 1, fst (S.put_request 0 1 0 1 writer_0));
     (1, 0, 2, fst (S.put_request 0 2 0 1 writer_1))].

  Definition reader_gets : list (nat * nat * nat * S.get_payload) :=
    [(2, 0, 0, fst (S.get_request 0 2 reader_0));
     (2, 1, 0, fst (S.get_request 0 2 reader_1))].

  Definition reader_entries : list S.entry :=
    [S.Build_entry 0 None []; S.Build_entry 1 (Some (1, 1)) [];
     S.Build_entry 2 (Some (1, 2)) [(1, 1)]].

  Definition reader_message (m : message Mr.machine) : Prop :=
    match m with
    | GetRequest _ c n k g => In (c, n, k, g) reader_gets
    | PutRequest _ c k v p => In (c, k, v, p) reader_puts
    | GetResponse c n _ v a =>
        (v = 2 -> a = Some (1, 2)) /\ (c, n, v) <> (2, 1, 1)
    end.

  Definition reader_supposed (o : @event nat nat nat) : Prop :=
    In o StrongToSuiteRefuted.reads_backwards.
  Definition reader_possible (o : @event nat nat nat) : Prop :=
    o <> GetReturned 2 1 0 1.

  Definition reader_excluded :
    exclusion Mr.machine 0 StrongToSuiteRefuted.reader_programs
      reader_supposed reader_possible.
  Proof.
    refine {|
      client_may := fun c w => In w (reader_clients c);
      store_may := fun _ (s : replica_state Mr.machine) =>
        forall k, In (s k) reader_entries;
      message_may := reader_message
    |}.
    - intros c. destruct c as [| [| [| c]]]; left; reflexivity.
    - intros r k. left. reflexivity.
    - intros c k rest n s H. clients c H; (split; [row | intros r; row]).
    - intros c k v rest n s now H _. unfold reader_possible.
      clients c H; (split; [discriminate |]); (split; [row | intros r; row]).
    - intros r c n k g s Hm Hs Hg. split; [| exact Hs].
      pose proof (Hs k) as E. simpl in Hg |- *. unfold S.get_guard in Hg.
      rows Hm; inversion Hm; subst; clear Hm;
        rows E; rewrite <- E in *; try discriminate Hg;
        (split; [intros; reflexivity || discriminate | discriminate]).
    - intros r c k v p s Hm Hs _ asked. simpl. unfold S.put.
      destruct (Naturals.key_eq_dec k asked); [| apply Hs].
      rows Hm; inversion Hm; subst; row.
    - intros c n k v a s todo m [Ha Hm] Hc Ho. unfold reader_possible.
      unfold reader_supposed, StrongToSuiteRefuted.reads_backwards in Ho.
      rows Ho; inversion Ho; subst; clear Ho; [| elim Hm; reflexivity].
      split; [discriminate |]. rewrite (Ha eq_refl).
      rows Hc; inversion Hc; subst; row.
  Defined.

  Theorem mr_does_not : forall replicas,
    ~ trace P.client_eq_dec P.replica_eq_dec Mr.machine replicas True 0
        StrongToSuiteRefuted.reader_programs
        StrongToSuiteRefuted.reads_backwards.
  Proof.
    intros replicas H.
    assert (All : Forall reader_possible StrongToSuiteRefuted.reads_backwards).
    { eapply excluded; [exact reader_excluded | | exact H].
      apply Forall_forall. auto. }
    rewrite Forall_forall in All.
    apply (All (GetReturned 2 1 0 1)); [simpl; tauto | reflexivity].
  Qed.

  Theorem strong_does_not_refine_ryw :
    ~ refines P.client_eq_dec P.replica_eq_dec Strong.machine Ryw.machine.
  Proof.
    intros H. apply (ryw_does_not [0]). apply H. exact strong_hides_own_put.
  Qed.

  Theorem strong_does_not_refine_mr :
    ~ refines P.client_eq_dec P.replica_eq_dec Strong.machine Mr.machine.
  Proof.
    intros H. apply (mr_does_not [0]). apply H. exact strong_reads_backwards.
  Qed.

End Proof.
